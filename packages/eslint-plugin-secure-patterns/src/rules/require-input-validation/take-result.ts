import { T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import type { Change } from "../../fixes/edit.ts";
import type { Fact } from "../../flow/facts.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import { wholeInputs } from "./whole-inputs.ts";

const NAMES = ["checked", "checkedInput", "checkedData"];

/** `schema.parse(req.body); create(req.body)` → `const checked = schema.parse(req.body); create(checked)` */
export function takeResult({ run, analysis, use, origin }: Flow): Change | undefined {
  const { sourceCode } = run;
  const textOf = (node: Node): string => sourceCode.getText(node as never);
  for (const fact of origin.facts) {
    const found = statementOf(fact);
    if (!found || !givesTheResult(found.call)) continue;
    const asked = found.call.arguments.map(textOf);
    const input = wholeInputs(use.value).find((node) => asked.includes(textOf(node)));
    const name = NAMES.find((each) => !new RegExp(`\\b${each}\\b`).test(sourceCode.text));
    if (!input || name === undefined) continue;
    const start = found.statement.range[0];
    return {
      edits: [
        { range: [start, start], text: `const ${name} = ` },
        { range: input.range, text: name },
      ],
      imports: [],
    };
  }
  return undefined;

  function givesTheResult(call: CallNode): boolean {
    const ends = analysis.classifier.endsOfCall(analysis.file, call);
    return ends.some(({ barriers }) => barriers.some(({ row }) => row.at === undefined));
  }
}

/** A check that stands as a statement of its own. */
function statementOf(fact: Fact): { readonly call: CallNode; readonly statement: Node } | undefined {
  if (fact.is !== "predicate" || !fact.returned) return undefined;
  const call = fact.call as CallNode;
  let node: Node = call;
  while (node.parent && node.parent.type !== T.ExpressionStatement && unwrap(node.parent) === call)
    node = node.parent;
  return node.parent?.type === T.ExpressionStatement ? { call, statement: node.parent } : undefined;
}
