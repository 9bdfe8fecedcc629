import express from "express";
import { Client, escapeIdentifier, escapeLiteral, Pool } from "pg";
import format from "pg-format";

const app = express();
const pool = new Pool();

app.get("/users/:id", async (req, res) => {
  const { id } = req.params;
  await pool.query("SELECT * FROM users WHERE id = " + id); // $ sink sql
  await pool.query({ text: `SELECT * FROM users WHERE name = '${req.query.name}'` }); // $ sink sql
  await pool.query("SELECT * FROM users WHERE id = $1", [id]); // safe
  await pool.query({ text: "SELECT * FROM users WHERE id = $1", values: [id] }); // safe
  await pool.query(`SELECT * FROM users WHERE id = ${Number(id)}`); // safe
  await pool.query(`SELECT * FROM users WHERE id = ${escapeLiteral(id)}`); // safe $ barrier
  await pool.query(`SELECT * FROM users ORDER BY ${escapeIdentifier(String(req.query.by))}`); // safe
  await pool.query(format("SELECT * FROM users WHERE id = %L", id)); // safe $ barrier
  const client = await pool.connect();
  await client.query(`SELECT * FROM users ORDER BY ${req.query.by}`); // $ sink sql
  const column = String(req.query.by);
  if (["name", "age"].includes(column)) await client.query(`SELECT * FROM users ORDER BY ${column}`); // safe
  const own = new Client();
  await own.query(`SELECT * FROM users WHERE id = ${own.escapeLiteral(id)}`); // safe $ barrier
  res.json({});
});
