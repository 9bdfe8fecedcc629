import fastifyStatic from "@fastify/static";
import { serveStatic } from "@hono/node-server/serve-static";
import { ServeStaticModule } from "@nestjs/serve-static";
import express from "express";
import Fastify from "fastify";
import koaStatic from "koa-static";
import { join } from "node:path";
import serveIndex from "serve-index";
import files from "serve-static";

const app = express();
app.use(express.static("logs")); // $ sink served-folder
app.use(express.static("public")); // safe
app.use(files(join("var", "logs"))); // $ sink served-folder
app.use(files("public")); // safe
app.use(serveIndex("logs", { icons: true })); // $ sink served-folder
app.use(serveIndex("public", { icons: true })); // safe
koaStatic("./logs"); // $ sink served-folder
koaStatic("./public"); // safe

const server = Fastify();
await server.register(fastifyStatic, { root: "/srv/logs" }); // $ sink served-folder
await server.register(fastifyStatic, { root: "/srv/public" }); // safe

ServeStaticModule.forRoot({ rootPath: join("..", "logs") }); // $ sink served-folder
ServeStaticModule.forRoot({ rootPath: join("..", "client") }); // safe

serveStatic({ root: "./logs" }); // $ sink served-folder
serveStatic({ root: "./static" }); // safe
