import { afterAll, describe, expect, it } from "vitest";
import { writeProject } from "../project/fixture-project.ts";
import { explainPlace } from "./explain-place.ts";
import { UsageError } from "./parse-arguments.ts";

const project = writeProject({
  "package.json": { name: "app", dependencies: { express: "5", "escape-html": "1" } },
  "lib/url.ts": `export function clean(given: string) {
  const text = given.trim();
  return text.startsWith("/") ? text : "/";
}
export const pick = (given: string) => (["/a", "/b"].includes(given) ? given : "/");
`,
  "routes/sign-in.ts": `import { Router } from "express";
import { requireAdmin, slowly } from "../layers";
export const signIn = Router();
signIn.post("/login", slowly, async (req, res) => res.json({ ok: await checkPassword(req.body) }));
signIn.post(
  "/users",
  requireAdmin,
  (req, res) => res.json(store(req.body)),
);
`,
  "page.html": `<h1>Hi</h1>
<script>
  const name = new URLSearchParams(location.search).get("name");
  document.querySelector("h1").innerHTML = name;
</script>
`,
  "layers.ts": `import limit from "express-rate-limit";
export const slowly = limit({ max: 5 });
export const requireAdmin = (req, res, next) => (req.user?.isAdmin ? next() : res.sendStatus(403));
`,
  "app.ts": `import express from "express";
import escape from "escape-html";
import { clean, pick } from "./lib/url";
import { signIn } from "./routes/sign-in"; const app = express(); app.use(express.json()); app.use(signIn);
app.get("/", (req, res) => {
  res.redirect(clean(req.query.next));
  res.redirect(pick(req.query.next));
  res.send("<p>" + escape(req.query.name));
  res.redirect(process.env.HOME_URL);
});
`,
});
afterAll(() => project.dispose());

const explain = (line: number): Promise<string> => explainPlace(`${project.at("app.ts")}:${line}`);

describe("explainPlace", () => {
  it("shows the way of a finding through other files, and the check that an attack passes", async () => {
    const text = await explain(6);
    expect(text).toContain("no-open-redirect: the query string (line 5)");
    expect(text).toContain("res.redirect (redirect) is given clean(req.query.next)");
    expect(text).toContain("the query string at line 5: req.query.next");
    expect(text).toMatch(/through line 6: clean\(req\.query\.next\) \(its body: .*lib\/url\.ts line 1\)/);
    expect(text).toContain('checked: starts with "/"');
    expect(text).toContain("reported, proven: //evil.example gets through");
  });

  it("shows the way of a finding in a page's script", async () => {
    const text = await explainPlace(`${project.at("page.html")}:4`);
    expect(text).toContain("no-unsafe-html: the page's query string (line 3)");
    expect(text).toContain("innerHTML (html) is given name");
    expect(text).toContain("reported, proven: <img src=x onerror=alert(1)> gets through");
  });

  it("names the check that ends a flow", async () => {
    const text = await explain(7);
    expect(text).toContain("No rule reports this line");
    expect(text).toContain('checked: is one of ["/a", "/b"]');
    expect(text).toContain("not reported: no attack passes these checks");
  });

  it("names what cleans a value", async () => {
    const text = await explain(8);
    expect(text).toContain("escape(req.query.name) (known to clean: html)");
    expect(text).toContain("not reported: what it went through cleans it for html");
  });

  it("says where a value comes from that is no source", async () => {
    expect(await explain(9)).toContain("this is no source that the catalogue knows");
  });

  it("shows what runs before a route, and what each of it counts as", async () => {
    const text = await explainPlace(`${project.at("routes/sign-in.ts")}:4`);
    expect(text).toContain("No rule reports this line");
    expect(text).toContain("POST /login\n  without a limit, anyone can try passwords here\n  before it:");
    expect(text).toMatch(/\/app\.ts line 4: express\.json\(\)\n/);
    expect(text).toContain("    line 4: slowly counts as a limit\n  handled at line 4");
  });

  it("shows it on every line of what registers the route", async () => {
    const text = await explainPlace(`${project.at("routes/sign-in.ts")}:7`);
    expect(text).toContain("POST /users");
    expect(text).toContain("line 7: requireAdmin counts as asking who sends it");
  });

  it("names the lines that have something to explain", async () => {
    expect(await explain(1)).toMatch(/Line 1 holds no call.*lines 6, 7, 8, 9 have\./);
  });

  it("rejects what is no place", async () => {
    await expect(explainPlace("app.ts")).rejects.toThrow(UsageError);
    await expect(explainPlace("nowhere.ts:1")).rejects.toThrow('There is no file "nowhere.ts".');
  });
});
