import { describe, expect, it } from "vitest";
import { languagesOf } from "../../tests/support/language.ts";
import { lint } from "../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.js");

function findings(code: string, settings: Record<string, unknown>): number {
  const request = {
    code,
    filename: "server.js",
    language: javascript as never,
    rules: { "no-open-redirect": {} },
  };
  return lint({ ...request, settings }).length;
}

const code = `
import { input, forward, cleanUrl, isOwnUrl } from "our-server";
const target = input();
forward(target);
forward(cleanUrl(target));
if (isOwnUrl(target)) forward(target);
`;

const sources = [{ read: "our-server#input()", kind: "remote", what: "the input" }];
const sinks = [{ call: "our-server#forward", arg: 0, kind: "redirect", what: "forward" }];

describe("rows of a team's own", () => {
  it("are not known without settings", () => {
    expect(findings(code, {})).toBe(0);
  });
  it("name sources and sinks; helpers with telling names are believed", () => {
    expect(findings(code, { sources, sinks })).toBe(1);
  });
  it("name barriers and guards", () => {
    const text = code.replaceAll("cleanUrl", "tidy").replaceAll("isOwnUrl", "fine");
    const barriers = [{ call: "our-server#tidy", clears: ["redirect"] }];
    const guards = [{ call: "our-server#fine", clears: ["redirect"] }];
    expect(findings(text, { sources, sinks })).toBe(2);
    expect(findings(text, { sources, sinks, barriers, guards })).toBe(1);
  });
  it("name types and handlers", () => {
    const app = 'import { route, forward } from "our-server"; route((request) => forward(request.target));';
    const types = { request: {} };
    const handlers = [{ call: "our-server#route", params: ["request"] }];
    const own = [{ read: "request.target", kind: "remote", what: "the target" }];
    expect(findings(app, { types, handlers, sources: own, sinks })).toBe(1);
  });
  it.each([
    ["sources", "all"],
    ["sources", [{ read: "x#y" }]],
    ["sinks", [{ call: "x#y", kind: "nothing", what: "y" }]],
    ["barriers", [{ call: "x#y", clears: ["everything"] }]],
    ["names", [{ name: "(", is: "guard", clears: "all" }]],
  ])("says what is wrong with %s", (name, value) => {
    expect(() => findings(code, { [name]: value })).toThrow(
      `settings["secure-patterns"].${name} must be a list of rows`,
    );
  });
});
