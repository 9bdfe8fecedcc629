import { createClient } from "@libsql/client";
import Database from "better-sqlite3";
import express from "express";
import { open } from "sqlite";

const app = express();
const db = new Database("app.db");
const remote = createClient({ url: "file:app.db" });

app.get("/users/:id", async (req, res) => {
  db.prepare(`SELECT * FROM users WHERE id = ${req.params.id}`).get(); // $ sink sql
  db.prepare("SELECT * FROM users WHERE id = ?").get(req.params.id); // safe
  db.exec(`PRAGMA user_version = ${req.query.version}`); // $ sink sql
  await remote.execute({ sql: `SELECT * FROM users WHERE id = ${req.params.id}`, args: [] }); // $ sink sql
  await remote.execute({ sql: "SELECT * FROM users WHERE id = ?", args: [req.params.id] }); // safe
  const opened = await open({ filename: "app.db" });
  await opened.all(`SELECT * FROM users WHERE id = ${req.params.id}`); // $ sink sql
  await opened.all("SELECT * FROM users WHERE id = ?", [req.params.id]); // safe
  res.json({});
});
