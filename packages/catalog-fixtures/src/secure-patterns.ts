import express from "express";
import { safeRedirect } from "secure-patterns";

const app = express();

app.get("/", (req, res) => {
  res.redirect(safeRedirect(req.query.next, "/")); // $ barrier $ source remote
});
