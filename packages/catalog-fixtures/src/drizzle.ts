import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import express from "express";

const app = express();
const db = drizzle({});
const users = {};

app.post("/users/:id", async (req, res) => {
  sql.raw(`name = '${req.query.name}'`); // $ sink sql
  sql.raw("now()"); // safe
  await db.insert(users).values(req.body); // $ sink mass-assignment
  await db.insert(users).values({ name: req.body.name }); // safe
  await db.update(users).set({ ...req.body }); // $ sink mass-assignment
  await db.insert(users).values({ price: req.body.price }); // $ sink amount
  await db.insert(users).values({ price: Number(req.body.price) }); // safe
  res.json({});
});
