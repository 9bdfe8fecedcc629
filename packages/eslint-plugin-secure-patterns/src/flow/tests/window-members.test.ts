import { testFlows } from "./toy.ts";

testFlows([
  ["called through the window", "window.show = (x) => sink(x); window.show(input);", true],
  ["called by its name", "window.show = function (x) { sink(x); }; load(() => show(input));", true],
  [
    "a function that has a name",
    "function show(x) { sink(x); } window.show = show; window.show(input);",
    true,
  ],
  ["what it returns", "window.read = () => input; sink(window.read());", true],
  ["what it returns, by its name", "globalThis.read = () => input; sink(read());", true],
  ["in an object", "window.notes = { show(x) { sink(x); } }; window.notes.show(input);", true],
  ["called with a constant", 'window.show = (x) => sink(x); window.show("a"); window.other(input);', false],
  ["on another object", "const window = open(); window.show = (x) => sink(x); show(input);", false],
  ["a namesake of the file", "window.show = (x) => sink(x); const show = log; show(input);", false],
]);
