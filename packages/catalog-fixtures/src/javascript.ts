import { createHash } from "node:crypto";
import path from "node:path";
import querystring from "node:querystring";
import url from "node:url";
import util, { promisify } from "node:util";
import base64url from "base64url";
import { promisify as promised } from "bluebird";
import express from "express";
import { Base64, decode } from "js-base64";
import { createPool } from "mysql2";

const app = express();

const pool = createPool({});

app.get("/", async (req, res) => {
  const text = String(req.query.text); // $ source remote
  res.redirect(String(Number(text))); // $ barrier safe
  res.redirect(String(parseInt(text, 10))); // $ barrier safe
  res.redirect(String(Number.parseInt(text, 10))); // $ barrier safe
  res.redirect(String(Math.max(1, Number(text)))); // $ barrier safe
  res.redirect(`/on/${new Date(text).toISOString()}`); // $ barrier safe
  res.redirect(encodeURIComponent(text)); // $ barrier safe
  res.redirect(encodeURI(text)); // $ barrier $ sink redirect
  res.redirect(querystring.escape(text)); // $ barrier safe
  res.redirect(querystring.unescape(text)); // $ barrier $ sink redirect
  res.redirect(String(querystring.parse(text).to)); // $ barrier $ sink redirect
  res.redirect(base64url.decode(text)); // $ barrier $ sink redirect
  res.redirect(decode(text)); // $ barrier $ sink redirect
  res.redirect(Base64.decode(text)); // $ barrier $ sink redirect
  res.redirect(`/on/${base64url.decode(text)}`); // $ barrier safe
  res.redirect(url.resolve("https://example.com/", text)); // $ barrier $ sink redirect
  res.redirect(path.join("/files", text)); // $ barrier safe
  res.redirect(path.posix.normalize(text)); // $ barrier $ sink redirect
  res.redirect(util.format("%s", text)); // $ barrier $ sink redirect
  const run = promisify(pool.query as (text: string) => void).bind(pool); // $ barrier
  await run(`SELECT * FROM users WHERE name = '${text}'`); // $ sink sql
  await promised(pool.query)(`SELECT * FROM users WHERE name = '${text}'`); // $ barrier $ sink sql
  res.redirect(createHash("sha256").update(text).digest("hex")); // $ barrier safe
});
