import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { applyFix } from "../../../tests/support/render.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

const adapterTests = new URL("../../../../adapter-tests/", import.meta.url);

/** The file after the first suggestion of each finding; nothing where there is none. */
async function suggestionFor(
  name: string,
  code: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  project = writeProject({ "package.json": { name: "app" }, [name]: code, ...files });
  const [language] = await languagesOf("file.tsx");
  const rules = { "require-rate-limit": { confidence: "likely" } };
  const [finding] = lint({ code, filename: project.at(name), language: language!, rules });
  expect(finding?.message).toContain("try passwords");
  const [suggestion] = finding?.suggestions ?? [];
  return suggestion && applyFix(code, suggestion.fix);
}

async function findingsIn(name: string, code: string): Promise<readonly unknown[]> {
  project?.dispose();
  project = writeProject({ "package.json": { name: "app" }, [name]: code });
  const [language] = await languagesOf("file.tsx");
  const rules = { "require-rate-limit": { confidence: "likely" } };
  return lint({ code, filename: project.at(name), language: language!, rules });
}

async function findingsAfter(name: string, code: string): Promise<readonly unknown[]> {
  const changed = await suggestionFor(name, code);
  project?.dispose();
  return findingsIn(name, changed ?? code);
}

/** Without what a formatter decides. */
const bare = (code: string): string => code.replace(/\s+/g, "").replace(/,(?=[)}\]])/g, "");

describe("what is suggested is what runs in adapter-tests:", () => {
  const withoutImport = (code: string): string => code.replace(/import \{ rateLimit \}.*\n/, "");
  const unlink = (code: string): string => withoutImport(code).replace(/\n\s*\.use\(rateLimit\(.*\)\)/, "");
  const unwrap = (code: string): string =>
    withoutImport(code).replace(/rateLimit\(\{.*\}\)\(\s*([^]*?\n\s*\}),?\n?\);\n/, "$1;\n");
  const declared = (code: string): string =>
    unwrap(code)
      .replace(/const POST =\s+async/, "async")
      .replace(/\};\s*$/, "}");
  const action = (code: string): string =>
    code
      .replace(/import \{ (?:protectAction|rateLimit|headers) \}.*\n/g, "")
      .replace(/const signIn = protectAction\([^]*?action: /, "")
      .replace(/,\n\s+\},\n\);/, "");

  const form = (code: string): string =>
    code
      .replace(/import \{ (?:protectAction|rateLimit) \}.*\n/g, "")
      .replace(/protectAction\([^]*?action: /, "")
      .replace(/\},\n\s+\}\),/, "},");
  const event = (code: string): string =>
    withoutImport(code)
      .replace(/\{\n\s+(?:onRequest|middleware): .*\n\s+handler: /, "")
      .replace(/\},\n\}\);/, "});");

  it.each([
    ["app/api/sign-in/route.ts", "next-app/app/api/sign-in/route.ts", declared],
    ["pages/api/sign-in-page.ts", "next-app/pages/api/sign-in-page.ts", declared],
    ["app/sign-in/actions.ts", "next-app/app/sign-in/actions.ts", action],
    ["src/router.ts", "suggested/trpc-socket.ts", unlink],
    ["src/router.ts", "suggested/trpc-headers.ts", unlink],
    ["src/routes/login/+server.ts", "suggested/sveltekit-endpoint.ts", unwrap],
    ["src/routes/login/+page.server.ts", "suggested/sveltekit-actions.ts", form],
    ["server/api/login.post.ts", "suggested/h3-handler.ts", event],
    ["server/api/login.post.ts", "suggested/h3-2-handler.ts", event],
  ])("%s, %s", async (name, path, undo) => {
    const after = readFileSync(new URL(path, adapterTests), "utf8");
    const before = undo(after);
    expect(before).not.toMatch(/rateLimit|protectAction/);
    expect(bare((await suggestionFor(name, before)) ?? "")).toBe(bare(after));
  });
});

describe("a limit for a handler of Next", () => {
  const handler = "async (req, res) => res.json({ valid: await checkPassword(req.body) })";
  const limit = 'rateLimit({ bucket: "login", limit: 10, window: "60s", clientIp: { trust: 1 } })';

  it.each([
    [`const handler = ${handler}; export default handler;`, `export default ${limit}(handler);`],
    [`export default withUser(${handler});`, `export default ${limit}(withUser(`],
    [`module.exports = ${handler};`, `module.exports = ${limit}(async (req, res)`],
  ])("stands around %s", async (code, after) =>
    expect(await suggestionFor("pages/api/login.js", code)).toContain(after),
  );

  it("does not where something else in the file uses the function", async () => {
    const route =
      "export async function POST(request) { return Response.json({ valid: await checkPassword(await request.json()) }); } export const other = POST;";
    expect(await suggestionFor("app/api/login/route.js", route)).toBeUndefined();
  });
});

