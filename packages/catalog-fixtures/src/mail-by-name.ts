import { SendEmailCommand } from "@aws-sdk/client-ses";
import express from "express";
import Mailgun from "mailgun.js";

/** Senders of the application's own, and others that no other file says anything of. */
declare function sendEmail(to: string, subject: string, html: string): Promise<void>;
declare function sendPushNotification(to: string, html: string): Promise<void>;
declare const mailService: { send(mail: { to: string; html: string }): Promise<void> };

const app = express();
const mailgun = new Mailgun(FormData);
const client = mailgun.client({ username: "api", key: "key" });

app.post("/invite", async (req, res) => {
  const html = `<p>${req.body.name} invites you</p>`; // $ source remote
  await sendEmail("b@example.com", "Hello", html); // $ sink html
  await sendEmail("b@example.com", `Hello ${req.body.name}`, "<p>Hello</p>"); // safe
  await mailService.send({ to: "b@example.com", html }); // $ sink html
  await mailService.send({ to: req.body.to, html: "<p>Hello</p>" }); // safe
  await sendEmail(req.body.email, "Hello", "<p>Hello</p>"); // safe
  await sendPushNotification("b@example.com", `Hello ${req.body.name}`); // safe
  await client.messages.create("example.com", { from: "a@example.com", to: "b@example.com", html }); // $ sink html
  await client.messages.create("example.com", { from: "a@example.com", text: req.body.name }); // safe
  const to = { Source: "a@example.com", Destination: {} };
  const Subject = { Data: "Hello" };
  new SendEmailCommand({ ...to, Message: { Subject, Body: { Html: { Data: html } } } }); // $ sink html
  new SendEmailCommand({ ...to, Message: { Subject, Body: { Text: { Data: req.body.name } } } }); // safe
  res.sendStatus(204);
});
