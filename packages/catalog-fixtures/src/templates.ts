import express from "express";
import ejs from "ejs";
import Handlebars from "handlebars";
import { Liquid } from "liquidjs";
import template from "lodash.template";
import Mustache from "mustache";
import nunjucks from "nunjucks";

Handlebars.registerHelper("bold", (value: string) => new Handlebars.SafeString(`<b>${value}</b>`)); // $ source stored $ sink html
nunjucks.addFilter("bold", (value: string) => new nunjucks.runtime.SafeString(`<b>${value}</b>`)); // $ source stored $ sink html
nunjucks.addFilter("line", () => new nunjucks.runtime.SafeString("<hr>")); // safe

const liquid = new Liquid();
liquid.registerFilter("bold", (value: string) => new nunjucks.runtime.SafeString(value)); // $ source stored $ sink html

const app = express();

app.get("/", (req, res) => {
  const text = String(req.query.text); // $ source remote
  Handlebars.compile(text); // $ sink html
  Handlebars.compile("<p>{{ text }}</p>")({ text }); // safe
  ejs.render(text, {}); // $ sink html
  ejs.render("<p><%= text %></p>", { text }); // safe
  nunjucks.renderString(text, {}); // $ sink html
  nunjucks.renderString("<p>{{ text }}</p>", { text }); // safe
  Mustache.render(text, {}); // $ sink html
  Mustache.render("<p>{{ text }}</p>", { text }); // safe
  liquid.parseAndRenderSync("<p>{{ text | escape }}</p>", { text }); // safe
  liquid.parse(text); // $ sink html
  template(text); // $ sink html
  template("<p><%- text %></p>")({ text }); // safe
  res.json({});
});
