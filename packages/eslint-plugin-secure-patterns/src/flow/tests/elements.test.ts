import { testFlows } from "./toy.ts";

testFlows([
  ["a component's property", "function A({ text }) { sink(text); } <A text={input} />;", true],
  ["all properties", "const A = (props) => sink(props.text); <A text={input} />;", true],
  ["another property", 'function A({ text }) { sink(text); } <A title={input} text="x" />;', false],
  [
    "spread properties",
    "function A({ text }) { sink(text); } const p = { text: input }; <A {...p} />;",
    true,
  ],
  ["properties that later ones replace", "function A({ a }) { sink(a); } <A a={input} b={input} />;", true],
  ["a function as a property", "function A({ get }) { sink(get()); } <A get={() => input} />;", true],
  [
    "nested components",
    "function B({ b }) { sink(b); } function A({ a }) { return <B b={a} />; } <A a={input} />;",
    true,
  ],
  ["cleaned by the caller", "function A({ text }) { sink(text); } <A text={clean(input)} />;", false],
  ["cleaned by the component", "function A({ text }) { sink(clean(text)); } <A text={input} />;", false],
  ["a class", "class A extends C { render() { sink(this.props.text); } } <A text={input} />;", true],
  [
    "another property of a class",
    'class A extends C { render() { sink(this.props.a); } } <A a="x" b={input} />;',
    false,
  ],
  [
    "a class that takes its properties apart",
    "class A extends C { render() { const { text } = this.props; sink(text); } } <A text={input} />;",
    true,
  ],
  [
    "a class's state",
    "class A extends C { constructor(props) { super(props); this.state = { text: props.text }; } render() { sink(this.state.text); } } <A text={input} />;",
    true,
  ],
  [
    "what a function of the same file answers",
    "export function answer() { return { a: input }; } import { useAnswer } from 'framework'; sink(useAnswer().a);",
    true,
  ],
  [
    "what it answers beside",
    "export function answer() { return { a: input, b: 1 }; } import { useAnswer } from 'framework'; sink(useAnswer().b);",
    false,
  ],
  [
    "what a wrapped function answers",
    "export const answer = wrap(async () => ({ a: input })); import { useAnswer } from 'framework'; sink(useAnswer().a);",
    true,
  ],
  ["a parsed query", "import { parse } from 'queries'; sink(parse(input).next);", true],
  ["what stands in an element", "function A({ children }) { sink(children); } <A>{input}</A>;", true],
  [
    "what stands in it among other things",
    "class A extends C { render() { sink(this.props.children[1]); } } <A>{'a'} {input}</A>;",
    true,
  ],
  ["its own words", "function A({ children }) { sink(children); } <A title={input}>words {'a'}</A>;", false],
  ["nothing but a remark", "function A({ children }) { sink(children); } <A>{/* input */}</A>;", false],
]);
