import Busboy from "busboy";
import FastifyBusboy from "@fastify/busboy";
import coBody from "co-body";
import express from "express";
import formidable, { Formidable, IncomingForm } from "formidable";
import multiparty from "multiparty";
import type { NextApiRequest, NextApiResponse } from "next";
import getRawBody from "raw-body";

const app = express();

app.post("/busboy", (req, res) => {
  const parser = Busboy({ headers: req.headers });
  parser.on("field", (name, value) => {
    res.send(`<p>${value}</p>`); // $ source remote $ sink html
    res.send(`<p>${name}</p>`); // $ source remote $ sink html
    res.send(`<p>${value.length}</p>`); // safe
  });
  const other = new FastifyBusboy({ headers: req.headers });
  other.once("field", (_name, value) => {
    res.redirect(value); // $ source remote $ sink redirect
    res.redirect("/done"); // safe
  });
});

app.post("/busboy-of-app", (req, res) => {
  req.busboy.on("field", (_name, value) => {
    res.redirect(value); // $ source remote $ sink redirect
    res.redirect("/done"); // safe
  });
});

app.post("/formidable", async (req, res) => {
  const [fields] = await formidable({}).parse(req);
  res.send(`<p>${fields["name"]}</p>`); // $ source remote $ sink html
  res.send(`<p>${Object.keys(fields).length}</p>`); // safe
});

app.post("/formidable-old", (req, res) => {
  const form = new IncomingForm();
  form.parse(req, (_error, fields) => {
    res.redirect(String(fields["next"])); // $ source remote $ sink redirect
    res.redirect("/done"); // safe
  });
  const newer = new Formidable();
  newer.on("field", (_name, value) => {
    res.redirect(value); // $ source remote $ sink redirect
    res.redirect("/done"); // safe
  });
});

app.post("/multiparty", (req, res) => {
  const form = new multiparty.Form();
  form.parse(req, (_error, fields) => {
    res.redirect(String(fields["next"])); // $ source remote $ sink redirect
    res.redirect("/done"); // safe
  });
});

app.post("/raw", async (req, res) => {
  const text = await getRawBody(req, { encoding: "utf8" }); // $ source remote
  res.send(`<p>${text}</p>`); // $ sink html
  res.send(`<p>${text.length}</p>`); // safe
  const body = await coBody.form(req); // $ source remote
  res.redirect(body["next"]); // $ sink redirect
  const plain = await coBody.text(req); // $ source remote
  res.send(`<p>${plain}</p>`); // $ sink html
});

app.post("/pieces", (req, res) => {
  let text = "";
  req.on("data", (chunk: Buffer) => {
    text += chunk.toString(); // $ source remote
  });
  req.on("end", () => {
    res.send(`<p>${text}</p>`); // $ sink html
    res.send(`<p>${text.length}</p>`); // safe
  });
});

app.post("/all-pieces", async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer); // $ source remote
  res.send(`<p>${Buffer.concat(chunks).toString()}</p>`); // $ sink html
});

export default async function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  let text = "";
  for await (const chunk of req) text += chunk; // $ source remote
  res.redirect(text); // $ sink redirect
  req.on("data", (chunk: Buffer) => {
    res.redirect(chunk.toString()); // $ source remote $ sink redirect
    res.redirect("/done"); // safe
  });
}
