import { Hono, type Context, type MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { createFactory, createMiddleware } from "hono/factory";
import { html, raw } from "hono/html";

const app = new Hono();

app
  .get("/a/:to", (c) => {
    if (c.req.query("a")) return c.redirect(c.req.query("next") ?? "/"); // $ source remote $ sink redirect
    if (c.req.query("b")) return c.redirect(c.req.param("to"), 303); // $ source remote $ sink redirect
    if (c.req.query("c")) return c.redirect("/home"); // safe
    if (c.req.query("d")) return c.redirect(c.req.header("Referer") ?? "/"); // $ source remote $ sink redirect
    if (c.req.query("e")) return c.redirect(getCookie(c, "returnTo") ?? "/"); // $ source remote $ sink redirect
    if (c.req.query("f")) return c.redirect(new URL(c.req.url).searchParams.get("to") ?? "/"); // $ source remote $ sink redirect
    if (c.req.query("h")) return c.redirect(c.req.valid("query" as never)["next"]); // $ source remote $ sink redirect
    if (c.req.query("g")) return c.redirect(c.req.path); // $ source remote
    c.header("Location", c.req.query("to")); // $ source remote $ sink redirect
    c.header("Location", "/"); // safe
    return c.body(null, 302);
  })
  .post("/b", async (c) => {
    const body = await c.req.parseBody(); // $ source remote
    if (body["a"]) return c.body(null, 302, { Location: String(body["to"]) }); // $ sink redirect
    if (body["b"]) return c.body(null, 302, { Location: "/" }); // safe
    return c.redirect((await c.req.raw.formData()).get("to") as string); // $ source remote $ sink redirect
  });

app.get("/html", (c) => {
  const name = c.req.query("name");
  if (name === "a") return c.html(`<p>${name}</p>`); // safe
  if (name === "b") return c.html(html`<p>${c.req.query("q")}</p>`); // safe
  if (name === "c") return c.html(html`<p>${raw(c.req.query("q"))}</p>`); // $ sink html
  if (name === "d") return c.html(html`<p>${raw("<b>bold</b>")}</p>`); // safe
  return c.html(`<p>${name}</p>`); // $ sink html
});

app.get("*", (c) => c.redirect(c.req.path)); // $ sink redirect
app.get("/body", (c) => c.body(`<p>${c.req.query("name")}</p>`, 200, { "Content-Type": "text/html" })); // $ sink html
app.get("/plain", (c) => c.body(`<p>${c.req.query("name")}</p>`)); // safe

app.onError((error, c) => c.redirect(c.req.query("back") ?? error.message)); // $ sink redirect

export const guard = createMiddleware(async (c, next) => {
  if (c.req.path === "/") c.res = c.redirect(c.req.query("next") ?? "/"); // $ sink redirect
  await next();
});

export const handlers = createFactory().createHandlers((c) => c.redirect(c.req.query("next") ?? "/")); // $ sink redirect

export const other: MiddlewareHandler = async (context) => context.redirect(context.req.query("x") ?? "/"); // $ sink redirect

export function helper(context: Context): Response {
  return context.redirect(context.req.query("x") ?? "/"); // $ sink redirect
}
