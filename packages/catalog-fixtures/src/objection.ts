import express from "express";
import { Model, raw } from "objection";

class User extends Model {
  static override tableName = "users";
}

const app = express();

app.post("/users/:id", async (req, res) => {
  await User.query().insert(req.body); // $ sink mass-assignment
  await User.query().insert({ name: req.body.name } as object); // safe
  await User.query().patchAndFetchById(req.params.id, req.body); // $ sink mass-assignment
  await User.query().patchAndFetchById(req.params.id, { name: req.body.name } as object); // safe
  await User.query().where(req.body); // $ sink query-object
  await User.query().where({ name: req.body.name }); // safe
  await User.query().select(raw(`count(${req.query.column})`)); // $ sink sql
  await User.query().select(raw("count(*)")); // safe
  await User.query().insert({ balance: req.body.balance } as object); // $ sink amount
  await User.query().insert({ balance: Number(req.body.balance) } as object); // safe
  res.json({});
});
