import { app, type HttpRequest } from "@azure/functions";
import functions from "@google-cloud/functions-framework";
import firebase from "firebase-functions";
import { onCall, onRequest } from "firebase-functions/v2/https";
import pg from "pg";

const pool = new pg.Pool();

app.http("show", {
  handler: async (request) => {
    await pool.query("SELECT * FROM notes WHERE tag = '" + request.query.get("tag") + "'"); // $ source remote $ sink sql
    await pool.query("SELECT * FROM notes WHERE tag = $1", [request.params.tag]); // $ source remote safe
    await pool.query("SELECT * FROM notes WHERE tag = '" + request.headers.get("tag") + "'"); // $ source remote $ sink sql
    return {};
  },
});
app.post("save", async (request) => {
  const { tag } = (await request.json()) as { tag: string }; // $ source remote
  await pool.query("SELECT * FROM notes WHERE tag = '" + tag + "'"); // $ sink sql
  return {};
});
export const find = (request: HttpRequest) =>
  pool.query("SELECT * FROM notes WHERE tag = '" + request.params.tag + "'"); // $ source remote $ sink sql

functions.http("show", (req, res) => {
  res.redirect(String(req.query.to)); // $ source remote $ sink redirect
});
export const old = firebase.https.onRequest((req, res) => {
  res.redirect(String(req.query.to)); // $ source remote $ sink redirect
});
export const called = firebase.https.onCall(
  (data: { tag: string }) => pool.query("SELECT * FROM notes WHERE tag = '" + data.tag + "'"), // $ source remote $ sink sql
);
export const show = onRequest((req, res) => {
  res.redirect(String(req.query.to)); // $ source remote $ sink redirect
});
export const ask = onCall(
  (request: { data: { tag: string } }) =>
    pool.query("SELECT * FROM notes WHERE tag = '" + request.data.tag + "'"), // $ source remote $ sink sql
);
