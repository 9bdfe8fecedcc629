import {
  createRouter,
  defineEventHandler,
  getCookie,
  getHeader,
  getQuery,
  getRequestURL,
  getRouterParam,
  readBody,
  readValidatedBody,
  send,
  sendRedirect,
  setHeader,
  setResponseHeaders,
  type H3Event,
} from "h3";

export default defineEventHandler(async (event) => {
  const query = getQuery(event); // $ source remote
  const url = getRequestURL(event); // $ source remote
  if (query.a) return sendRedirect(event, String(query.next), 302); // $ sink redirect
  if (query.b) return sendRedirect(event, "/home"); // safe
  if (query.c) return sendRedirect(event, getRouterParam(event, "to") ?? "/"); // $ source remote $ sink redirect
  const checked = await readValidatedBody(event, (body) => body as { to: string }); // $ source remote
  if (query.e) return sendRedirect(event, checked.to); // $ sink redirect
  if (query.d) return sendRedirect(event, (await readBody(event)).to); // $ source remote $ sink redirect
  if (query.e) return sendRedirect(event, getCookie(event, "returnTo") ?? "/"); // $ source remote $ sink redirect
  if (query.f) return sendRedirect(event, getHeader(event, "referer") ?? "/"); // $ source remote $ sink redirect
  if (query.g) return sendRedirect(event, url.searchParams.get("to") ?? "/"); // $ source remote $ sink redirect
  if (query.h) return sendRedirect(event, url.pathname); // $ source remote $ sink redirect
  if (query.i) return sendRedirect(event, event.path); // $ source remote $ sink redirect
  if (query.j) return sendRedirect(event, event.context.params?.to ?? "/"); // $ source remote $ sink redirect
  if (query.k) setHeader(event, "location", String(query.to)); // $ sink redirect
  if (query.l) setHeader(event, "location", "/"); // safe
  if (query.m) setResponseHeaders(event, { location: String(query.to) }); // $ sink redirect
  if (query.n) setResponseHeaders(event, { location: "/" }); // safe
  if (query.o) event.node.res.setHeader("Location", event.node.req.url ?? "/"); // $ sink redirect
  return { ok: true };
});

createRouter().get(
  "/html",
  defineEventHandler((event) => {
    const { name } = getQuery(event);
    if (name === "b") return "<p>hello</p>"; // safe
    return `<p>${name}</p>`; // $ sink html
  }),
);

createRouter().get(
  "/sent",
  defineEventHandler((event: H3Event) => {
    if (event.path === "/") return send(event, "<p>hello</p>", "text/html"); // safe
    return send(event, `<p>${getQuery(event).name}</p>`, "text/html"); // $ sink html
  }),
);
