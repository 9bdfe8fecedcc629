import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const page = fileURLToPath(new URL("../../../docs/recipes/own-token-table.md", import.meta.url));
const recipes = fileURLToPath(new URL("../recipes", import.meta.url));

/** A marker, and the block that stands under it. */
const RECIPE = /<!-- ([\w-]+\.ts) -->\n(?:\n```ts\n[\s\S]*?\n```\n)?/g;

it("shows the recipes as they are tested (`vitest -u` copies them)", async () => {
  const text = readFileSync(page, "utf8");
  const current = text.replaceAll(
    RECIPE,
    (_, name: string) =>
      `<!-- ${name} -->\n\n\`\`\`ts\n${readFileSync(`${recipes}/${name}`, "utf8")}\`\`\`\n`,
  );
  await expect(current).toMatchFileSnapshot(page);
});

it("shows all of them", () => {
  const shown = [...readFileSync(page, "utf8").matchAll(RECIPE)].map(([, name]) => name);
  expect(shown.toSorted()).toEqual(readdirSync(recipes).toSorted());
});
