import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Linter, type Rule } from "eslint";
import { afterAll, expect, it } from "vitest";
import plugin from "../src/index.ts";
import { writeProject } from "../src/project/fixture-project.ts";

const FILES = 12;
const names = Array.from({ length: FILES }, (_, index) => `${index}.js`);
const server = (name: string): string =>
  `import express from "express"; import { clean } from "./helpers/${name}";
express().get("/", (req, res) => res.redirect(clean(req.query.next)));`;
const project = writeProject({
  "package.json": { name: "app", type: "module", dependencies: { express: "^5.0.0" } },
  ...Object.fromEntries(names.map((name) => [name, server(name)])),
  ...Object.fromEntries(
    names.map((name) => [`helpers/${name}`, "export const clean = (url) => url.trim();"]),
  ),
});
afterAll(project.dispose);

it("keeps no tree of a file that was linted, whatever is kept of its neighbours", async () => {
  const trees: WeakRef<object>[] = [];
  const watch: Rule.RuleModule = {
    create: ({ sourceCode }) => {
      trees.push(new WeakRef(sourceCode.ast));
      return {};
    },
  };
  let found = 0;
  for (const name of names) {
    const config: Linter.Config[] = [
      plugin.configs.recommended as Linter.Config,
      { plugins: { own: { rules: { watch } } }, rules: { "own/watch": "error" } },
    ];
    found += new Linter({ cwd: project.root }).verify(server(name), config, project.at(name)).length;
  }
  expect(found).toBe(FILES); // the flow goes through the neighbour
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  await new Promise((resolve) => setTimeout(resolve, 10)); // references live until the end of the turn
  collect();
  const left = trees.filter((tree) => tree.deref() !== undefined);
  expect(left.length).toBeLessThanOrEqual(2); // the present file, and what the linter holds of it
});
