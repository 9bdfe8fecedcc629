import express from "express";
import knex from "knex";

const app = express();
const db = knex({ client: "pg" });

app.post("/users/:id", async (req, res) => {
  const { id } = req.params;
  await db.raw(`SELECT * FROM users WHERE id = ${id}`); // $ sink sql
  await db.raw("SELECT * FROM users WHERE id = ?", [id]); // safe
  await db.schema.raw(`ALTER TABLE ${req.body.table} ADD x int`); // $ sink sql
  await db.schema.raw("ALTER TABLE users ADD x int"); // safe
  await db("users").whereRaw("id = " + id); // $ sink sql
  await db("users").where({ id }).update(req.body); // $ sink mass-assignment
  await db("users").where({ id }).update({ name: req.body.name }); // safe
  await db.insert(req.body).into("users"); // $ sink mass-assignment
  await db.insert({ name: req.body.name }).into("users"); // safe
  await db("users").insert({ ...req.body }); // $ sink mass-assignment
  await db("users").where(req.body); // $ sink query-object
  await db("users").where({ email: req.body.email }); // safe
  await db("orders").insert({ quantity: req.body.quantity }); // $ sink amount
  await db("orders").insert({ quantity: Math.trunc(req.body.quantity) }); // safe
  await db.transaction(async (trx) => trx("users").insert(req.body)); // $ sink mass-assignment
  res.json({});
});
