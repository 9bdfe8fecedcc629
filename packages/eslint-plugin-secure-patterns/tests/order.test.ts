// What a rule says of a file must not hang on which files were linted before it.
import { afterEach, describe, expect, it } from "vitest";
import { writeProject, type FixtureProject } from "../src/project/fixture-project.ts";
import { languagesOf } from "./support/language.ts";
import { lint } from "./support/lint.ts";

const [typescript] = await languagesOf("file.ts");

const LIKELY = { confidence: "likely" };
const rules = {
  "require-denial-report": LIKELY,
  "require-input-validation": LIKELY,
  "no-unsafe-html": LIKELY,
};

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

/** Of each file, the rules that report something, as linted in this order, in a project of its own. */
function findings(
  files: Readonly<Record<string, string>>,
  order: readonly string[],
): Record<string, string[]> {
  project?.dispose();
  project = writeProject({
    "package.json": { name: "app", dependencies: { express: "4", mongoose: "8", zod: "4" } },
    ...files,
  });
  const found: Record<string, string[]> = {};
  for (const path of order)
    found[path] = lint({
      code: files[path] ?? "",
      filename: project.at(path),
      language: typescript as never,
      rules,
    }).map(({ ruleId, message, fatal }) =>
      fatal ? message : String(ruleId).replace("secure-patterns/", ""),
    );
  return found;
}

const express = 'import express from "express"; const app = express();';

const refuses =
  'app.get("/users", (req, res) => { if (!req.user.isAdmin) throw new ForbiddenError("Forbidden"); res.json(1); });';
const greets = 'app.post("/", (req, res) => res.send("<p>" + req.body.name + "</p>"));';
const saves = `${express} import { PrismaClient } from "@prisma/client"; const prisma = new PrismaClient(); app.post("/", async (req, res) => { await prisma.note.create({ data: { title: String(req.body.title) } }); res.end(); });`;
const finds =
  'const Note = require("mongoose").model("Note", {}); app.get("/", async (req, res) => { res.json(await Note.findOne({ title: req.query.title })); });';

describe("the same is found whatever was linted before", () => {
  it.each([
    [
      "where another file writes down what is thrown in it",
      {
        "src/jobs.ts": `${express} const run = (job) => job().catch(function (err, req) { console.error(err); }); ${refuses}`,
        "src/users.ts": `${express} ${refuses}`,
      },
    ],
    [
      "where another file reads forms for itself",
      {
        "src/page.ts": `${express} app.use(express.json()); ${greets}`,
        "src/upload.ts": `export const setUp = (app: import("express").Application) => { app.use(bodyParser({ extended: true })); ${greets} };`,
      },
    ],
    [
      "where another file bounds a text without its library",
      {
        "src/forms.ts": `import { z } from "./schemas"; export const Form = z.object({ title: z.string().max(40) }); ${saves}`,
        "src/notes.ts": saves,
        "src/schemas.ts": 'export { z } from "zod";',
      },
    ],
    [
      "where another file is handed the application and sets it up",
      {
        "src/setup.ts": `export const setUp = (app: import("express").Application) => { app.set("query parser", "simple"); ${finds} };`,
        "src/find.ts": `${express} ${finds}`,
      },
    ],
  ] as [string, Record<string, string>][])("%s", (_, files) => {
    const paths = Object.keys(files);
    const forwards = findings(files, paths);
    expect(findings(files, paths.toReversed())).toEqual(forwards);
    for (const path of paths) expect(findings(files, [path])[path]).toEqual(forwards[path]);
  });
});
