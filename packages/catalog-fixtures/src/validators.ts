import { Value } from "@sinclair/typebox/value";
import { Type } from "@sinclair/typebox";
import { Ajv } from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import { type as ark } from "arktype";
import { validateOrReject } from "class-validator";
import { Schema as Effect } from "effect";
import express from "express";
import Joi from "joi";
import { matchedData } from "express-validator";
import { omit } from "lodash-es";
import { model, Schema } from "mongoose";
import { validate as checked } from "secure-patterns";
import * as s from "superstruct";
import * as v from "valibot";
import { validate as isUuid } from "uuid";
import isOldUuid from "is-uuid";
import validator from "validator";
import * as yup from "yup";
import { z } from "zod";

const app = express();
const User = model("User", new Schema({ email: String }));
const zodSchema = z.object({ email: z.string() });
const joiSchema = Joi.object({ email: Joi.string() });
const yupSchema = yup.object({ email: yup.string() });
const struct = s.object({ email: s.string() });
const valibotSchema = v.object({ email: v.string() });
const typebox = Type.Object({ email: Type.String() });
const ajv = new Ajv();
const arkSchema = ark({ email: "string" });
const isUser = ajv.compile({ type: "object" });
const isNewUser = new Ajv2020().compile({ type: "object" });

app.post("/results", async (req, res) => {
  await User.create(zodSchema.parse(req.body)); // safe $ barrier
  await User.create(omit(req.body, "role")); // $ barrier $ sink mass-assignment
  const parsed = zodSchema.safeParse(req.body); // $ barrier
  if (parsed.success) await User.create(parsed.data); // safe
  await User.create(await yupSchema.validate(req.body)); // safe $ barrier
  await User.create(yupSchema.cast(req.body)); // safe $ barrier
  const { error, value } = joiSchema.validate(req.body); // $ barrier
  if (!error) await User.create(value); // safe
  await User.create(Joi.attempt(req.body, joiSchema)); // safe $ barrier
  await User.create(v.parse(valibotSchema, req.body)); // safe $ barrier
  const output = v.safeParse(valibotSchema, req.body); // $ barrier
  if (output.success) await User.create(output.output); // safe
  await User.create(s.create(req.body, struct)); // safe $ barrier
  await User.create(Value.Parse(typebox, req.body)); // safe $ barrier
  await User.create(Value.Clean(typebox, req.body) as object); // safe $ barrier
  await User.create(arkSchema(req.body) as object); // safe $ barrier
  await User.create(arkSchema.assert(req.body)); // safe $ barrier
  await User.create(Effect.decodeUnknownSync({})(req.body)); // safe $ barrier
  await User.create(matchedData(req)); // safe $ barrier
  await User.create(checked(zodSchema, req.body)); // safe $ barrier
  res.json({});
});

app.post("/throwing", async (req, res) => {
  zodSchema.parse(req.body); // $ guard
  await User.findOne({ email: req.body.email }); // safe
  await User.create(req.body); // $ sink mass-assignment
});
app.post("/success", async (req, res) => {
  const result = zodSchema.safeParse(req.body); // $ guard
  if (!result.success) return;
  await User.findOne({ email: req.body.email }); // safe
});
app.post("/joi", async (req, res) => {
  const { error } = joiSchema.validate(req.body); // $ guard
  if (error) return;
  await User.create(req.body); // safe
});
app.post("/joi-async", async (req, res) => {
  await joiSchema.validateAsync(req.body); // $ guard
  await User.create(req.body); // safe
});
app.post("/joi-assert", async (req, res) => {
  Joi.assert(req.body, joiSchema); // $ guard
  await User.create(req.body); // safe
});
app.post("/ajv", async (req, res) => {
  if (!isUser(req.body)) return; // $ guard
  await User.create(req.body as object); // safe
});
app.post("/ajv-2020", async (req, res) => {
  if (!isNewUser(req.body)) return; // $ guard
  await User.create(req.body as object); // safe
});
app.post("/ajv-validate", async (req, res) => {
  if (!ajv.validate("user", req.body)) return; // $ guard
  await User.create(req.body); // safe
});
app.post("/superstruct", async (req, res) => {
  if (!s.is(req.body, struct)) return; // $ guard
  await User.create(req.body); // safe
});
app.post("/valibot", async (req, res) => {
  if (!v.is(valibotSchema, req.body)) return; // $ guard
  await User.findOne({ email: req.body.email }); // safe
});
app.post("/typebox", async (req, res) => {
  if (!Value.Check(typebox, req.body)) return; // $ guard
  await User.create(req.body); // safe
});
app.post("/arktype", async (req, res) => {
  if (!arkSchema.allows(req.body)) return; // $ guard
  await User.findOne({ email: req.body.email }); // safe
});
app.post("/class-validator", async (req, res) => {
  await validateOrReject(req.body as object); // $ guard
  await User.create(req.body); // safe
});
app.post("/validator", async (req, res) => {
  if (!validator.isEmail(req.body.email)) return; // $ guard
  await User.findOne({ email: req.body.email }); // safe
  if (!validator.isMongoId(req.body.id)) return; // $ guard
  await User.findById(req.body.id); // safe
  const to = String(req.body.to);
  if (!validator.isURL(to, { host_whitelist: ["a.example"] })) return; // $ guard
  res.redirect(to); // safe
  if (isNaN(req.body.age)) return; // $ guard
  await User.findOne({ age: req.body.age }); // safe
  if (!isFinite(req.body.size)) return; // $ guard
  await User.findOne({ size: req.body.size }); // safe
});
app.post("/uuid", async (req, res) => {
  if (!isUuid(req.body.id)) return; // $ guard
  await User.findOne({ id: req.body.id }); // safe
});
app.post("/is-uuid", async (req, res) => {
  if (!isOldUuid(req.body.id)) return; // $ guard
  await User.findOne({ id: req.body.id }); // safe
});
