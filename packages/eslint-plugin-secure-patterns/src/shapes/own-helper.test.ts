import { afterAll, describe, expect, it } from "vitest";
import { languagesOf } from "../../tests/support/language.ts";
import { lint } from "../../tests/support/lint.ts";
import { applyFix } from "../../tests/support/render.ts";
import { writeProject } from "../project/fixture-project.ts";

const project = writeProject({
  "package.json": { name: "app", dependencies: { express: "5", dompurify: "3" } },
  "lib/url.ts": `
    export function getSafeRedirectPath(given: unknown, fallback = "/"): string {
      if (typeof given !== "string" || !/^\\/[a-z/]*$/.test(given) || given.startsWith("//")) return fallback;
      return given;
    }
    export function getSafeRedirectLater(given: string, host: string) {
      return new URL(given).host === host ? given : "/";
    }
    export const sanitizeRedirectTarget = (given: string) => given.trim();
  `,
  "lib/html.ts": `
    import DOMPurify from "dompurify";
    export const sanitizeHtml = (html: string) => DOMPurify.sanitize(html);
    export const cleanHtml = (html: string) => html.replace("<script>", "");
  `,
  "pages/one.ts": `import { getSafeRedirectPath } from "../lib/url";\nexport const one = getSafeRedirectPath("/1");`,
  "pages/two.ts": `import { getSafeRedirectPath } from "../lib/url";\nexport const two = getSafeRedirectPath("/2");`,
  "pages/three.ts": `import { sanitizeRedirectTarget } from "../lib/url";\nexport const three = sanitizeRedirectTarget;`,
});
const misled = writeProject({
  "package.json": { name: "misled", dependencies: { express: "5" } },
  "lib.ts": `
    export const sanitizeRedirectTarget = (given: string) => given.trim();
    export const sanitizeUrl = { local: (given: string) => (["/a"].includes(given) ? given : "/") };
  `,
});
afterAll(() => {
  project.dispose();
  misled.dispose();
});

const handler = (statement: string): string =>
  `import express from "express";\nconst app = express();\napp.get("/", (req, res) => {\n  ${statement}\n});\n`;

async function find(code: string, rule: string, filename: string): Promise<ReturnType<typeof lint>> {
  const [language = {}] = await languagesOf("app.ts");
  return lint({ code, filename, language, rules: { [rule]: {} } });
}

describe("the project's own helper", () => {
  it("is named, with how often it is used, and its suggestion ends the finding", async () => {
    const code = handler("res.redirect(req.query.next);");
    const filename = project.at("pages/app.ts");
    const [found] = await find(code, "no-open-redirect", filename);
    expect(found?.message).toContain(
      "This project has `getSafeRedirectPath` in `lib/url.ts`, used at 2 other places.",
    );
    const [own, ours] = found?.suggestions ?? [];
    expect(own?.desc).toBe("Use this project's own helper: getSafeRedirectPath(…)");
    expect(ours?.desc).toContain("safeRedirect");
    const output = own ? applyFix(code, own.fix) : "";
    expect(output).toContain('import { getSafeRedirectPath } from "../lib/url";');
    expect(output).toContain("res.redirect(getSafeRedirectPath(req.query.next));");
    expect(await find(output, "no-open-redirect", filename)).toEqual([]);
  });

  it("is a purifier for markup, whose body is looked at", async () => {
    const [found] = await find(
      handler('res.send("<p>" + req.query.name + "</p>");'),
      "no-unsafe-html",
      project.at("app.ts"),
    );
    expect(found?.message).toContain("This project has `sanitizeHtml` in `lib/html.ts`.");
    expect(found?.suggestions?.[0]?.desc).toBe("Use this project's own helper: sanitizeHtml(…)");
  });

  it("is no object of helpers, and none whose name promises what its body does not do", async () => {
    const [found] = await find(
      handler("res.redirect(req.query.next);"),
      "no-open-redirect",
      misled.at("app.ts"),
    );
    expect(found?.message).not.toContain("This project has");
    expect(found?.suggestions).toHaveLength(1);
  });
});
