import { Elysia, type Context } from "elysia";
import pg from "pg";

const pool = new pg.Pool();

new Elysia()
  .get("/:id", ({ params }) => pool.query("SELECT * FROM notes WHERE id = " + params.id)) // $ source remote $ sink sql
  .get("/all", ({ query }) => pool.query("SELECT * FROM notes WHERE tag = '" + query.tag + "'")) // $ source remote $ sink sql
  .get("/safe", ({ query }) => pool.query("SELECT * FROM notes WHERE tag = $1", [query.tag])) // $ source remote safe
  .get("/out", ({ query, redirect }) => redirect(query.to)) // $ source remote $ sink redirect
  .get("/home", ({ redirect }) => redirect("/home")) // safe
  .get("/a", () => "")
  .get("/b", () => "")
  .get("/c", () => "")
  .post("/", ({ body }) => pool.query("SELECT * FROM notes WHERE tag = '" + body.tag + "'")); // $ source remote $ sink sql

export const byHeader = ({ headers }: Context) =>
  pool.query("SELECT * FROM notes WHERE tag = '" + headers.tag + "'"); // $ source remote $ sink sql
export const byCookie = ({ cookie }: Context) =>
  pool.query("SELECT * FROM notes WHERE tag = '" + cookie.tag.value + "'"); // $ source remote $ sink sql
