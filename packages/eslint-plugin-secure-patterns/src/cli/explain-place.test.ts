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
  "app.ts": `import express from "express";
import escape from "escape-html";
import { clean, pick } from "./lib/url";
const app = express();
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

  it("names the lines that have something to explain", async () => {
    expect(await explain(1)).toMatch(/Line 1 holds no call.*lines 6, 7, 8, 9 have\./);
  });

  it("rejects what is no place", async () => {
    await expect(explainPlace("app.ts")).rejects.toThrow(UsageError);
    await expect(explainPlace("nowhere.ts:1")).rejects.toThrow('There is no file "nowhere.ts".');
  });
});
