import express from "express";
import { DataTypes, literal, Model, Sequelize } from "sequelize";

const app = express();
const sequelize = new Sequelize("sqlite::memory:");
const User = sequelize.define("User", { name: DataTypes.STRING });
class Order extends Model {}

app.post("/users/:id", async (req, res) => {
  const { id } = req.params;
  await sequelize.query(`SELECT * FROM users WHERE id = ${id}`); // $ sink sql
  await sequelize.query({ query: "SELECT * FROM users WHERE id = " + id, values: [] }); // $ sink sql
  await sequelize.query("SELECT * FROM users WHERE id = ?", { replacements: [id] }); // safe
  await sequelize.query({ query: "SELECT * FROM users WHERE id = ?", values: [id] }); // safe
  await sequelize.query("SELECT * FROM users WHERE id = " + sequelize.escape(id)); // safe $ barrier
  literal(`name = '${req.query.name}'`); // $ sink sql
  literal("NOW()"); // safe
  await User.findAll({ where: req.body.where }); // $ sink query-object
  await User.findAll({ where: { name: req.body.name } }); // safe
  await User.create(req.body); // $ sink mass-assignment
  await Order.create({ ...req.body }); // $ sink mass-assignment
  await User.create({ name: req.body.name }); // safe
  await User.update(req.body, { where: { id } }); // $ sink mass-assignment
  await User.update({ name: req.body.name }, { where: { id } }); // safe
  const user = await User.findByPk(id);
  await user?.update(req.body); // $ sink mass-assignment
  await user?.update({ name: req.body.name }); // safe
  await Order.create({ total: req.body.total }); // $ sink amount
  await Order.create({ total: parseInt(req.body.total) }); // safe
  await user?.save(); // safe
  const other = await User.findOne({ where: { id } });
  if (other) Object.assign(other, req.body);
  await other?.save(); // $ sink mass-assignment
  res.json({});
});

export function routes(db: { user: typeof User }): void {
  app.post("/users", async (req) => {
    await db.user.create(req.body); // $ sink mass-assignment
    await db.user.create({ name: req.body.name }); // safe
  });
}
