import { camelCase, insertSorted } from "./names.mjs";

const catalog = "packages/eslint-plugin-secure-patterns/src/catalog";
const fixtures = "packages/catalog-fixtures/src";

export function framework(name) {
  const register = (text) => {
    const imported = insertSorted(text, `import { ${camelCase(name)} } from "./${name}.ts";`, (line) =>
      /^import \{ \w+ \} from/.test(line),
    );
    return imported.replace(/,?\s*\];\s*$/, `, ${camelCase(name)}];\n`);
  };
  return {
    files: {
      [`${catalog}/${name}.ts`]: data(name),
      [`${fixtures}/${name}.ts`]: fixture(name),
      [`.changeset/${name}.md`]: `---\n"eslint-plugin-secure-patterns": minor\n---\n\nKnow \`${name}\`.\n`,
    },
    edits: { [`${catalog}/index.ts`]: register },
    next: `Next: pnpm --filter catalog-fixtures add -D ${name}, fill in ${catalog}/${name}.ts, and show each row at work in
${fixtures}/${name}.ts. Then, in packages/eslint-plugin-secure-patterns: pnpm exec vitest run tests/catalog-fixtures.test.ts`,
  };
}

function data(name) {
  return `import type { Framework } from "./types.ts";

export const ${camelCase(name)}: Framework = {
  name: "${name}",
  packages: ["${name}"],
  types: {
    app: { from: ["${name}#()"] },
    request: {},
    response: {},
  },
  handlers: [{ call: "app.{get,post}", params: ["request", "response"] }],
  sources: [{ read: "request.query", kind: "remote", what: "the query string" }],
  sinks: [{ call: "response.redirect", arg: 0, kind: "redirect", what: "redirect" }],
};
`;
}

function fixture(name) {
  return `// Each row of catalog/${name}.ts at work on the real package, marked at the end of its line:
// "$ source remote", "$ sink redirect", "$ barrier", "$ guard". Beside each sink a safe twin, marked "safe".
// import ${camelCase(name)} from "${name}";

export {};
`;
}
