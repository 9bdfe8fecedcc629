import express from "express";
import { escape } from "sqlstring";
import { db } from "untyped-database";

const app = express();

app.get("/users/:id", async (req, res) => {
  const { id } = req.params;
  await db.query("SELECT * FROM users WHERE id = " + id); // $ sink sql
  await db.query("SELECT * FROM users WHERE id = ?", [id]); // safe
  await db.query("SELECT * FROM users WHERE id = " + escape(id)); // safe $ barrier
  await db.query(`Update of ${id} is done`); // safe
  await db.from("users").whereRaw(`id = ${id}`); // $ sink sql
  await db.from("users").whereRaw("id = ?", [id]); // safe
  res.json({});
});
