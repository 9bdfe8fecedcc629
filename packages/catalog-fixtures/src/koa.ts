import Koa, { type Context, type Middleware } from "koa";
import Router from "@koa/router";
import route from "koa-route";

const app = new Koa();
const router = new Router();

type WithBody = Koa.Context & {
  params: Record<string, string>;
  request: { body: Record<string, string>; files: { originalFilename: string }[] };
};

app.use(async (ctx, next) => {
  ctx.redirect(String(ctx.query.next)); // $ source remote $ sink redirect
  ctx.redirect("/home"); // safe
  ctx.redirect(new URLSearchParams(ctx.querystring).get("next") ?? "/"); // $ source remote $ sink redirect
  ctx.redirect(`/search${ctx.search}`); // $ source remote
  ctx.response.redirect(ctx.get("Referer")); // $ source remote $ sink redirect
  ctx.response.redirect("/"); // safe
  ctx.set("Location", ctx.headers.referer ?? "/"); // $ source remote $ sink redirect
  ctx.set("Location", "/"); // safe
  ctx.set({ Location: ctx.cookies.get("returnTo") ?? "/" }); // $ source remote $ sink redirect
  ctx.set({ Location: "/" }); // safe
  ctx.redirect(ctx.originalUrl); // $ source remote $ sink redirect
  ctx.redirect(`https://${ctx.hostname}/secure`); // $ source remote
  ctx.redirect(ctx.href); // $ source remote
  await next();
});

router.post("/a/:to", async (context: WithBody) => {
  context.redirect(context.params.to); // $ source remote $ sink redirect
  context.redirect(context.request.body.to); // $ source remote $ sink redirect
  context.redirect(`/files/${context.request.files[0]?.originalFilename}`); // $ source remote
});

router.get("/html", (ctx) => {
  ctx.body = `<p>${ctx.query.q}</p>`; // $ sink html
  ctx.body = "<p>hello</p>"; // safe
});

router.get("/sniffed", (ctx) => {
  ctx.body = `hello ${ctx.query.q}`; // safe
});

router.get("/text", (ctx) => {
  ctx.type = "text/plain";
  ctx.body = `<p>${ctx.query.q}</p>`; // safe
});

router.param("target", (value, ctx, next) => {
  ctx.redirect(value); // $ source remote $ sink redirect
  return next();
});

export const back: Middleware = (context) => context.redirect(String(context.query.back)); // $ sink redirect

export function forward(context: Context): void {
  context.response.body = "<p>" + context.request.query.name; // $ sink html
  context.req.on("end", () => context.res.setHeader("Location", context.req.url ?? "/")); // $ sink redirect
}

app.use(router.routes());

app.use(
  route.get("/go/:to/:tab", (ctx, to, tab) => {
    ctx.redirect(to); // $ source remote $ sink redirect
    ctx.redirect(`/tabs?open=${encodeURIComponent(tab)}`); // safe
  }),
);
