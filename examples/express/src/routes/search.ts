import { Router } from "express";
import { render } from "../pages/render.js";
import { NotePage, SearchPage } from "../pages/search-page.js";

export const search = Router();

search.get("/search", (req, res) => {
  res.send(render(SearchPage({ query: String(req.query.q ?? "") })));
});

search.get("/notes/:id", (req, res) => {
  res.send(render(NotePage({ id: req.params.id })));
});
