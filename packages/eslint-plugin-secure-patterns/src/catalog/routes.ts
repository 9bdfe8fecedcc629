import type { RouteRow } from "./route-types.ts";

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
  { routers: ["next-connect"], isFileHandler: true },
  { routers: ["itty-router", "elysia", "find-my-way", "h3"] },
  {
    adapter: { from: "nest", limit: "decorator" },
    decoratorPackage: "@nestjs/common",
    decorators: { Get: "GET", Post: "POST", Put: "PUT", Patch: "PATCH", Delete: "DELETE", All: "ANY" },
  },
  ...["@nestjs/graphql", "type-graphql"].map((decoratorPackage): RouteRow => ({
    decoratorPackage,
    decorators: { Query: "GET", Mutation: "POST" },
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
    resolvers: { Query: "GET", Mutation: "POST" },
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
    files: "(?:^|/)app/(?:.*/)?route\\.[cm]?[jt]sx?$",
    exported: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    around: "(?:^|/)(?:src/)?(?:middleware|proxy)\\.[cm]?[jt]s$",
  },
  {
    files: "(?:^|/)pages/api/.+\\.[cm]?[jt]sx?$",
    exported: ["default"],
    method: "ANY",
    around: "(?:^|/)(?:src/)?(?:middleware|proxy)\\.[cm]?[jt]s$",
  },
  {
    files: "(?:^|/)routes/(?:.*/)?\\+server\\.[jt]s$",
    exported: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    around: "(?:^|/)src/hooks\\.server\\.[jt]s$|(?:^|/)src/hooks\\.server/index\\.[jt]s$",
  },
  {
    files: "(?:^|/)routes/(?:.*/)?\\+page\\.server\\.[jt]s$",
    exported: ["actions"],
    method: "POST",
    around: "(?:^|/)src/hooks\\.server\\.[jt]s$",
  },
  {
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
    procedurePackage: "@trpc/server",
    procedures: { query: "GET", mutation: "POST" },
  },
];
