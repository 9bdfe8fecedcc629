import { testFlows } from "./toy.ts";

/** Enough calls in one block that it is indexed instead of looked through. */
const many = Array.from({ length: 60 }, (_, index) => `other(${index});`).join(" ");

testFlows([
  ["a write far above", `let x = input; ${many} sink(x);`, true],
  ["a write in between", `let x = input; ${many} x = 1; ${many} sink(x);`, false],
  ["a write of something else", `let x = input, y; ${many} y = 1; ${many} sink(x);`, true],
  ["a property that is replaced", `const x = { a: input }; ${many} x.a = 1; ${many} sink(x.a);`, false],
  ["another property", `const x = { a: input }; ${many} x.b = 1; ${many} sink(x.a);`, true],
  ["an assertion", `let x = input; ${many} assert(x === "a"); ${many} sink(x);`, false],
  ["an assertion of something else", `let x = input; ${many} assert(y === "a"); ${many} sink(x);`, true],
  [
    "a check of what it is read from",
    `let x = { a: input }; ${many} ensureSafe(x); ${many} sink(x.a);`,
    false,
  ],
  ["an end", `let x = 1; if (other) { x = input; ${many} process.exit(); ${many} } sink(x);`, false],
  ["below the use", `let x = input; ${many} sink(x); ${many} x = 1;`, true],
]);
