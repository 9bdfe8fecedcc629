import express from "express";
import ejs from "ejs";
import Handlebars from "handlebars";
import template from "lodash.template";
import nunjucks from "nunjucks";

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
