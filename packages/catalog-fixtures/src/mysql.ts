import express from "express";
import mysql from "mysql2/promise";
import { createConnection, escape } from "mysql2";

const app = express();
const pool = mysql.createPool({});
const connection = createConnection({});

app.get("/users/:id", async (req, res) => {
  const { id } = req.params;
  await pool.query("SELECT * FROM users WHERE id = " + id); // $ sink sql
  await pool.execute({ sql: `SELECT * FROM users WHERE id = ${id}` }); // $ sink sql
  await pool.query("SELECT * FROM users WHERE id = ?", [id]); // safe
  await pool.query({ sql: "SELECT * FROM users WHERE id = ?", values: [id] }); // safe
  connection.query(`SELECT * FROM users WHERE name = '${req.query.name}'`, () => undefined); // $ sink sql
  connection.query(`SELECT * FROM users WHERE name = ${connection.escape(req.query.name)}`); // safe $ barrier
  connection.query(`SELECT * FROM users WHERE name = ${escape(req.query.name)}`); // safe $ barrier
  connection.query("UPDATE users SET ? WHERE id = ?", [req.body, id]); // $ sink mass-assignment
  connection.query("INSERT INTO users SET ?", { name: req.body.name }); // safe
  res.json({});
});
