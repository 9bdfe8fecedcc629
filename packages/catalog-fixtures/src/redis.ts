import express from "express";
import Redis from "ioredis";
import { createClient } from "redis";

const app = express();
const client = createClient();
const io = new Redis();

app.post("/users/:id", async (req, res) => {
  await client.set(req.body.key, "1"); // $ sink query-object
  await client.set(`user:${req.body.key}`, "1"); // safe
  await io.hmset("user", req.body.field, "1"); // $ sink query-object
  await io.hmset("user", String(req.body.field), "1"); // safe
  await client.ft.search("users", `@name:{${req.body.name}}`); // $ sink sql
  await client.ft.search("users", "@name:{$name}", { PARAMS: { name: req.params.id } }); // safe
  await client.eval(`return redis.call("GET", "${req.body.key}")`); // $ sink query-object
  await client.eval('return redis.call("GET", KEYS[1])', { keys: [req.params.id] }); // safe
  res.json({});
});
