import { expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.js");

it.each([
  [
    "checked, and then decoded",
    'if (q.includes("<")) return; res.send("<p>" + decodeURIComponent(q));',
    true,
  ],
  [
    "decoded, and then checked",
    'const text = decodeURIComponent(q); if (text.includes("<")) return; res.send("<p>" + text);',
    false,
  ],
  [
    "decoded for the check, and once more",
    'if (decodeURIComponent(q).includes("<")) return; res.send("<p>" + decodeURIComponent(q));',
    false,
  ],
  [
    "decoded in place, and then checked",
    'let text = q; text = decodeURIComponent(text); if (text.includes("<")) return; res.send("<p>" + text);',
    false,
  ],
  ["checked to be a word", 'if (!/^\\w+$/.test(q)) return; res.send("<p>" + decodeURIComponent(q));', false],
  [
    "checked to be one of a list",
    'if (!["a", "b"].includes(q)) return; res.send("<p>" + decodeURIComponent(q));',
    false,
  ],
  ["replaced, and then decoded", 'res.send("<p>" + decodeURIComponent(q.replace(/[<>]/g, "")));', true],
  ["decoded, and then replaced", 'res.send("<p>" + decodeURIComponent(q).replace(/[<>]/g, ""));', false],
])("looks at what a check has seen: %s", (_, body, expected) => {
  const code = `const app = require("express")(); app.get("/", (req, res) => { const q = String(req.query.q); ${body} });`;
  const rules = { "no-unsafe-html": { confidence: "likely" } };
  expect(lint({ code, filename: "server.js", language: javascript as never, rules }).length > 0).toBe(
    expected,
  );
});

it.each([
  ["!to.startsWith('/') || to.startsWith('//')", 1],
  ["to !== '/home'", 0],
])("an address that is checked, and then decoded: %s", (refused, count) => {
  const code = `const app = require("express")(); app.get("/", (req, res) => { const to = String(req.query.to); if (${refused}) return; res.redirect(decodeURIComponent(to)); });`;
  const rules = { "no-open-redirect": { confidence: "proven" } };
  expect(lint({ code, filename: "server.js", language: javascript as never, rules })).toHaveLength(count);
});
