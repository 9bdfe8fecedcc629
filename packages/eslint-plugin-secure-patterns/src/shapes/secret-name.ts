import { isFunction, keyName, memberName, T, type Node } from "../ast/nodes.ts";
import { perName } from "../ast/per-name.ts";
import { secretNames } from "../catalog/secret-names.ts";

/** Whether a name means a value that nobody may guess: surely, perhaps (the words around decide), or not. */
export const secrecyOf: (name: string) => "surely" | "perhaps" | undefined = perName((name) => {
  const plain = name
    .replace(/[^a-zA-Z0-9]/g, "")
    .toLowerCase()
    .replace(/(?:hash|value|string|str|text|raw|plain)$|\d+$/, "");
  if (secretNames.never.test(plain) || plain === "") return undefined;
  if (secretNames.surely.test(plain)) return "surely";
  return secretNames.perhaps.test(plain) ? "perhaps" : undefined;
});

/** Whether a function of this name makes a secret: `generateOtp`, `createResetToken`, `randomPassword`. */
export const secrecyOfMaker: (name: string) => "surely" | "perhaps" | undefined = perName((name) => {
  // `verifyToken()` answers a question
  if (/^(?:verify|validate|check|is|has|compare|match|assert)(?=[A-Z_])/.test(name)) return undefined;
  const what = name
    .replace(/^[#_]+/, "")
    .replace(/^(?:generate|gen|create|make|build|get|new|random|rand|issue|produce|unique|compute|mk)+/i, "")
    .replace(/_?(?:generate|generator|create|creator|maker|factory)$/i, "");
  return what === name && !/^[a-z]*(?:otp|token)$/i.test(name)
    ? undefined
    : secrecyOf(what.replace(/^_+/, ""));
});

/** The names of the functions, classes and variables around a node, and of its file: what they are about. */
export function contextOf(node: Node, filename: string): string {
  const names = [filename.split(/[\\/]/).slice(-2).join("/")];
  for (let current = node.parent; current; current = current.parent) {
    const name = isFunction(current)
      ? functionName(current)
      : current.type === T.ClassDeclaration
        ? current.id?.name
        : undefined;
    if (name) names.push(name);
  }
  return names.join(" ");
}

export function functionName(node: Node): string | undefined {
  if (!isFunction(node)) return undefined;
  if (node.id) return node.id.name;
  const { parent } = node;
  switch (parent.type) {
    case T.VariableDeclarator:
      return parent.id.type === T.Identifier ? parent.id.name : undefined;
    case T.MethodDefinition:
    case T.PropertyDefinition:
    case T.Property:
      return keyName(parent);
    case T.AssignmentExpression:
      return parent.left.type === T.MemberExpression
        ? memberName(parent.left)
        : parent.left.type === T.Identifier
          ? parent.left.name
          : undefined;
    default:
      return undefined;
  }
}
