import { testFlows } from "./toy.ts";

testFlows([
  ["field", "class A { a = input; f() { sink(this.a); } }", true],
  [
    "assigned in the constructor",
    "class A { constructor() { this.a = input; } f() { sink(this.a); } }",
    true,
  ],
  [
    "constructor parameter",
    "class A { constructor(x) { this.a = x; } get() { return this.a; } } sink(new A(input).get());",
    true,
  ],
  [
    "parameter property",
    "class A { constructor(private a: string) {} get() { return this.a; } } sink(new A(input).get());",
    true,
  ],
  ["method", "class A { id(x) { return x; } } sink(new A().id(input));", true],
  [
    "method through a variable",
    "class A { id(x) { return x; } } const a = new A(); sink(a.id(input));",
    true,
  ],
  ["method into a sink", "class A { f(x) { sink(x); } g() { this.f(input); } }", true],
  ["static", "class A { static id(x) { return x; } } sink(A.id(input));", true],
  ["inherited", "class A { id(x) { return x; } } class B extends A {} sink(new B().id(input));", true],
  ["getter", "class A { get a() { return input; } f() { sink(this.a); } }", true],
  ["private field", "class A { #a = input; f() { sink(this.#a); } }", true],
  ["declared type", "class A { id(x) { return x; } } function f(a: A) { sink(a.id(input)); }", true],
  ["other field", 'class A { a = input; b = "x"; f() { sink(this.b); } }', false],
  ["private method", "class A { #f(x) { sink(x); } g() { this.#f(input); } }", true],
  ["static field", "class A { static a = input; } sink(A.a);", true],
  ["static and instance differ", 'class A { static a = input; a = "x"; } sink(new A().a);', false],
  ["arrow field", "class A { f = (x) => sink(x); g() { this.f(input); } }", true],
  ["class expression", "const A = class { id(x) { return x; } }; sink(new A().id(input));", true],
  ["instance field written outside", "class A {} const a = new A(); a.x = input; sink(a.x);", true],
  ["this in an arrow", "class A { a = input; f() { list.map(() => sink(this.a)); } }", true],
]);
