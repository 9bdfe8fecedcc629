import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("no-unsafe-html across files", () => {
  testProject("follows views and judges escape functions of other files", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const app = require("express")(); const { page } = require("./views/page"); const esc = require("./lib/esc");
      app.get("/", (req, res) => {
        res.send(page(req.query.name)); // !
      });
      app.get("/b", (req, res) => {
        res.send(page(esc(req.query.name)));
      });
      app.get("/c", (req, res) => {
        res.send("<p>" + esc.half(req.query.name) + "</p>"); // !
      });
    `,
    "views/page.js": `
      exports.page = (name) => \`<h1>\${name}</h1>\`;
    `,
    "lib/esc.js": `
      module.exports = function esc(s) { return String(s).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;"); };
      module.exports.half = (s) => s.replace("<", "&lt;");
    `,
  });

  const echo = {
    "routes.js": `
      const router = require("express").Router();
      router.put("/page", (req, res) => res.send(req.body.content));
      module.exports = router;
    `,
  };
  testProject("shows nobody what was sent as JSON", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const express = require("express"); const app = express(); app.use(express.json()); app.use(require("./routes"));
    `,
    ...echo,
  });
  testProject("shows what a form has sent", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const express = require("express"); const app = express(); app.use(express.json()); app.use(express.urlencoded({ extended: true })); app.use(require("./routes"));
    `,
    "routes.js": echo["routes.js"].replace("content));", "content)); // !"),
  });

  testProject("follows functions that scripts of a page share", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0" },
    "public/list.js": `
      async function show() {
        const all = await ask("/orders");
        document.querySelector("#a").innerHTML = card(all[0]); // !
        document.querySelector("#b").innerHTML = safeCard(all[0]);
      }
    `,
    "public/util.js": [
      "async function ask(path) { const answer = await fetch(path); return answer.json(); }",
      "const clean = (text) => text.replace(/[&<>\"']/g, '');",
      "const card = (order) => '<li>' + order.customerName + '</li>';",
      "const safeCard = (order) => '<li>' + clean(order.customerName) + '</li>';",
    ].join("\n"),
    "lib/module.mjs": `
      export const show = (all) => { document.querySelector("#a").innerHTML = card(all[0]); };
    `,
  });

  for (const [name, mark] of [
    ["localizer", ""],
    ["listing", " // !"],
  ] as const) {
    testProject(`believes the texts of the program's own interface: ${name}`, "no-unsafe-html", {
      "package.json": { name: "app", version: "1.0.0" },
      [`src/${name}.js`]: `
        let all = {};
        export async function load() { all = await (await fetch("/strings")).json(); }
        export function t(key) { return all.members[key].displayName; }
      `,
      "src/head.js": `
        import { t } from "./${name}.js";
        document.body.innerHTML = "<b>" + t("title");${mark}
      `,
    });
  }

  testProject("looks into wrappers of purifiers", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { react: "19", dompurify: "3" } },
    "src/Post.tsx": `
      import { clean, sanitizeHtml } from "./html"; import { useRouter } from "./r";
      export function Post() {
        const q = new URLSearchParams(window.location.search).get("q");
        return <div><p dangerouslySetInnerHTML={{ __html: clean(q) }} />
      <p dangerouslySetInnerHTML={{ __html: sanitizeHtml(q) }} /* // ! */ /></div>;
      }
    `,
    "src/html.ts": `
      import DOMPurify from "dompurify";
      export const clean = (s: string) => DOMPurify.sanitize(s);
      export function sanitizeHtml(s: string) { return s.replace(/\\n/g, "<br>"); }
    `,
  });

  testProject("follows a hook of another file", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { react: "19" } },
    "a.jsx": `
      import { useQueryParam } from "./hooks";
      export default function A() {
        const v = useQueryParam("q");
        return <p dangerouslySetInnerHTML={{ __html: v }} /* // ! */ />;
      }
    `,
    "hooks.js": `
      export function useQueryParam(n) { const p = new URLSearchParams(window.location.search); return p.get(n); }
    `,
  });

  testProject("leaves alone what only tests hand over", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "src/answer.js": `
      export function answer(res, body) {
        res.send(body);
      }
      export function show(res, body) {
        res.send(body); // !
      }
    `,
    "test/mocks/api.js": `
      import express from "express"; import { answer } from "../../src/answer.js";
      express().get("/", (req, res) => answer(res, req.query.q));
    `,
    "src/app.js": `
      import express from "express"; import { show } from "./answer.js";
      express().get("/", (req, res) => show(res, req.query.q));
    `,
  });

  testProject("follows the properties of components", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { react: "19" } },
    "src/page.jsx": `
      import Post, { Title } from "./post"; import { Old } from "./old";
      const q = new URLSearchParams(window.location.search).get("q");
      export const Page = () => <main><Post html={q} /><Title text="a" /><Old html={q} plain="b" /></main>;
    `,
    "src/post.jsx": `
      import { memo } from "react";
      export default memo(function Post({ html }) {
        return <p dangerouslySetInnerHTML={{ __html: html }} />; // !
      });
      export function Title({ text }) { return <h1 dangerouslySetInnerHTML={{ __html: text }} />; }
    `,
    "src/old.jsx": `
      import { Component } from "react";
      export class Old extends Component {
        render() {
          return <div><p dangerouslySetInnerHTML={{ __html: this.props.html }} /* // ! */ />
      <p dangerouslySetInnerHTML={{ __html: this.props.plain }} /></div>;
        }
      }
    `,
  });

  testProject("knows what a page is handed", "no-unsafe-html", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { react: "19", next: "16", "react-router": "7" },
    },
    "pages/search.jsx": `
      export default function Search({ q, page }) {
        return <main><p dangerouslySetInnerHTML={{ __html: q }} /* // ! */ />
      <p dangerouslySetInnerHTML={{ __html: page }} /></main>;
      }
      export async function getServerSideProps({ query }) { return { props: { q: query.q, page: Number(query.page) } }; }
    `,
    "app/routes/found.jsx": `
      import { data, useLoaderData } from "react-router";
      export async function loader({ request }) { return data({ q: new URL(request.url).searchParams.get("q"), n: 1 }); }
      export default function Found({ loaderData }) {
        const { q, n } = useLoaderData();
        return <main><p dangerouslySetInnerHTML={{ __html: q }} /* // ! */ />
      <p dangerouslySetInnerHTML={{ __html: loaderData.q }} /* // ! */ />
      <p dangerouslySetInnerHTML={{ __html: n }} /></main>;
      }
    `,
  });

  testProject(
    "follows what the query chooses through classes and past long tables of constants",
    "no-unsafe-html",
    {
      "package.json": { name: "app", version: "1.0.0", type: "module", dependencies: { express: "5" } },
      "app.js": `
      import express from "express";
      import badges from "./badges.js";
      const app = express();
      app.get("/badge", (req, res) => {
        const badge = new badges[req.query.kind](req.query);
        res.type("svg").send(badge.draw()); // !
      });
      app.get("/plain", (req, res) => {
        const badge = new badges.flat({ label: "plain", width: Number(req.query.width) });
        res.type("svg").send(badge.draw());
      });
    `,
      "badge.js": `
      import { COLOURS } from "./colours.js";
      export class Badge {
        constructor(options) {
          this.label = options.label || "";
          this.width = Number(options.width) || 80;
        }
        colour() { return COLOURS[this.width]; }
        draw() { return \`<svg width="\${this.width}"><rect fill="\${this.colour()}"/><text>\${this.label}</text></svg>\`; }
      }
    `,
      "badges.js": `
      import { Badge } from "./badge.js";
      class Flat extends Badge {}
      class Round extends Badge { corners() { return 4; } }
      export default { flat: Flat, round: Round };
    `,
      "colours.js": `export const COLOURS = ["colour 0", "colour 1", "colour 2", "colour 3", "colour 4", "colour 5", "colour 6", "colour 7", "colour 8", "colour 9", "colour 10", "colour 11", "colour 12", "colour 13", "colour 14", "colour 15", "colour 16", "colour 17", "colour 18", "colour 19", "colour 20", "colour 21", "colour 22", "colour 23", "colour 24", "colour 25", "colour 26", "colour 27", "colour 28", "colour 29", "colour 30", "colour 31", "colour 32", "colour 33", "colour 34", "colour 35", "colour 36", "colour 37", "colour 38", "colour 39"];`,
    },
  );

  testProject("reads what a page is given as JSON inside of a text", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0" },
    "worker.js": `
      addEventListener("fetch", (event) => event.respondWith(handle(event.request)));
      const HTML = { headers: { "Content-Type": "text/html" } };
      const page = (model = {}) => \`<script>window.MODEL = JSON.parse('\${JSON.stringify(model)}');</script>\`;
      const shown = (model = {}) => \`<p>\${model}</p>\`;
      async function handle(request) {
        const { pathname, searchParams } = new URL(request.url);
        if (pathname === "/search") return new Response(page({ term: searchParams.get("q") || "", found: true }), HTML); // !
        if (pathname === "/shown") return new Response(shown({ term: searchParams.get("q") }), HTML);
        return new Response(page({ found: false, at: Number(searchParams.get("at")) }), HTML);
      }
    `,
  });
});
