import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

const app =
  'import express from "express"; import session from "express-session"; import { orders } from "./orders"; import { forms } from "./forms"; const app = express(); app.use(express.urlencoded({ extended: false })); app.use(session({ secret })); app.use(forms); app.use(orders);';
const orders = (path: string, name = "save"): string =>
  `import { Router } from "express"; export const orders = Router(); orders.post("${path}", ${name}); function ${name}(req, res) { res.json(work(req.session.userId, req.body)); }`;
/** The check stands before routes, as a middleware that all files may import. */
const exported =
  'import csurf from "csurf"; import { Router } from "express"; export const guard = csurf(); export const forms = Router(); forms.post("/email", guard, (req, res) => change(req.session.userId, req.body));';
/** The check stands before single routes of one file alone. */
const single =
  'import csurf from "csurf"; import { Router } from "express"; const csrfProtection = csurf(); export const forms = Router(); forms.get("/form", csrfProtection, (req, res) => res.render("form"));';

async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dependencies = { express: "*" };
  project = writeProject({ "package.json": { name: "app", dependencies }, "app.ts": app, ...files });
  const [language] = await languagesOf("file.ts");
  const rules = { "require-csrf-protection": { confidence: "likely" as const } };
  return ["app.ts", ...Object.keys(files)].filter((file) => {
    const filename = project?.at(file) ?? file;
    const code = readFileSync(filename, "utf8");
    return lint({ code, filename, language: language!, rules }).length > 0;
  });
}

describe("a route behind the session of another file", () => {
  it("is reported where the check stands before others", async () =>
    expect(await reported({ "orders.ts": orders("/orders"), "forms.ts": exported })).toEqual(["orders.ts"]));

  it("is not where the session itself is", async () =>
    expect(await reported({ "orders.ts": orders("/orders"), "forms.ts": single })).toEqual(["app.ts"]));

  it.each([
    ["/orders/search", "work", []],
    ["/orders/search-all", "work", []],
    ["/orders/searches", "work", ["orders.ts"]],
    ["/orders/page", "getPage", []],
    ["/orders/page", "getOrCreatePage", ["orders.ts"]],
    ["/orders/page", "getaway", ["orders.ts"]],
  ])("is not where it only reads: %s of %s", async (path, name, files) =>
    expect(await reported({ "orders.ts": orders(path, name), "forms.ts": exported })).toEqual(files),
  );
});
