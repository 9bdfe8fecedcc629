import express from "express";
import { MongoClient, ObjectId } from "mongodb";

const app = express();
const client = new MongoClient("mongodb://localhost");
const db = client.db("shop");

declare const timeline: { find(filter: object): Promise<object[]> };

app.post("/users/:id", async (req, res) => {
  const users = db.collection("users");
  await users.findOne({ email: req.body.email, password: req.body.password }); // $ sink query-object
  await users.findOne({ email: String(req.body.email) }); // safe
  await users.findOne({ _id: new ObjectId(req.body.id as string) }); // safe $ barrier
  await users.findOne({ _id: ObjectId.createFromHexString(req.body.id) }); // safe $ barrier
  if (ObjectId.isValid(req.body.id)) await users.findOne({ _id: req.body.id }); // safe $ guard
  await users.distinct("name", { team: req.body.team }); // $ sink query-object
  await users.distinct("name", { team: req.params.id }); // safe
  await users.aggregate([{ $match: { team: req.body.team } }]).toArray(); // $ sink query-object
  await users.aggregate([{ $match: { team: 1 } }]).toArray(); // safe
  await users.insertOne(req.body); // $ sink mass-assignment
  await users.insertOne({ name: req.body.name }); // safe
  await users.updateOne({ _id: new ObjectId() }, { $set: req.body }); // $ sink mass-assignment
  await users.updateOne({ _id: new ObjectId() }, { $set: { name: req.body.name } }); // safe
  await users.insertOne({ balance: req.body.balance }); // $ sink amount
  await users.insertOne({ balance: Number(req.body.balance) }); // safe
  await users.updateOne({ _id: new ObjectId() }, { $inc: { balance: req.body.balance } }); // $ sink amount
  await users.updateOne({ _id: new ObjectId() }, { $inc: { balance: 1 } }); // safe
  await timeline.find({ $where: `this.end < ${req.query.end}` }); // $ sink query-object
  await timeline.find({ $where: "this.end < 1" }); // safe
  res.json({});
});
