import Hapi, { server as createServer, type Lifecycle } from "@hapi/hapi";

const server = Hapi.server({ port: 3000 });

server.route({
  method: "GET",
  path: "/a/{to}",
  handler: (request, h) => {
    if (request.query.a) return h.redirect(String(request.query.next)); // $ source remote $ sink redirect
    if (request.query.b) return h.redirect("/home"); // safe
    if (request.query.c) return h.response().redirect(String(request.params.to)); // $ source remote $ sink redirect
    if (request.query.d) return h.response().code(302).location("/"); // safe
    if (request.query.e) return h.redirect((request.payload as { to: string }).to); // $ source remote $ sink redirect
    if (request.query.f) return h.redirect(String(request.headers.referer)); // $ source remote $ sink redirect
    if (request.query.g) return h.redirect(String(request.state.returnTo)); // $ source remote $ sink redirect
    if (request.query.h) return h.redirect(request.path); // $ source remote
    if (request.query.i) return h.redirect(request.url.href); // $ source remote
    if (request.query.j) return h.redirect(request.url.searchParams.get("to") ?? "/"); // $ source remote $ sink redirect
    if (request.query.k) return h.redirect(request.info.referrer); // $ source remote $ sink redirect
    if (request.query.l) return h.response().code(302).header("Location", String(request.query.to)); // $ sink redirect
    return h.response().code(302).header("Location", "/"); // safe
  },
});

server.route({
  method: "GET",
  path: "/html",
  handler: (request, h) => {
    if (request.query.a) return h.response(`<p>${request.query.q}</p>`); // $ sink html
    if (request.query.b) return h.response("<p>hello</p>"); // safe
    return "<p>" + request.query.q + "</p>"; // $ sink html
  },
});

server.ext("onPreHandler", (request, h) => h.redirect(String(request.query.next)).takeover()); // $ sink redirect

export const login: Lifecycle.Method = (request, h) => h.redirect(String(request.query.next)); // $ sink redirect

export const other = createServer();
