// What pages link to exists; the README names every rule.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import plugin from "eslint-plugin-secure-patterns";
import { describe, expect, test } from "vitest";
import { root } from "./places.ts";

/** Pages that people read, not dependencies and not snapshots. */
const pages = listMarkdown(root);

describe("links lead somewhere", () => {
  test.each(pages.map((page) => [relative(root, page), page]))("%s", (_name, page) => {
    const text = readFileSync(page, "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    const local = targets
      .filter((target) => !/^(\w+:|#)/.test(target))
      .map((target) => target.split("#")[0] ?? "");
    expect(local.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});

describe("the README names", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  // It belongs to a setting and finds nothing by itself.
  const rules = Object.keys(plugin.rules).filter((rule) => rule !== "import-helpers");
  test.each(rules)("%s", (rule) => expect(readme).toContain(`/${rule}.md`));
});

function listMarkdown(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(\..*|node_modules|dist|api|coverage)$/.test(entry.name) ? [] : listMarkdown(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
