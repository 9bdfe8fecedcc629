import express from "express";
import { escapeHtml, html, safeRedirect } from "secure-patterns";
import { purifyHtml } from "secure-patterns/purify-html";

const app = express();

app.get("/", (req, res) => {
  res.redirect(safeRedirect(req.query.next, "/")); // $ barrier $ source remote
});
app.get("/escaped", (req, res) => {
  res.send(`<p>${escapeHtml(req.query.name)}</p>`); // safe $ barrier
});
app.get("/purified", (req, res) => {
  res.send(`<div>${purifyHtml(req.query.comment)}</div>`); // safe $ barrier
});
app.get("/template", (req, res) => {
  res.send(String(html`<p>${req.query.name}</p>`)); // safe
});
// What is safe as HTML is an address like any other.
app.get("/address", (req, res) => {
  res.redirect(escapeHtml(req.query.next)); // $ sink redirect
});
