import { Router } from "express";
import { LoginPage } from "../pages/login-page.js";
import { render } from "../pages/render.js";
import { endSession, startSession } from "../sessions.js";

const passwords: Record<string, string> = { ada: "engine", grace: "compiler" };

export const session = Router();

session.get("/login", (req, res) => {
  res.send(render(LoginPage({ next: String(req.query.next ?? "/links") })));
});

session.post("/login", (req, res) => {
  const { name, password, next } = req.body as { name: string; password: string; next?: string };
  if (passwords[name] !== password) {
    res.status(401).send(render(LoginPage({ next: next ?? "/links", failed: true })));
    return;
  }
  startSession(res, name);
  res.redirect(next || "/links");
});

session.get("/logout", (req, res) => {
  endSession(res);
  const returnTo = req.query.returnTo;
  res.redirect(303, typeof returnTo === "string" ? returnTo : "/login");
});
