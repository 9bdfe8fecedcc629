import { Prisma, PrismaClient } from "@prisma/client";
import express from "express";

const app = express();
const prisma = new PrismaClient();

app.post("/users/:id", async (req, res) => {
  const { id } = req.params;
  await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE id = '${id}'`); // $ sink sql
  await prisma.$queryRawUnsafe("SELECT * FROM users WHERE id = $1", id); // safe
  await prisma.$queryRaw`SELECT * FROM users WHERE id = ${id}`; // safe
  Prisma.raw(String(req.query.order)); // $ sink sql $ barrier
  Prisma.raw("name ASC"); // safe
  await prisma.user.findFirst({ where: { token: req.body.token } }); // $ sink query-object
  await prisma.user.findMany({ where: req.body.where }); // $ sink query-object
  await prisma.user.findFirst({ where: { token: String(req.body.token) } }); // safe
  await prisma.user.findFirst({ where: { id, token: { equals: req.body.token } } }); // safe
  await prisma.user.create({ data: req.body }); // $ sink mass-assignment
  await prisma.user.create({ data: { name: req.body.name, email: req.body.email } }); // safe
  await prisma.user.update({ where: { id }, data: { ...req.body, seen: true } }); // $ sink mass-assignment
  await prisma.user.upsert({ where: { id }, create: req.body, update: {} }); // $ sink mass-assignment
  await prisma.user.upsert({ where: { id }, create: { id }, update: req.body }); // $ sink mass-assignment
  await prisma.user.upsert({ where: { id }, create: { id }, update: { name: req.body.name } }); // safe
  await prisma.user.create({ data: { amount: req.body.amount } }); // $ sink amount
  await prisma.user.create({ data: { amount: Number(req.body.amount) } }); // safe
  await prisma.$transaction(async (tx) => tx.user.create({ data: req.body })); // $ sink mass-assignment
  res.json({});
});
