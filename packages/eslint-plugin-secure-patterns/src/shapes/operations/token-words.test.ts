import { describe, expect, it } from "vitest";
import { oneTimeTokens } from "../../catalog/one-time-tokens.ts";
import { mayHandleTokens, STEMS } from "./token-words.ts";

describe("every name that the patterns know has a stem", () => {
  it.each(["purpose", "checker"] as const)("%s", (name) => {
    const source = oneTimeTokens[name].source.replace(/\(\?<?![^)]*\)/g, "").replace(/\[a-z\]\*/g, "");
    const without = expand(source).filter((text) => !STEMS.some((stem) => text.includes(stem)));
    expect(without).toEqual([]);
  });
});

it("finds names in whatever case", () => {
  expect(mayHandleTokens("await db.resetTokens.find()")).toBe(true);
  expect(mayHandleTokens("const USER_OTP = read()")).toBe(true);
  expect(mayHandleTokens("validateApiKey(link)")).toBe(true);
  expect(mayHandleTokens("const options = optimise(code)")).toBe(false);
  expect(mayHandleTokens("confirm('Sure?')")).toBe(false);
});

/** All texts that a pattern of letters, groups and optional parts stands for, optional parts left out. */
function expand(source: string): string[] {
  return choicesOf(source).flatMap((choice) => {
    const group = /\(\?:((?:[^()]|\([^()]*\))*)\)(\??)/.exec(choice);
    if (!group) return [choice.replace(/.\?/g, "")];
    const [whole, inner = "", optional] = group;
    const [before, after] = [choice.slice(0, group.index), choice.slice(group.index + whole.length)];
    return (optional ? [""] : choicesOf(inner)).flatMap((text) => expand(before + text + after));
  });
}

/** `a`, `b(?:c|d)` of `a|b(?:c|d)` */
function choicesOf(source: string): string[] {
  return source.match(/(?:[^|()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
}
