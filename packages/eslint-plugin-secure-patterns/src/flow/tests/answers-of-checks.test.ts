import { describe } from "vitest";
import { testFlows } from "./toy.ts";

const CHECKS = `
  const refuse = (v) => { if (v !== "a") return { error: "no" }; return { v }; };
  const judge = (v) => { if (v !== "a") { return { ok: false, why: { text: "no" } }; } return { ok: true }; };
  const choose = (v) => (v === "a" ? { ok: true } : { ok: false });
  const say = (v) => ({ ok: v === "a" });
  const kind = (v) => { if (v !== "a") return { type: "bad" }; return { type: "good", v }; };
  const word = (v) => (v === "a" ? "fine" : "wrong");
  const spread = (v) => { const known = look(); if (v !== "a") return { ok: false, ...known }; return { ok: true }; };
  const keep = (v) => { const all = { ok: false }; if (v === "a") all.ok = true; return all; };
  const maybe = (v) => { if (v !== "a") return null; return { v }; };
`;

const after = (name: string, code: string, reaches: boolean): [string, string, boolean] => [
  name,
  `${CHECKS} function f() { const x = input; ${code} }`,
  reaches,
];

describe("an answer's part", () => {
  testFlows([
    after("says nothing of an error", "const { error } = refuse(x); if (error) return; sink(x);", false),
    after("says that there is an error", "const { error } = refuse(x); if (!error) return; sink(x);", true),
    after("of an answer that is kept", "const r = refuse(x); if (r.error) return; sink(x);", false),
    after("that is not undefined", "const r = refuse(x); if (r.error !== undefined) return; sink(x);", false),
    after("is true", "if (judge(x).ok) sink(x);", false),
    after("is not true", "if (!judge(x).ok) sink(x);", true),
    after("is compared to true", "if (judge(x).ok === true) sink(x);", false),
    after("is compared to false", "if (judge(x).ok === false) sink(x);", true),
    after("is deeper inside", "if (judge(x).why?.text) return; sink(x);", false),
    after("is another one", "if (judge(x).hint) return; sink(x);", true),
    after("is chosen by a condition", "if (choose(x).ok) sink(x);", false),
    after("is chosen by a condition, the other way round", "if (!choose(x).ok) sink(x);", true),
    after("is a condition", "if (say(x).ok) sink(x);", false),
    after("is a condition that fails", "if (!say(x).ok) sink(x);", true),
    after("is a word", 'if (kind(x).type === "good") sink(x);', false),
    after("is not a word", 'if (kind(x).type !== "bad") sink(x);', false),
    after("is another word", 'if (kind(x).type !== "good") sink(x);', true),
    after("is a word that is never said", 'if (kind(x).type === "none") return; sink(x);', true),
    after("may be hidden by others", "if (spread(x).ok) sink(x);", true),
    after("is set later", "if (keep(x).ok) sink(x);", true),
    after("is one of something that may be missing", "if (maybe(x)?.v) sink(x);", false),
    after("asks of another value", "if (judge(y).ok) sink(x);", true),
  ]);
});

describe("an answer", () => {
  testFlows([
    after("is a word", 'if (word(x) === "fine") sink(x);', false),
    after("is another word", 'if (word(x) === "wrong") sink(x);', true),
    after("is an object", "if (maybe(x)) sink(x);", false),
    after("is no object", "if (!maybe(x)) sink(x);", true),
    after("is an object at any rate", "if (judge(x)) sink(x);", true),
  ]);
});
