import { Router } from "express";
import { LinksPage } from "../pages/links-page.js";
import { render } from "../pages/render.js";
import { getReader } from "../sessions.js";

const collected = [
  { title: "The Mother of All Demos", url: "https://archive.example/demo" },
  { title: "A paper that a stranger recommended", url: "https://stranger.example/paper" },
];

export const links = Router();

links.get("/links", (req, res) => {
  const reader = getReader(req);
  if (reader === undefined) {
    res.redirect(`/login?next=${encodeURIComponent(req.originalUrl)}`);
    return;
  }
  res.send(render(LinksPage({ reader, links: collected })));
});
