import { camelCase, insertSorted } from "./names.mjs";

const root = "packages/secure-patterns";
const stores = `${root}/src/stores`;

export function store(name) {
  const register = (text) =>
    insertSorted(text, `  ${key(name)}: "src/stores/${name}/${name}.ts",`, (line) =>
      line.includes('"src/stores/'),
    );
  return {
    files: {
      [`${stores}/${name}/${name}.ts`]: code(name),
      [`${stores}/${name}/${name}.test.ts`]: test(name),
      [`${root}/tests/stores/open-${name}.ts`]: opener(name),
      [`.changeset/${name}.md`]: `---\n"secure-patterns": minor\n---\n\nAdd the store \`${camelCase(name)}\`.\n`,
    },
    edits: { [`${root}/tsdown.config.ts`]: register },
    next: `Next: fill in ${stores}/${name}/${name}.ts method by method until the contract holds, in ${root}:
  pnpm exec vitest run src/stores/${name}
The contract is ${stores}/store.ts; the store for SQLite is the shortest to read beside it.`,
  };
}

function key(name) {
  return name.includes("-") ? `"${name}"` : name;
}

function code(name) {
  const Name = camelCase(`-${name}`);
  return `import { composeStore, type StoreParts } from "../compose-store.ts";
import type { Store } from "../store.ts";

/** What the store needs of its client, and no more: any version that has it will do. */
export interface ${Name}Client {
  command(...args: readonly string[]): Promise<unknown>;
}

/**
 * A store on ${name}. Say which version, how to migrate, and what the server must not do.
 *
 * @param client - a connected client; it stays yours to close
 * @throws TypeError if the client is not of the expected form
 */
export function ${camelCase(name)}(client: ${Name}Client): Store {
  if (typeof client?.command !== "function") throw new TypeError("${camelCase(name)}() takes a client of …");
  return composeStore({
    hits: missing<StoreParts["hits"]>("hits"),
    tokens: missing<StoreParts["tokens"]>("tokens"),
    events: missing<StoreParts["events"]>("events"),
    lease: () => Promise.reject(new Error("lease is not written yet")),
    migrate: () => Promise.resolve(),
    log: (message) => console.warn(message),
  });
}

/** Stands for a part until it is written: delete it with its last use. */
function missing<Part extends object>(part: string): Part {
  return new Proxy({} as Part, {
    get: (_target, method) => () => Promise.reject(new Error(\`\${part}.\${String(method)} is not written yet\`)),
  });
}
`;
}

function test(name) {
  return `import { expect, test } from "vitest";
import { runContract } from "../../../tests/stores/contract-of.ts";
import { ${camelCase(name)} } from "./${name}.ts";

// A server that may be absent: \`describe.runIf(await hasServer("…"))\`, after adding it to tests/servers.ts.
test("contract", async () => {
  await runContract(new URL("../../../tests/stores/open-${name}.ts", import.meta.url));
}, 60_000);

test.each([undefined, null, {}])("no client: %j", (client) => {
  expect(() => ${camelCase(name)}(client as never)).toThrow(TypeError);
});
`;
}

function opener(name) {
  return `import type { Store } from "../../src/stores/store.ts";
import { ${camelCase(name)} } from "../../src/stores/${name}/${name}.ts";

/** Opens the store for the contract, in the test's process and in others. */
export default function open(): Promise<Store> {
  return Promise.resolve(${camelCase(name)}({ command: () => Promise.reject(new Error("connect a real client")) }));
}
`;
}
