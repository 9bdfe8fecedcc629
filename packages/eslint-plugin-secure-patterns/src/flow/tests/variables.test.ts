import { testFlows } from "./toy.ts";

testFlows([
  ["a constant", "const x = input.a; sink(x);", true],
  ["a copy of a copy", "const x = input; const y = x; sink(y);", true],
  ["the last write counts", 'let x = input; x = "safe"; sink(x);', false],
  ["a later write does not", 'let x = "safe"; sink(x); x = input;', false],
  ["one branch writes", 'let x = "safe"; if (a) x = input; sink(x);', true],
  ["both branches overwrite", 'let x = input; if (a) x = "1"; else x = "2"; sink(x);', false],
  [
    "a loop carries it to the next round",
    'let x = "safe"; for (const i of list) { sink(x); x = input; }',
    true,
  ],
  ["a while loop", 'let x = ""; while (more()) x += input; sink(x);', true],
  ["do-while", 'let x = ""; do { x = input; } while (more()); sink(x);', true],
  ["logical assignment", "let x; x ??= input; sink(x);", true],
  ["shadowed", 'const x = input; { const x = "safe"; sink(x); }', false],
  ["var is one variable", 'var x = "safe"; { var x = input; } sink(x);', true],
  ["unreachable", "function f() { return; sink(input); const x = input; sink(x); } ", true],
  ["an increment is a number", "let x = input; x++; sink(x);", false],
]);
