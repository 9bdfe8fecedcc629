import { expect, it } from "vitest";
import { T, type Node } from "../../ast/nodes.ts";
import { FileFlow } from "../file-flow.ts";
import { trace } from "../trace.ts";
import { everyNode, parseToy } from "./toy.ts";

it("sees a check again when a tree that was analysed before is analysed anew", () => {
  const first = parseToy('function f(y, x) { g(y); if (x !== "a") return; sink(x); }');
  const sink = [...everyNode(first.unit)].find(
    (node) =>
      node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === "sink",
  );
  const argument = (sink as { arguments: Node[] } | undefined)?.arguments[0] as Node;
  const factsOf = (file: FileFlow): readonly string[] =>
    trace(file, argument).flatMap(({ facts }) => facts.map(({ is }) => is));
  expect(factsOf(first)).toEqual(["equal"]);

  // the second one meets the variables in another order
  const second = new FileFlow(first.unit, first.model);
  for (const node of everyNode(first.unit))
    if (node.type === T.Identifier && node.name === "y") second.subjects.of(node);
  expect(factsOf(second)).toEqual(["equal"]);
});
