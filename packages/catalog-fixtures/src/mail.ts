import express from "express";
import sendgrid from "@sendgrid/mail";
import nodemailer from "nodemailer";
import { ServerClient } from "postmark";
import { Resend } from "resend";

const app = express();
const transport = nodemailer.createTransport({ host: "localhost" });
const resend = new Resend("key");
const postmark = new ServerClient("key");
const addresses = { from: "a@example.com", to: "b@example.com", subject: "Hello" };
const forPostmark = { From: "a@example.com", To: "b@example.com", Subject: "Hello" };

app.post("/contact", async (req, res) => {
  const html = `<p>${req.body.name} wrote</p>`; // $ source remote
  await transport.sendMail({ ...addresses, html }); // $ sink html
  await transport.sendMail({ ...addresses, html: "<p>Hello</p>", text: req.body.name }); // safe
  await sendgrid.send({ ...addresses, html }); // $ sink html
  await sendgrid.send({ ...addresses, html: "<p>Hello</p>" }); // safe
  await resend.emails.send({ ...addresses, html }); // $ sink html
  await resend.emails.send({ ...addresses, html: "<p>Hello</p>" }); // safe
  await postmark.sendEmail({ ...forPostmark, HtmlBody: html }); // $ sink html
  await postmark.sendEmail({ ...forPostmark, HtmlBody: "<p>Hello</p>" }); // safe
  res.sendStatus(204);
});
