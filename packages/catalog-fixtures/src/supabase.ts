import { createClient } from "@supabase/supabase-js";
import express from "express";

const app = express();
const supabase = createClient("https://x.supabase.co", "key");

app.post("/users/:id", async (req, res) => {
  await supabase.from("users").insert(req.body); // $ sink mass-assignment
  await supabase.from("users").insert({ name: req.body.name }); // safe
  await supabase.from("users").update({ balance: req.body.balance }); // $ sink amount
  await supabase.from("users").update({ balance: Number(req.body.balance) }); // safe
  await supabase.from("users").match(req.body); // $ sink query-object
  await supabase.from("users").match({ name: req.body.name }); // safe
  await supabase.from("users").select().or(`name.eq.${req.query.name}`); // $ sink sql
  await supabase.from("users").select().or("name.eq.a,name.eq.b"); // safe
  res.json({});
});