describe("a refused action", () => {
  const signIn = (failure: string): string =>
    `"use server"; export async function signIn(form) { const isRight = await checkPassword(form); ${failure} }`;

  it.each([
    ['if (!isRight) return { message: "Wrong" };', "denied: (denial) => ({ message: denial.message })"],
    [
      'if (!isRight) return { error: "Wrong", user: null };',
      "denied: (denial) => ({ error: denial.message, user: null })",
    ],
    ['if (!isRight) throw new Error("Wrong");', "denied: (denial) => { throw new Error(denial.message); }"],
  ])("answers as others that fail: %s", async (failure, denied) =>
    expect(await suggestionFor("app/sign-in/actions.ts", signIn(failure))).toContain(denied),
  );

  it.each(["return { valid: isRight };", 'if (!isRight) return { error: "Wrong", form };'])(
    "has no answer to go by: %s",
    async (failure) => expect(await suggestionFor("app/sign-in/actions.ts", signIn(failure))).toBeUndefined(),
  );
});

describe("a limit for a procedure", () => {
  const router = (imports: string): string =>
    `import { ${imports} } from "./trpc"; export const auth = { login: publicProcedure.mutation(async ({ input }) => ({ valid: await checkPassword(input) })) };`;
  const trpc = (context: string, type: string): string =>
    `import { initTRPC } from "@trpc/server"; ${context} const t = initTRPC.context<${type}>().create(); export const publicProcedure = t.procedure;`;

  it.each([
    [
      "export const createContext = async (opts: CreateNextContextOptions) => { const { req, res } = opts; return inner({ req, res }); }; const inner = (given) => ({ ...given, db });",
      "inferAsyncReturnType<typeof createContext>",
      "socket",
    ],
    [
      "export async function createContext(opts: FetchCreateContextFnOptions) { return { ...opts, db }; }",
      "Awaited<ReturnType<typeof createContext>>",
      "headers",
    ],
    ["interface Context { req: Request }", "Context", "headers"],
    ["type Made = { headers: Headers };", "Made", "headers"],
    ["export const createContext = () => ({ db });", "typeof createContext", undefined],
    ["interface Context { req?: Request }", "Context", undefined],
    ["", "Elsewhere", undefined],
  ])("asks what its context knows: %s", async (context, type, knows) => {
    const files = { "src/trpc.ts": trpc(context, type) };
    const after = await suggestionFor("src/auth.ts", router("publicProcedure"), files);
    if (knows === undefined) expect(after).toBeUndefined();
    else expect(after).toContain("publicProcedure.use(rateLimit(");
    expect(after?.includes("trust: 1")).toBe(knows && knows === "headers");
  });

  it("asks for a context of another file", async () => {
    const files = {
      "src/trpc.ts": trpc('import { createContext } from "./context";', "typeof createContext"),
      "src/context.ts":
        "export const createContext = async ({ req }: { req: Request }) => ({ req, user: await find(req) });",
    };
    expect(await suggestionFor("src/auth.ts", router("publicProcedure"), files)).toContain("trust: 1");
  });
});

describe("a limit for a handler of h3", () => {
  const handler = "async (event) => ({ valid: await checkPassword(await readBody(event)) })";
  const limit = 'rateLimit({ bucket: "login", limit: 10, window: "60s" })';
  const found = async (code: string, dependencies: object = {}): Promise<string | undefined> =>
    suggestionFor("server/api/login.post.js", code, {
      "package.json": JSON.stringify({ name: "app", dependencies }),
    });

  it("stands in the object that is there", async () => {
    const code = `export default defineEventHandler({ handler: ${handler} });`;
    expect(await found(code)).toContain(`defineEventHandler({ onRequest: [${limit}], handler: async`);
    const taken = code.replace("{ handler", "{ onRequest: [log], handler");
    expect(await found(taken)).toBeUndefined();
  });

  it("ends the finding", async () => {
    for (const code of [
      `export default defineEventHandler({ handler: ${handler} });`,
      `export default defineEventHandler(${handler});`,
      `export default defineEventHandler<{ body: { email: string } }>(${handler});`,
    ])
      expect(await findingsAfter("server/api/login.post.ts", code)).toHaveLength(0);
    const logged = `export default defineEventHandler({ onRequest: [log], handler: ${handler} });`;
    expect(await findingsIn("server/api/login.post.ts", logged)).toHaveLength(1);
  });

  it("has the name that the version wants", async () => {
    const code = `export default eventHandler(${handler});`;
    expect(await found(code, { nuxt: "^4.0.0" })).toContain("eventHandler({ onRequest: [");
    expect(await found(code, { h3: "^2.0.0" })).toContain("eventHandler({ middleware: [");
  });

  it("is none around what nobody knows", async () => {
    expect(await found(`export default withUser(${handler});`)).toBeUndefined();
  });
});

describe("a limit for a form of SvelteKit", () => {
  const action = (failure: string): string =>
    `export const actions = { default: async ({ request }) => { const isRight = await checkPassword(await request.formData()); ${failure} } };`;

  it("refuses as the form fails, or in its own words", async () => {
    const page = "src/routes/login/+page.server.js";
    const denied = async (failure: string): Promise<string | undefined> =>
      /denied: (.*?), action/.exec((await suggestionFor(page, action(failure))) ?? "")?.[1];
    expect(await denied('if (!isRight) return fail(401, { wrong: false, message: "Wrong" });')).toBe(
      "(denial) => fail(denial.status, { wrong: false, message: denial.message })",
    );
    expect(await denied("if (!isRight) return fail(401, { email, incorrect: true });")).toBe(
      "(denial) => fail(denial.status, { error: denial.message })",
    );
    const shorthand = action("return { isRight };").replace(
      "default: async ({ request }) =>",
      "async default({ request })",
    );
    expect(await suggestionFor(page, shorthand)).toBeUndefined();
  });
});
