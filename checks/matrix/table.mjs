// The page that readers see, from what was seen.
import { columns, remarks } from "./claims.mjs";

/** @param {Record<string, Record<string, string>>} results column → subpath → "ok", "–" or what went wrong */
export function renderPage(results, subpaths) {
  const names = Object.keys(columns);
  const row = (cells) => `| ${cells.join(" | ")} |`;
  const cell = (column, subpath) => (results[column]?.[subpath] === "ok" ? "✓" : "–");
  const lines = subpaths.map((subpath) =>
    row([`\`secure-patterns${subpath.slice(1)}\``, ...names.map((column) => cell(column, subpath))]),
  );
  const notes = Object.entries(remarks)
    .filter(([subpath]) => subpaths.includes(subpath))
    .map(([subpath, text]) => `- \`secure-patterns${subpath.slice(1)}\`: ${text}.`);
  return [
    "# Where it runs",
    "",
    "<!-- Written by `node checks/matrix.mjs`: do not edit. -->",
    "",
    "Each ✓ was seen: the packed tarball was installed into an empty project, the entry was loaded there (on Node, Bun and Deno",
    "by `import` and by `require`; elsewhere as a bundle) and did its work there. Adapters were given requests of a plain server; on the real frameworks they are tested",
    "on Node.",
    "",
    row(["entry", ...Object.values(columns)]),
    row(["---", ...names.map(() => ":-:")]),
    ...lines,
    "",
    ...notes,
    "",
    "workerd is the runtime of Cloudflare Workers, here without its Node compatibility. TypeScript resolves every entry with `nodenext`",
    "(ES modules and CommonJS) and with `bundler`, and finds no fault in the declarations, with no types of Node installed.",
    "",
  ].join("\n");
}
