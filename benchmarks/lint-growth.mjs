/**
 * Shows that the rules' cost grows linearly: generated files of doubling length, and one long function.
 * Prints rule time, parse time and rule time per thousand lines.
 */
import { ESLint } from "eslint";
import * as parser from "@typescript-eslint/parser";
import plugin from "eslint-plugin-secure-patterns";

const LENGTHS = [3_125, 6_250, 12_500, 25_000, 50_000];

const shapes = {
  "many handlers": (lines) => `${head}${repeat(lines, 5, handler)}`,
  "one function of many statements": (lines) =>
    `${head}app.get("/", (req, res) => {\n${repeat(lines, 3, statement)}});\n`,
  "chains of fifty functions": (lines) => `${head}${repeat(lines, 51, chain)}`,
  "one object of handlers": (lines) => `${head}const config = {\n${repeat(lines, 4, entry)}};\n${mount}`,
  "one function of many logs": (lines) =>
    `${head}app.post("/", (req, res) => {\nconst { body } = req;\n${repeat(lines, 4, log)}});\n`,
  "state that every function writes": (lines) => `${head}let state = {};\n${repeat(lines, 8, writer)}`,
  "routes that take tokens": (lines) => `${head}${repeat(lines, 6, tokenRoute)}`,
};

const mount = 'for (const key of Object.keys(config)) app.get("/" + key, config[key].handler);\n';
const head = 'const express = require("express");\nconst app = express();\n';

console.log("shape                                   lines   rules ms   parse ms   ms per 1,000 lines");
for (const [name, generate] of Object.entries(shapes)) {
  for (const lines of LENGTHS) {
    const { rules, parse } = await measure(generate(lines));
    const each = (rules / lines) * 1_000;
    console.log(
      name.padEnd(38),
      ...[lines, rules.toFixed(0), parse.toFixed(0), each.toFixed(1)].map((cell) => String(cell).padStart(9)),
    );
  }
}

async function measure(code) {
  const eslint = new ESLint({
    overrideConfigFile: true,
    stats: true,
    overrideConfig: [{ files: ["**/*.js"], languageOptions: { parser } }, plugin.configs.recommended],
  });
  const [{ stats }] = await eslint.lintText(code, { filePath: "generated.js" });
  const [pass] = stats.times.passes;
  const rules = Object.values(pass.rules ?? {}).reduce((sum, { total }) => sum + total, 0);
  return { rules, parse: pass.parse.total };
}

function repeat(lines, linesEach, make) {
  return Array.from({ length: Math.floor(lines / linesEach) }, (_, index) => make(index)).join("");
}

function handler(index) {
  return `app.get("/${index}", (req, res) => {
  const next${index} = req.query.next;
  if (!next${index}.startsWith("/home")) return res.send(\`<p>\${next${index}}</p>\`);
  res.redirect(next${index});
});
`;
}

function entry(index) {
  return `  k${index}: { value: "a${index}", handler: (req, res) => {
    const value = config.k${Math.max(0, index - 1)}.value + req.query.value;
    res.send(value);
  } },
`;
}

function log(index) {
  return `  if (body.k${index} && body.k${index} !== "x${index}") {
    const value${index} = String(body.k${index});
    console.log(value${index});
  }
`;
}

function writer(index) {
  return `function set${index}(value) {
  state.k${index} = value;
  state = { ...state, x${index}: value };
}
app.get("/${index}", (req, res) => {
  set${index}(req.query.value);
  res.redirect(state.k${index});
});
`;
}

function tokenRoute(index) {
  return `app.post("/reset${index}", async (req, res) => {
  const token = await prisma.resetToken.findFirst({ where: { token: req.body.token } });
  if (!token || token.used) return res.status(400).end();
  await prisma.resetToken.update({ where: { id: token.id }, data: { used: true } });
  res.json({});
});
`;
}

function statement(index) {
  return `  const value${index} = req.query.value${index} ?? ${index === 0 ? '""' : `value${index - 1}`};
  if (value${index} === "stop") return;
  res.write(\`<p>\${value${index}}</p>\`);
`;
}

function chain(index) {
  const links = Array.from({ length: 50 }, (_, at) => {
    const next = at === 49 ? "res.redirect(x)" : `f${index}_${at + 1}(x, res)`;
    return `function f${index}_${at}(x, res) { return ${next}; }\n`;
  });
  return `${links.join("")}app.get("/${index}", (req, res) => f${index}_0(req.query.next, res));\n`;
}
