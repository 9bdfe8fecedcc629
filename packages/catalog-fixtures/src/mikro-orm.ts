import type { EntityManager, EntityRepository } from "@mikro-orm/core";
import { raw, wrap } from "@mikro-orm/core";
import express from "express";

class User {}

declare const em: EntityManager;
declare const users: EntityRepository<User>;
const app = express();

app.post("/users/:id", async (req, res) => {
  const user = await em.findOne(User, { email: req.body.email }); // $ sink query-object
  await em.findOne(User, { email: String(req.body.email) }); // safe
  await users.find({ email: req.body.email }); // $ sink query-object
  await users.find({ email: req.params.id }); // safe
  em.create(User, req.body); // $ sink mass-assignment
  em.create(User, { name: req.body.name }); // safe
  users.create({ ...req.body }); // $ sink mass-assignment
  users.create({ name: req.body.name }); // safe
  await em.nativeUpdate(User, { id: req.params.id }, req.body); // $ sink mass-assignment
  await em.nativeUpdate(User, { id: req.params.id }, { name: req.body.name }); // safe
  users.assign(user, req.body); // $ sink mass-assignment
  users.assign(user, { name: req.body.name }); // safe
  wrap(user).assign(req.body); // $ sink mass-assignment
  wrap(user).assign({ name: req.body.name }); // safe
  em.create(User, { balance: req.body.balance }); // $ sink amount
  em.create(User, { balance: Number(req.body.balance) }); // safe
  await em.execute(`SELECT * FROM users WHERE id = ${req.params.id}`); // $ sink sql
  await em.execute("SELECT * FROM users WHERE id = ?", [req.params.id]); // safe
  await users.find({ name: raw(`lower(${req.query.name})`) }); // $ sink sql
  await users.find({ name: raw("lower(name)") }); // safe
  res.json({});
});
