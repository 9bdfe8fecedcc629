import { describe, expect, it } from "vitest";
import { parseArguments, UsageError } from "./parse-arguments.ts";

describe("parseArguments", () => {
  it("lints with the recommended rules and changes nothing unless told to", () => {
    expect(parseArguments(["src"])).toEqual({
      paths: ["src"],
      fix: "none",
      config: "recommended",
      json: false,
    });
  });

  it.each([
    [["src", "--fix"], { fix: "safe" }],
    [["--fix", "src"], { fix: "safe" }],
    [["--fix=all", "src"], { fix: "all" }],
    [["--strict", "src"], { config: "strict" }],
    [["--json", "a", "b"], { json: true, paths: ["a", "b"] }],
    [["--", "--odd-name"], { paths: ["--odd-name"] }],
  ])("reads %j", (args, expected) => expect(parseArguments(args)).toMatchObject(expected));

  it.each([["-h"], ["--help"]])("answers %s", (flag) => expect(parseArguments(["src", flag])).toBe("help"));

  it.each([
    [[], "Name a directory"],
    [["src", "--fixx"], "--fixx"],
    [["src", "--fix=some"], '"some"'],
    [["src", "--json=yes"], "--json"],
  ])("refuses %j", (args, text) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(text);
  });
});
