import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { ImportRequest } from "../../src/fixes/edit.ts";
import { moduleBindings } from "../../src/fixes/module-bindings.ts";
import { wrapValue } from "../../src/fixes/wrap-value.ts";
import { createRule, type Rule } from "../../src/shapes/create-rule.ts";

/** A toy rule for the tests of fixes: whatever is handed to `sink(…)` must have gone through the helper. */
export function wrapSinkRule(helper: ImportRequest, sink = "sink"): Rule {
  return createRule({
    name: "wrap-sink",
    description: "Wrap what reaches a sink",
    cwe: [],
    recommended: false,
    messages: { bare: "This reaches the sink as it is." },
    suggestions: { wrap: "Wrap it in {{name}}." },
    create: ({ sourceCode, report }) => ({
      CallExpression({ callee, arguments: [value] }) {
        if (callee.type !== "Identifier" || callee.name !== sink || !value) return;
        const node = carriedValue(value);
        if (isWrapped(sourceCode, node, helper)) return;
        const change = wrapValue(sourceCode, node, { ...helper, args: ['"/"'] });
        const data = { name: helper.name };
        report({
          node,
          messageId: "bare",
          suggestions: change ? [{ messageId: "wrap", data, ...change }] : [],
        });
      },
    }),
  });
}

/** The first property's value of an object, else the argument itself. */
function carriedValue(argument: TSESTree.Node): TSESTree.Node {
  const [property] = argument.type === "ObjectExpression" ? argument.properties : [];
  return property?.type === "Property" ? property.value : argument;
}

function isWrapped(
  { ast, text }: Readonly<TSESLint.SourceCode>,
  node: TSESTree.Node,
  { name, from }: ImportRequest,
) {
  if (node.type !== "CallExpression") return false;
  const callee = text.slice(...node.callee.range);
  const imported = moduleBindings(ast).filter(
    (known) => known.from === from || known.from.startsWith(`${from}/`),
  );
  return imported.some(({ imported: what, local }) =>
    what === "*" ? callee === `${local}.${name}` : what === name && callee === local,
  );
}
