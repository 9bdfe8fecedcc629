import express from "express";
import mongoose, { isValidObjectId, model, Query, Schema, Types } from "mongoose";

const app = express();
const User = model("User", new Schema({ email: String, price: Number }));
const connection = mongoose.createConnection("mongodb://localhost");
// @ts-expect-error some call it as if it were a class
const Note = new mongoose.model("Note", new Schema({ text: String })) as typeof User;
const Post = connection.model("Post", new Schema({ title: String }));

app.post("/users/:id", async (req, res) => {
  const { id } = req.params;
  await User.findOne({ email: req.body.email }); // $ sink query-object
  await User.find(req.query); // $ sink query-object
  await User.findOne({ email: String(req.body.email) }); // safe
  await User.findOne({ email: { $eq: req.body.email } }); // safe
  await User.find({ email: `${req.body.email}` }); // safe
  await User.findById(req.body.id); // $ sink query-object
  await User.findById(id); // safe
  await User.findById(new Types.ObjectId(req.body.id as string)); // safe $ barrier
  await User.findOne({ _id: Types.ObjectId.createFromHexString(req.body.id) }); // safe $ barrier
  if (isValidObjectId(req.body.id)) await User.findById(req.body.id); // safe $ guard
  if (Types.ObjectId.isValid(req.body.id)) await User.findById(req.body.id); // safe $ guard
  await User.distinct("email", { team: req.body.team }); // $ sink query-object
  await User.distinct("email", { team: "a" }); // safe
  await User.aggregate([{ $match: { team: req.body.team } }]); // $ sink query-object
  await User.aggregate([{ $match: { team: id } }]); // safe
  await User.find().where("email").equals(req.body.email); // $ sink query-object
  await User.find().where("email").equals(id); // safe
  await User.find().$where(`this.price < ${req.query.max}`); // $ sink query-object
  await User.find().$where("this.price < 5"); // safe
  await User.find({ $where: `this.price < ${req.query.max}` }); // $ sink query-object
  await User.$where(`this.price < ${req.query.max}`); // $ sink query-object
  await User.$where("this.price < 5"); // safe
  await User.create(req.body); // $ sink mass-assignment
  await User.create({ email: req.body.email }); // safe
  await new Post({ ...req.body }).save(); // $ sink mass-assignment
  await new Post({ title: req.body.title }).save(); // safe
  const post = new Post({ title: req.body.title }); // $ barrier
  res.send(`<p>${post.title}</p>`); // $ sink html
  res.send(`<p>${post.id}</p>`); // safe
  await Post.findOne({ title: post.title }); // safe
  await User.findByIdAndUpdate(id, { $set: req.body }); // $ sink mass-assignment
  await User.findByIdAndUpdate(id, { $set: { email: req.body.email } }); // safe
  await User.create({ price: req.body.price }); // $ sink amount
  await User.create({ price: Number(req.body.price) }); // safe
  new User({ price: req.body.price }); // $ sink amount
  new User({ price: Math.abs(req.body.price) }); // safe
  await User.findByIdAndUpdate(id, { price: req.body.price }); // $ sink amount
  await User.findByIdAndUpdate(id, { price: +req.body.price }); // safe
  const user = await User.findById(id);
  if (!user) return;
  // @ts-expect-error what the first versions had
  User.findOne().then((found) => found.find({ email: req.body.email })); // $ sink query-object
  // @ts-expect-error the same
  User.findOne().then((found) => found.find({ email: id })); // safe
  // @ts-expect-error takes them, but is not documented to
  new Query({}, {}, { email: req.body.email }); // $ sink query-object
  // @ts-expect-error the same
  new Query({}, {}, { email: id }); // safe
  user.set(req.body); // $ sink mass-assignment
  user.set({ email: req.body.email }); // safe
  await user.save(); // safe
  Object.assign(user, req.body);
  await user.save(); // $ sink mass-assignment
  res.json({});
});
