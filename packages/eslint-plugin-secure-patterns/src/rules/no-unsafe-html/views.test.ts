import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("no-unsafe-html in templates", () => {
  testProject("reads what a template writes unescaped", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", ejs: "3" } },
    "src/app.js": `
      const app = require("express")();
      app.get("/search", (req, res) => {
        res.render("search", {
          query: req.query.q, // !
          title: req.query.title,
          page: Number(req.query.page),
          settings: req.query, // !
        });
      });
      app.get("/other", (req, res) => {
        res.render("other/search", { query: req.query.q });
      });
      app.get("/partial", (req, res) => {
        const data = {};
        data.message = req.query.message;
        res.status(400).render("error", data); // !
      });
      app.get("/kept", (req, res) => {
        res.locals.message = req.query.message; // !
        res.locals.other = req.query.other;
        res.render("error");
      });
      app.get("/unknown", (req, res) => {
        res.render("nowhere", { query: req.query.q });
      });
    `,
    "views/search.ejs": `
      <h1><%= title %></h1><p title="<%- page %>"><%- query %></p>
      <script>const settings = <%- JSON.stringify(settings) %>;</script>
    `,
    "views/other/search.ejs": "<p><%= query %></p>",
    "views/error.ejs": "<%- include('./parts/message') %>",
    "views/parts/message.ejs": "<b><%- message %></b>",
    "node_modules/x/views/nowhere.ejs": "<b><%- query %></b>",
  });

  testProject(
    "says of what was stored that it is likely",
    "no-unsafe-html",
    {
      "package.json": {
        name: "app",
        version: "1.0.0",
        dependencies: { express: "5", hbs: "4", mongoose: "8" },
      },
      "app.js": `
        const app = require("express")(); const mongoose = require("mongoose"); const Note = mongoose.model("Note", new mongoose.Schema({}));
        app.get("/", async (req, res) => {
          const notes = await Note.find({});
          res.render("notes", { notes }); // !
        });
      `,
      "views/notes.hbs": "{{#each notes}}<li>{{{text}}}</li>{{/each}}",
    },
    { confidence: "likely" },
  );

  testProject("reads the templates of AdonisJS", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { "@adonisjs/core": "6" } },
    "app/controllers/search_controller.ts": `
      import type { HttpContext } from "@adonisjs/core/http";
      export default class SearchController {
        async index({ request, view }: HttpContext) {
          return view.render("pages/search", { q: request.input("q") }); // !
        }
        async escaped({ request, view }: HttpContext) {
          return view.render("pages/found", { q: request.input("q") });
        }
      }
    `,
    "resources/views/pages/search.edge": "@layout()\n<p>{{{ q }}}</p>\n@end",
    "resources/views/pages/found.edge": "@layout()\n<p>{{ q }}</p>\n@end",
  });

  testProject("knows the templates of other frameworks", "no-unsafe-html", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { koa: "3", fastify: "5", "@hapi/hapi": "21", pug: "3" },
    },
    "koa.js": `
      const Koa = require("koa"); const app = new Koa();
      app.use(async (ctx) => {
        await ctx.render("page", { text: ctx.query.text }); // !
      });
    `,
    "fastify.js": `
      const fastify = require("fastify")();
      fastify.get("/", (request, reply) => reply.view("page.pug", { text: request.query.text })); // !
    `,
    "hapi.js": `
      const server = require("@hapi/hapi").server();
      server.route({ method: "GET", path: "/", handler: (request, h) => h.view("page", { text: request.query.text }) }); // !
    `,
    "views/page.pug": "div\n  p!= text\n",
  });

  testProject("reads the layouts that templates extend", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", pug: "3" } },
    "app.js": `
      const app = require("express")();
      app.get("/", (req, res) => {
        res.render("home.pug", {
          title: req.query.title, // !
          heading: req.query.heading,
        });
      });
    `,
    "views/home.pug": "extends layout.pug\n\nblock main\n  h1= heading\n",
    "views/layout.pug": "html\n  head\n    title!= `${title} - Shop`\n  body\n    block main\n",
  });

  testProject("reads each alternative that a template writes", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", ejs: "3" } },
    "app.js": `
      const app = require("express")();
      app.get("/done", (req, res) => {
        res.render("done", {
          back: req.query.back, // !
          user: { name: req.query.name }, // !
          isNew: req.query.isNew,
          count: req.query.count,
        });
      });
    `,
    "views/done.ejs":
      "<a href=\"<%- typeof(back) !== 'undefined' ? back : '/' %>\">back</a><p><%- user ? user.name : 'somebody' %><%- isNew ? '<b>new</b>' : '' %><%- count && escapeHtml(count) %></p>",
  });
});
