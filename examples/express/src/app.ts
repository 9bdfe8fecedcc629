import express, { type Express } from "express";
import { links } from "./routes/links.js";
import { partners } from "./routes/partners.js";
import { preferences } from "./routes/preferences.js";
import { search } from "./routes/search.js";
import { session } from "./routes/session.js";

export function createApp(): Express {
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.use(session);
  app.use(links);
  app.use(search);
  app.use(partners);
  app.use(preferences);
  return app;
}
