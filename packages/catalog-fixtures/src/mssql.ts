import express from "express";
import sql from "mssql";
import { Request as TediousRequest } from "tedious";

const app = express();
const pool = new sql.ConnectionPool({ server: "localhost" });

app.get("/users/:id", async (req, res) => {
  await pool.request().query(`SELECT * FROM users WHERE id = ${req.params.id}`); // $ sink sql
  await pool.request().input("id", req.params.id).query("SELECT * FROM users WHERE id = @id"); // safe
  await sql.query("SELECT * FROM users WHERE id = " + req.params.id); // $ sink sql
  await sql.query`SELECT * FROM users WHERE id = ${req.params.id}`; // safe
  await sql.query("SELECT 1"); // safe
  const statement = new sql.PreparedStatement(pool);
  await statement.prepare(`SELECT * FROM users WHERE id = ${req.params.id}`); // $ sink sql
  await statement.prepare("SELECT * FROM users WHERE id = @id"); // safe
  new TediousRequest(`SELECT * FROM users WHERE id = ${req.params.id}`); // $ sink sql
  new TediousRequest("SELECT * FROM users WHERE id = @id"); // safe
  res.json({});
});
