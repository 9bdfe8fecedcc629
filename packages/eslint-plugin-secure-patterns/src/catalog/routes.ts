import type { Adapter, RouteRow } from "./route-types.ts";

/** Where nothing says who is at the other end of the socket: a proxy does, as it must stand there on such platforms. */
const BEHIND_PROXY = "clientIp: { trust: 1 }";

const NEXT: Adapter = { from: "next", limit: "wrapper", client: BEHIND_PROXY };

/** How frameworks are told which code answers which request. */
export const routes: readonly RouteRow[] = [
  {
    adapter: { from: "express", limit: "layer" },
    routers: [
      "express",
      "express-promise-router",
      "@feathersjs/express",
      "polka",
      "restify",
      "connect",
      "router",
      "@tinyhttp/app",
      "ultimate-express",
      "express-async-router",
    ],
  },
  { adapter: { from: "fastify", limit: "hook" }, routers: ["fastify"] },
  {
    adapter: { from: "koa", limit: "layer" },
    routers: ["koa", "@koa/router", "koa-router", "koa-tree-router", "koa-joi-router"],
  },
  {
    adapter: { from: "hono", limit: "layer" },
    routers: ["hono", "hono/tiny", "hono/quick", "@hono/zod-openapi"],
  },
  {
    routers: ["@adonisjs/core/services/router", "@ioc:Adonis/Core/Route"],
    chained: { layers: ["use", "middleware"], group: "group", prefix: "prefix" },
  },
  { routers: ["next-connect"], isFileHandler: true },
  { routers: ["itty-router", "elysia", "find-my-way", "h3"] },
  {
    adapter: { from: "nest", limit: "decorator" },
    decoratorPackage: "@nestjs/common",
    decorators: { Get: "GET", Post: "POST", Put: "PUT", Patch: "PATCH", Delete: "DELETE", All: "ANY" },
  },
  // a contract says the path and the method: `@Implement(contract.login)`
  { decoratorPackage: "@orpc/nest", decorators: { Implement: "ANY" } },
  { decoratorPackage: "@ts-rest/nest", decorators: { TsRestHandler: "ANY", TsRest: "ANY" } },
  ...["@nestjs/graphql", "type-graphql"].map((decoratorPackage): RouteRow => ({
    decoratorPackage,
    decorators: { Query: "QUERY", Mutation: "POST" },
  })),
  {
    resolverPackages: [
      "graphql",
      "@apollo/server",
      "apollo-server",
      "apollo-server-express",
      "apollo-server-koa",
      "apollo-server-micro",
      "graphql-yoga",
      "graphql-tools",
      "@graphql-tools/schema",
      "express-graphql",
      "mercurius",
    ],
    resolverServers: [
      "@apollo/server",
      "apollo-server",
      "apollo-server-express",
      "apollo-server-koa",
      "apollo-server-micro",
      "graphql-yoga",
      "express-graphql",
      "graphql-http",
      "mercurius",
    ],
    resolvers: { Query: "QUERY", Mutation: "POST" },
  },
  {
    decoratorPackage: "routing-controllers",
    decorators: { Get: "GET", Post: "POST", Put: "PUT", Patch: "PATCH", Delete: "DELETE", All: "ANY" },
  },
  ...["@overnightjs/core", "tsoa", "@tsed/schema", "@tsed/common", "inversify-express-utils"].map(
    (decoratorPackage): RouteRow => ({
      decoratorPackage,
      decorators: {
        ...{ Get: "GET", Post: "POST", Put: "PUT", Patch: "PATCH", Delete: "DELETE", All: "ANY" },
        ...{ httpGet: "GET", httpPost: "POST", httpPut: "PUT", httpPatch: "PATCH", httpDelete: "DELETE" },
      },
    }),
  ),
  {
    adapter: NEXT,
    files: "(?:^|/)app/(?:.*/)?route\\.[cm]?[jt]sx?$",
    exported: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    around: "(?:^|/)(?:src/)?(?:middleware|proxy)\\.[cm]?[jt]s$",
  },
  {
    adapter: NEXT,
    files: "(?:^|/)pages/api/.+\\.[cm]?[jt]sx?$",
    exported: ["default"],
    method: "ANY",
    around: "(?:^|/)(?:src/)?(?:middleware|proxy)\\.[cm]?[jt]s$",
  },
  {
    adapter: { from: "sveltekit", limit: "wrapper" },
    files: "(?:^|/)routes/(?:.*/)?\\+server\\.[jt]s$",
    exported: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    around: "(?:^|/)src/hooks\\.server\\.[jt]s$|(?:^|/)src/hooks\\.server/index\\.[jt]s$",
  },
  {
    adapter: { from: "sveltekit", limit: "form", fails: { name: "fail", from: "@sveltejs/kit" } },
    files: "(?:^|/)routes/(?:.*/)?\\+page\\.server\\.[jt]s$",
    exported: ["actions"],
    method: "POST",
    around: "(?:^|/)src/hooks\\.server\\.[jt]s$",
  },
  {
    adapter: {
      from: "h3",
      limit: "event",
      lists: {
        makers: /^(?:define(?:Event)?Handler|eventHandler)$/,
        name: "onRequest",
        newer: { name: "middleware", maker: "defineHandler", since: { h3: 2, nitro: 3 } },
      },
    },
    files: "(?:^|/)server/(?:api|routes)/.+\\.[cm]?[jt]s$",
    exported: ["default"],
    method: "ANY",
    around: "(?:^|/)server/(?:middleware|plugins)/.+\\.[cm]?[jt]s$",
  },
  {
    files: "(?:^|/)app/routes/.+\\.[jt]sx?$",
    exported: ["action"],
    method: "POST",
    around: "(?:^|/)(?:server/index|server|app/entry\\.server|server/app)\\.[cm]?[jt]sx?$",
  },
  {
    adapter: { from: "trpc", limit: "procedure", client: BEHIND_PROXY },
    procedurePackage: "@trpc/server",
    procedures: { query: "GET", mutation: "POST" },
  },
];

