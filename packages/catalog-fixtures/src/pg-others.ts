import express from "express";
import pgPromise from "pg-promise";
import postgres from "postgres";

const app = express();
const db = pgPromise()("postgres://localhost");
const sql = postgres();

app.get("/users/:id", async (req, res) => {
  const { id } = req.params;
  await db.any("SELECT * FROM users WHERE id = " + id); // $ sink sql
  await db.any("SELECT * FROM users WHERE id = $1", [id]); // safe
  await sql.unsafe(`SELECT * FROM users WHERE id = ${id}`); // $ sink sql
  await sql.unsafe("SELECT * FROM users WHERE id = $1", [id]); // safe
  await sql`SELECT * FROM users WHERE id = ${id}`; // safe
  await db.tx(async (t) => t.none(`DELETE FROM users WHERE id = ${id}`)); // $ sink sql
  res.json({});
});
