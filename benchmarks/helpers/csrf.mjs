import FastifyTokens from "@fastify/csrf";
import { doubleCsrf } from "csrf-csrf";
import { csrf } from "secure-patterns/csrf";

const secret = "0123456789abcdef0123456789abcdef";
const ours = csrf({ secret });
const ourToken = ours.issue("session-1", "request");

// csrf-csrf reads its token from a cookie and a header of an Express request.
const name = "__Host-psifi.x-csrf-token";
const double = doubleCsrf({ getSecret: () => secret, getSessionIdentifier: () => "session-1" });
const response = { cookie: () => {} };
const doubleToken = double.generateCsrfToken({ cookies: {}, headers: {} }, response);
const request = {
  method: "POST",
  cookies: { [name]: doubleToken },
  headers: { "x-csrf-token": doubleToken },
};

// @fastify/csrf (of @fastify/csrf-protection) keeps a secret per session; its tokens do not expire by default.
const fastify = new FastifyTokens({ userInfo: true, hmacKey: secret, validity: 43_200_000 });
const fastifySecret = fastify.secretSync();
const fastifyToken = fastify.create(fastifySecret, "session-1");

for (const valid of [
  ours.verify(ourToken, "session-1", "request"),
  double.validateRequest(request),
  fastify.verify(fastifySecret, fastifyToken, "session-1"),
]) {
  if (valid !== true) throw new Error("a comparison does not verify its own token");
}

export default {
  title: "csrf beside csrf-csrf and @fastify/csrf: one token issued, one verified",
  baseline: "csrf-csrf, verify",
  cases: {
    "csrf-csrf, issue": () => double.generateCsrfToken({ cookies: {}, headers: {} }, response),
    "@fastify/csrf, issue": () => fastify.create(fastifySecret, "session-1"),
    "csrf, issue": () => ours.issue("session-1", "request"),
    "csrf-csrf, verify": () => double.validateRequest(request),
    "@fastify/csrf, verify": () => fastify.verify(fastifySecret, fastifyToken, "session-1"),
    "csrf, verify": () => ours.verify(ourToken, "session-1", "request"),
  },
};