/** Limits that a schema declares: `login(email: String!): Token @rateLimit(max: 5)`. */
export const resolverLimits: { readonly packages: readonly string[]; readonly directive: RegExp } = {
  packages: ["graphql-rate-limit", "graphql-rate-limit-directive", "graphql-directive-rate-limit"],
  directive: /@\w*(?:rate_?limit|throttle)/i,
};

/** Exported functions of a file with `"use server"`, which anyone can call. */
export const serverActions: RouteRow = {
  adapter: { ...NEXT, limit: "action", headers: { name: "headers", from: "next/headers" } },
  method: "POST",
  around: "(?:^|/)(?:src/)?(?:middleware|proxy)\\.[cm]?[jt]s$",
};

/** The types of what makers of a procedure's context are given, and whether its `req` knows the address of who asks. */
export const procedureContexts: Readonly<Record<string, { readonly knows: "socket" | "headers" }>> = {
  CreateNextContextOptions: { knows: "socket" },
  CreateExpressContextOptions: { knows: "socket" },
  CreateHTTPContextOptions: { knows: "socket" },
  CreateFastifyContextOptions: { knows: "socket" },
  NodeHTTPCreateContextFnOptions: { knows: "socket" },
  FetchCreateContextFnOptions: { knows: "headers" },
};

/** Ways to sign in that an application writes itself: `Credentials({ authorize: async (credentials) => … })`, which anyone can post to. */
export const credentialProviders: {
  readonly packages: readonly string[];
  /** The option that holds the code. */
  readonly handler: string;
  /** Where its library answers, below the path of its routes. */
  readonly path: string;
  /** Files that run before it: the library's own routes among them. */
  readonly around: string;
} = {
  packages: [
    "next-auth/providers/credentials",
    "next-auth/providers",
    "@auth/core/providers/credentials",
    "@auth/sveltekit/providers/credentials",
    "@auth/express/providers/credentials",
    "@auth/solid-start/providers/credentials",
  ],
  handler: "authorize",
  path: "api/auth/callback",
  around:
    "(?:^|/)(?:src/)?(?:middleware|proxy)\\.[cm]?[jt]s$|\\[\\.\\.\\.\\w*auth\\w*\\](?:/(?:route|index))?\\.[cm]?[jt]sx?$",
};

/** What programs call an application that they put together, whatever it is made with. */
export const applicationNames: RegExp = /^(?:\w*_?app|application|server|fastify|express|koa|hono)$/i;
