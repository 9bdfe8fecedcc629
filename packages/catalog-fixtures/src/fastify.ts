import Fastify, {
  fastify,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";

const app = Fastify();
type WithQuery = {
  Querystring: Record<string, string>;
  Params: Record<string, string>;
  Body: { to: string };
};

app.get<WithQuery>("/a/:to", async (request, reply) => {
  if (request.query.a) return reply.redirect(request.query.next); // $ source remote $ sink redirect
  if (request.query.b) return reply.code(303).redirect(request.params.to, 302); // $ source remote $ sink redirect
  if (request.query.c) return reply.redirect("/home"); // safe
  if (request.query.d) return reply.redirect(request.url); // $ source remote
  if (request.query.e) return reply.redirect(`https://${request.hostname}/secure`); // $ source remote
  return { ok: true };
});

app.route<WithQuery>({
  method: "POST",
  url: "/b",
  preHandler: (request, reply, done) => {
    void reply.header("Location", request.headers.referer); // $ source remote $ sink redirect
    void reply.header("location", "/home"); // safe
    done();
  },
  handler: (request, reply) => {
    void reply.headers({ location: request.body.to }); // $ source remote $ sink redirect
    void reply.headers({ location: "/" }); // safe
  },
});

app.addHook("onRequest", async (request, reply) => {
  const { cookies } = request as unknown as { cookies: Record<string, string> };
  void reply.redirect(cookies.returnTo); // $ source remote $ sink redirect
});

app.get<WithQuery>("/html", (request, reply) => {
  void reply.type("text/html").send(`<p>${request.query.q}</p>`); // $ sink html
  void reply.type("text/html").send("<p>hello</p>"); // safe
});

app.get<WithQuery>("/text", (request, reply) => {
  void reply.send(`<p>${request.query.q}</p>`); // safe
});

app.get<WithQuery>("/returned", async (request, reply) => {
  reply.header("content-type", "text/html");
  return `<p>${request.query.q}</p>`; // $ sink html
});

app.get<WithQuery>("/returned-text", async (request) => {
  return `<p>${request.query.q}</p>`; // safe
});

app.setErrorHandler((error, request, reply) => {
  reply.raw.setHeader("Location", String((request.query as { next: string }).next)); // $ sink redirect
  void reply.send(error);
});

const plugin: FastifyPluginAsync = async (instance) => {
  instance.setNotFoundHandler((request, reply) => {
    void reply.redirect(request.originalUrl); // $ source remote $ sink redirect
  });
};
void fastify().register(plugin);

export default async function routes(server: FastifyInstance): Promise<void> {
  await server.register(async (inner) => {
    inner.get("/x", function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      void reply.redirect((request.body as { to: string }).to); // $ source remote $ sink redirect
    });
  });
}
