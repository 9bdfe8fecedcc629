import { Application, Router, type Context } from "@oak/oak";
import pg from "pg";

const pool = new pg.Pool();

new Application().use((context) => {
  context.response.redirect(context.request.url.searchParams.get("to") ?? "/"); // $ source remote $ sink redirect
  context.response.redirect("/home"); // safe
});
new Router().get("/:id", async (context) => {
  await pool.query("SELECT * FROM notes WHERE id = " + context.params.id); // $ source remote $ sink sql
  await pool.query("SELECT * FROM notes WHERE id = $1", [context.params.id]); // $ source remote safe
});
export async function save(context: Context): Promise<void> {
  const { tag } = await context.request.body.json(); // $ source remote
  await pool.query("SELECT * FROM notes WHERE tag = '" + tag + "'"); // $ sink sql
  await pool.query("SELECT * FROM notes WHERE tag = '" + context.request.headers.get("tag") + "'"); // $ source remote $ sink sql
}
