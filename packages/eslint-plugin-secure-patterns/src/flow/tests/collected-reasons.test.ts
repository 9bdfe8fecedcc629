import { describe } from "vitest";
import { testFlows } from "./toy.ts";

const LISTED = `
  const list = (v) => { const errors = []; if (v !== "a") errors.push("no"); return errors; };
  const judge = (v) => { const errors = {}; if (v !== "a") { errors.v = "no"; } return { errors, isValid: Object.keys(errors).length === 0 }; };
`;

const within = (name: string, code: string, reaches: boolean): [string, string, boolean] => [
  name,
  `${LISTED} function f() { const x = input; ${code} }`,
  reaches,
];

describe("reasons that are put into a list", () => {
  testFlows([
    within(
      "none",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length) return; sink(x);',
      false,
    ),
    within(
      "some",
      'const errors = []; if (x !== "a") errors.push(1); if (!errors.length) return; sink(x);',
      true,
    ),
    within(
      "no more than zero",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length > 0) return; sink(x);',
      false,
    ),
    within(
      "at least one",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length >= 1) sink(x);',
      true,
    ),
    within(
      "less than one",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length < 1) sink(x);',
      false,
    ),
    within(
      "no more than one",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length > 1) return; sink(x);',
      true,
    ),
    within(
      "exactly none",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length === 0) sink(x);',
      false,
    ),
    within(
      "not exactly none",
      'const errors = []; if (x !== "a") errors.push(1); if (errors.length !== 0) sink(x);',
      true,
    ),
    within(
      "in front of the others",
      'const errors = []; if (x !== "a") errors.unshift(1); if (errors.length) return; sink(x);',
      false,
    ),
    within(
      "behind another condition",
      'const errors = []; x !== "a" && errors.push(1); if (errors.length) return; sink(x);',
      false,
    ),
    within(
      "otherwise",
      'const errors = []; if (x === "a") y(); else errors.push(1); if (errors.length) return; sink(x);',
      false,
    ),
    within(
      "after another reason",
      'const errors = []; if (z) errors.push(0); else if (x !== "a") errors.push(1); if (errors.length) return; sink(x);',
      false,
    ),
    within(
      "after another reason that is not always put down",
      'const errors = []; if (z) { if (y) errors.push(0); } else if (x !== "a") errors.push(1); if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "after another reason in a block",
      'const errors = []; if (z) { errors.push(0); } else if (x !== "a") errors.push(1); if (errors.length) return; sink(x);',
      false,
    ),
    within(
      "and all taken out",
      'const errors = []; if (x !== "a") errors.push(1); errors.length = 0; if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "only where something else holds",
      'const errors = []; if (z) { if (x !== "a") errors.push(1); } if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "of something else",
      'const errors = []; if (y !== "a") errors.push(1); if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "in a loop",
      'const errors = []; for (const y of z) { if (x !== "a") errors.push(1); } if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "and taken out",
      'const errors = []; if (x !== "a") errors.push(1); errors.pop(); if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "that was not empty",
      'const errors = [0]; if (x !== "a") errors.push(1); if (errors.length) return; sink(x);',
      true,
    ),
    within(
      "afterwards",
      'const errors = []; if (errors.length) return; if (x !== "a") errors.push(1); sink(x);',
      true,
    ),
    within(
      "in a callback",
      'const errors = []; later(() => { if (x !== "a") errors.push(1); }); if (errors.length) return; sink(x);',
      true,
    ),
    within("by another function", "if (list(x).length) return; sink(x);", false),
    within("by another function, the wrong way round", "if (list(x).length === 0) return; sink(x);", true),
    within(
      "by another function, kept",
      "const errors = list(x); if (errors.length > 0) return; sink(x);",
      false,
    ),
  ]);
});

describe("reasons that are put into an object, or set a flag", () => {
  testFlows([
    within(
      "none",
      'const errors = {}; if (x !== "a") errors.x = 1; if (Object.keys(errors).length) return; sink(x);',
      false,
    ),
    within(
      "some",
      'const errors = {}; if (x !== "a") errors.x = 1; if (!Object.keys(errors).length) return; sink(x);',
      true,
    ),
    within(
      "none, asked by a helper",
      'const errors = {}; if (x !== "a") errors.x = 1; if (isEmpty(errors)) sink(x);',
      false,
    ),
    within(
      "some, asked by a helper",
      'const errors = {}; if (x !== "a") errors.x = 1; if (!isEmpty(errors)) sink(x);',
      true,
    ),
    within("by another function", "const { isValid } = judge(x); if (!isValid) return; sink(x);", false),
    within(
      "by another function, the wrong way round",
      "const { isValid } = judge(x); if (isValid) return; sink(x);",
      true,
    ),
    within(
      "a flag that is not set",
      'let isWrong = false; if (x !== "a") isWrong = true; if (isWrong) return; sink(x);',
      false,
    ),
    within(
      "a flag that is set",
      'let isWrong = false; if (x !== "a") isWrong = true; if (!isWrong) return; sink(x);',
      true,
    ),
    within(
      "a flag that is set back",
      'let isWrong = false; if (x !== "a") isWrong = true; isWrong = false; if (isWrong) return; sink(x);',
      true,
    ),
    within(
      "flags that ask for each other",
      'let a = false, b = false; if (b && x !== "p") y(); else a = true; if (!a && x !== "q") b = true; if (a || b) return; sink(x);',
      true,
    ),
    within(
      "flags that ask for each other in a loop",
      'let a = false, b = false; while (y) { if (b && x !== "p") z(); else a = true; if (!a && x !== "q") z(); else b = true; } if (a && b) return; sink(x);',
      true,
    ),
    within(
      "a flag that starts set",
      'let isWrong = true; if (x !== "a") isWrong = true; if (isWrong) return; sink(x);',
      true,
    ),
  ]);
});

describe("what a callback says of more than itself", () => {
  testFlows([
    within("of each", 'if (![y, x].every((v) => v === "a")) return; sink(x);', false),
    within("of none", 'if ([y, x].some((v) => v !== "a")) return; sink(x);', false),
    within("of some", 'if (![y, x].some((v) => v === "a")) return; sink(x);', true),
    within("of others", 'if (![y, z].every((v) => v === "a")) return; sink(x);', true),
    within(
      "of the object around",
      'const ok = (o) => o.x === "a"; if (!ok(input)) return; sink(input.x);',
      false,
    ),
    within(
      "of the object around, another member",
      'const ok = (o) => o.y === "a"; if (!ok(input)) return; sink(input.x);',
      true,
    ),
    within(
      "of the object around, taken apart",
      'const ok = ({ x }) => x === "a"; if (!ok(input)) return; sink(input.x);',
      false,
    ),
    within(
      "of the first of two",
      'for (const [k] of Object.entries(input).filter(([k]) => k === "a")) sink(k);',
      false,
    ),
    within(
      "of the second of two",
      'for (const [, v] of Object.entries(input).filter(([k]) => k === "a")) sink(v);',
      true,
    ),
  ]);
});
