import express from "express";
import { Kysely, sql } from "kysely";

const app = express();
const db = new Kysely({});

app.post("/users/:id", async (req, res) => {
  sql.raw(`name = '${req.query.name}'`); // $ sink sql
  sql.raw("now()"); // safe
  sql.lit(String(req.query.name)); // $ sink sql
  sql.lit("now"); // safe
  await db.insertInto("users").values(req.body).execute(); // $ sink mass-assignment
  await db.insertInto("users").values({ name: req.body.name }).execute(); // safe
  await db.updateTable("users").set({ price: req.body.price }).execute(); // $ sink amount
  await db
    .updateTable("users")
    .set({ price: Number(req.body.price) })
    .execute(); // safe
  res.json({});
});
