import { testFlows } from "./toy.ts";

testFlows([
  ["map", "sink(_.map(input, (x) => `<b>${x}</b>`).join(''));", true],
  ["map to something else", 'sink(_.map(input, (x) => "safe").join(""));', false],
  ["map, by the name of a function", "const b = (x) => x + '!'; sink(_.map(input, b)[0]);", true],
  ["map of a name", 'sink(_.map(input, "name")[0]);', true],
  ["map of a name that holds something else", 'sink(_.map([{ a: input, b: 1 }], "b")[0]);', false],
  ["map hands over elements", "_.map(input, (x) => { sink(x); });", true],
  ["filter", "sink(_.filter(input, (x) => others.length)[0]);", true],
  ["filter that checks", 'sink(_.filter(input, (x) => x === "a")[0]);', false],
  ["reject", "sink(_.reject(input, (x) => x.ok)[0]);", true],
  ["find", "sink(_.find(input, (x) => x.ok));", true],
  ["sortBy", "sink(_.sortBy(input, (x) => x.at)[0]);", true],
  ["reduce", 'sink(_.reduce(input, (all, x) => all + x, ""));', true],
  ["reduce starts with", "sink(_.reduce(others, (all, x) => all, input));", true],
  ["reduce to something else", 'sink(_.reduce(input, (all, x) => all + "y", ""));', false],
  ["reduce hands over the elements", '_.reduce(input, (all, x) => { sink(x); return all; }, "");', true],
  ["a method with a function and a start", "sink(others.reduce((all, x) => all, input));", true],
  ["a chain's value", "sink(_.chain(pass(input)).map((x) => x + '!').value());", false],
  ["value of something else", "sink(field.value(input));", false],
  ["partial", 'const tag = (name, x) => name + x; const b = _.partial(tag, "b"); sink(b(input));', true],
  [
    "partial, the part that is bound",
    "const tag = (a, b) => a; const f = _.partial(tag, input); sink(f(1));",
    true,
  ],
  [
    "partial, the part that is not used",
    'const tag = (a, b) => a; const f = _.partial(tag, "b"); sink(f(input));',
    false,
  ],
]);
