import { Router } from "express";

/** Sites that we point readers to on purpose. */
const sites: Record<string, string> = {
  library: "https://library.example/catalogue",
  bookshop: "https://books.example/?from=lantern",
};

export const partners = Router();

partners.get("/partners/:name", (req, res) => {
  const site = Object.hasOwn(sites, req.params.name) ? sites[req.params.name] : undefined;
  if (site === undefined) {
    res.status(404).send("no such partner");
    return;
  }
  res.redirect(site);
});
