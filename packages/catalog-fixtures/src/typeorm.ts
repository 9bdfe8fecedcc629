import express from "express";
import { DataSource } from "typeorm";

class User {}
const app = express();
const dataSource = new DataSource({});
const users = dataSource.getRepository(User);

app.post("/users/:id", async (req, res) => {
  const { id } = req.params;
  await dataSource.query(`SELECT * FROM users WHERE id = ${id}`); // $ sink sql
  await dataSource.query("SELECT * FROM users WHERE id = $1", [id]); // safe
  await users.query("SELECT * FROM users WHERE id = " + id); // $ sink sql
  await users.query("SELECT * FROM users WHERE id = $1", [id]); // safe
  await users.createQueryBuilder("u").where(`u.id = ${id}`).getMany(); // $ sink sql
  await users.createQueryBuilder("u").where("u.id = :id", { id }).orderBy("u.name").getMany(); // safe
  users.create(req.body); // $ sink mass-assignment
  users.create({ name: req.body.name }); // safe
  await users.update(id, { ...req.body }); // $ sink mass-assignment
  await users.update(id, { name: req.body.name }); // safe
  await users.save({ amount: req.body.amount }); // $ sink amount
  await users.save({ amount: Number(req.body.amount) }); // safe
  await users.find({ where: req.body }); // $ sink query-object
  await users.find({ where: { name: req.body.name } }); // safe
  await users.preload(req.body); // $ sink mass-assignment
  await users.preload({ id, name: req.body.name }); // safe
  await dataSource.manager.save(User, req.body); // $ sink mass-assignment
  await dataSource.manager.save(User, { name: req.body.name }); // safe
  await dataSource.manager.update(User, id, req.body); // $ sink mass-assignment
  await dataSource.manager.update(User, id, { name: req.body.name }); // safe
  await dataSource.createQueryBuilder().insert().into(User).values(req.body).execute(); // $ sink mass-assignment
  await dataSource.createQueryBuilder().insert().into(User).values({ id }).execute(); // safe
  await users.findOneBy(req.query); // $ sink query-object
  await users.findOneBy({ name: req.body.name }); // safe
  res.json({});
});
