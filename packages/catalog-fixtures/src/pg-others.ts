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
  await db.multiResult({ text: "SELECT * FROM users WHERE id = " + id }); // $ sink sql
  await db.any({ text: "SELECT * FROM users WHERE id = $1", values: [id] }); // safe
  await db.any("SELECT * FROM users ORDER BY $1:raw", [req.query.by]); // $ sink sql
  await db.any("SELECT * FROM users WHERE id = $1 ORDER BY $2^", [id, req.query.by]); // $ sink sql
  await db.any("SELECT * FROM users WHERE id = $1 AND a = $2 ORDER BY $3:value", [id, 1, id]); // $ sink sql
  await db.any("SELECT * FROM users WHERE a = $1 AND b = $2 AND c = $3 ORDER BY $4:raw", [1, 2, 3, id]); // $ sink sql
  await db.any("SELECT * FROM users WHERE id = $1 ORDER BY $2:name", [id, req.query.by]); // safe
  await db.any("SELECT * FROM users WHERE id = $1 ORDER BY $2^, $3^, $4^", [id, "name", "age", "id"]); // safe
  await db.any("SELECT * FROM users WHERE id = $10 ORDER BY $1^", ["name", id]); // safe
  const { by } = req.query;
  await db.any({ text: "SELECT * FROM users ORDER BY $1:raw", values: [by] }); // $ sink sql
  await db.any({ text: "SELECT * FROM users ORDER BY $1:name, $2:raw", values: [by, by] }); // $ sink sql
  await db.any({ text: "SELECT * FROM users WHERE id > $2 ORDER BY $3^", values: ["name", id, by] }); // $ sink sql
  await db.any({ text: "SELECT * FROM users WHERE id > $2 ORDER BY $4^", values: ["a", id, "b", by] }); // $ sink sql
  const values = [by, by, by, by];
  await db.any({ text: "SELECT * FROM users ORDER BY $1:name, $2:name, $3:name, $4:name", values }); // safe
  await db.any({ text: "SELECT $1^, $2^, $3^, $4^ FROM users", values: ["id", "name", "age", "by"] }); // safe
  await sql.unsafe(`SELECT * FROM users WHERE id = ${id}`); // $ sink sql
  await sql.unsafe("SELECT * FROM users WHERE id = $1", [id]); // safe
  await sql`SELECT * FROM users WHERE id = ${id}`; // safe
  await db.tx(async (t) => t.none(`DELETE FROM users WHERE id = ${id}`)); // $ sink sql
  res.json({});
});
