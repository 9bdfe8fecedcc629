// Where each entry of the runtime claims to run. The matrix fails if a claim does not hold, or if an entry has none.

const everywhere = ["node20", "node22", "node24", "node26", "bun", "deno", "workerd", "browser", "vite"];
const servers = ["node20", "node22", "node24", "node26", "bun", "deno"];
const edge = [...servers, "workerd"];

/** Subpath → columns of the table. */
export const claims = {
  ".": everywhere,
  "./safe-redirect": everywhere,
  "./tokens": everywhere,
  "./rate-limit": everywhere,
  "./memory": everywhere,
  "./client-ip": everywhere,
  "./csrf": everywhere,
  "./csrf-fetch": everywhere,
  "./pii-safe-logger": everywhere,
  "./html": everywhere,
  "./validate": everywhere,
  "./optional-import": everywhere,
  "./purify-html": everywhere.filter((column) => column !== "workerd"),
  "./purify-html-browser": everywhere,
  "./firewall": edge,
  "./fetch": edge,
  "./hono": edge,
  "./h3": edge,
  "./sveltekit": edge,
  "./trpc": edge,
  "./next": edge,
  "./express": servers,
  "./fastify": servers,
  "./koa": servers,
  "./nest": servers,
  "./sqlite": servers.filter((column) => column !== "node20"),
  "./postgres": edge,
  "./mysql": servers,
  "./redis": servers,
  "./testing": servers,
};

/** Column → its heading. */
export const columns = {
  node20: "Node 20",
  node22: "Node 22",
  node24: "Node 24",
  node26: "Node 26",
  bun: "Bun",
  deno: "Deno",
  workerd: "workerd",
  browser: "browser, esbuild",
  vite: "browser, Vite",
};

/** What a reader asks where a cell is empty. */
export const remarks = {
  "./postgres": "in workerd it was loaded and asked nothing, since no server was there",
  "./purify-html": "sanitize-html needs Node's own modules; browsers' bundles get the form with DOMPurify",
  "./purify-html-browser": "without a DOM it loads, and throws when called",
  "./sqlite": "Node 20 has no SQLite of its own: pass better-sqlite3",
};
