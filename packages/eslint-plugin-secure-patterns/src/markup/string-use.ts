import type { TSESTree } from "@typescript-eslint/utils";

/**
 * What becomes of a string: `"compared"` where another text must be the same, `"passed"` to a function that may look it
 * up or store it (a translation's key, a fixture), `"written"` where it is markup on its way out.
 */
export type StringUse = "compared" | "passed" | "written";

const comparing =
  /^(includes|(lastI|i)ndexOf|startsWith|endsWith|contains|search|split|match|replace(All)?|has|is|eq|equals?|(not|strict|deep|deepStrict)(E|e)qual\w*|to[A-Z]\w*|it|test|describe|RegExp)$/;
const writing =
  /^(html|raw|insertAdjacentHTML|setHTML\w*|setContent|writeln?|send|end|append\w*|prepend\w*|before|after|replaceWith|push|unshift|concat|join|bindPopup|bindTooltip|Component|\$|jQuery|compile|render\w*)$/;

export function useOfString(node: TSESTree.Node): StringUse {
  let current = node;
  for (let parent = node.parent; parent; current = parent, parent = parent.parent) {
    switch (parent.type) {
      case "BinaryExpression":
        if (parent.operator !== "+") return "compared";
        break;
      case "SwitchCase":
        return "compared";
      case "CallExpression":
      case "NewExpression":
        return current === parent.callee ? "written" : useByCallee(parent.callee);
      case "TaggedTemplateExpression":
      case "MemberExpression":
        return "written";
      default:
        if (/Statement$|Declaration$|Declarator$|Function|Assignment|^JSX|^Program$/.test(parent.type))
          return "written";
    }
  }
  return "written";
}

function useByCallee(callee: TSESTree.Node): StringUse {
  const name = callee.type === "MemberExpression" ? callee.property : callee;
  if (name.type !== "Identifier") return "passed";
  if (comparing.test(name.name)) return "compared";
  return writing.test(name.name) ? "written" : "passed";
}
