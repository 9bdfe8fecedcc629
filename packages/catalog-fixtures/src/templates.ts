import express from "express";
import ejs from "ejs";
import Handlebars from "handlebars";
import template from "lodash.template";
import nunjucks from "nunjucks";

Handlebars.registerHelper("bold", (value: string) => new Handlebars.SafeString(`<b>${value}</b>`)); // $ source stored $ sink html
nunjucks.addFilter("bold", (value: string) => new nunjucks.runtime.SafeString(`<b>${value}</b>`)); // $ source stored $ sink html
nunjucks.addFilter("line", () => new nunjucks.runtime.SafeString("<hr>")); // safe

const app = express();

app.get("/", (req, res) => {
  const text = String(req.query.text); // $ source remote
  Handlebars.compile(text); // $ sink html
  Handlebars.compile("<p>{{ text }}</p>")({ text }); // safe
  ejs.render(text, {}); // $ sink html
  ejs.render("<p><%= text %></p>", { text }); // safe
  nunjucks.renderString(text, {}); // $ sink html
  nunjucks.renderString("<p>{{ text }}</p>", { text }); // safe
  template(text); // $ sink html
  template("<p><%- text %></p>")({ text }); // safe
  res.json({});
});
