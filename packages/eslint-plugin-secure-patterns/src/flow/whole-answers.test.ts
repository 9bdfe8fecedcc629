import { expect, it } from "vitest";
import { forgetCutShort, keep, noteCut } from "./whole-answers.ts";

it("answers once, and for all files", () => {
  const answers = new Map<string, readonly number[]>();
  let asked = 0;
  const ask = () => keep(answers, "a", [], () => [++asked]);
  ask();
  forgetCutShort();
  expect(ask()).toEqual([1]);
});

it("forgets what a bound cut short with the file, together with what rests on it", () => {
  const answers = new Map<string, readonly string[]>();
  let isCut = true;
  const inner = () =>
    keep(answers, "inner", [], () => {
      if (isCut) noteCut();
      return isCut ? [] : ["found"];
    });
  const outer = () => keep(answers, "outer", [], () => inner());
  outer();
  isCut = false;
  expect(outer()).toEqual([]);
  forgetCutShort();
  expect(outer()).toEqual(["found"]);
});

it("keeps what was whole before the cut", () => {
  const answers = new Map<string, readonly string[]>();
  keep(answers, "whole", [], () => ["found"]);
  keep(answers, "cut", [], () => (noteCut(), ["half"]));
  forgetCutShort();
  expect([...answers.keys()]).toEqual(["whole"]);
});

it("takes an answer that leans on a question which is still open for less than whole", () => {
  const answers = new Map<string, readonly string[]>();
  const a = (): readonly string[] => keep(answers, "a", [], () => ["of a", ...b()]);
  const b = (): readonly string[] => keep(answers, "b", [], () => ["of b", ...a()]);
  expect(a()).toEqual(["of a", "of b"]);
  forgetCutShort();
  expect(b()).toEqual(["of b", "of a"]);
});

it("leaves no stand-in behind when an answer fails", () => {
  const answers = new Map<string, readonly string[]>();
  expect(() => keep(answers, "a", [], () => raise())).toThrow("no");
  forgetCutShort();
  expect(keep(answers, "a", [], () => ["found"])).toEqual(["found"]);
});

function raise(): never {
  throw new Error("no");
}
