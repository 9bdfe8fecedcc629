import { Router } from "express";

const themes = ["light", "dark"];

export const preferences = Router();

preferences.get("/theme", (req, res) => {
  const { name, back } = req.query;
  if (typeof name !== "string" || !themes.includes(name)) {
    res.status(400).send("no such theme");
    return;
  }
  res.cookie("theme", name);
  // Only paths of our own.
  if (typeof back === "string" && back.startsWith("/")) {
    res.redirect(back);
    return;
  }
  res.redirect("/links");
});
