import type { TSESTree } from "@typescript-eslint/types";
import { spell } from "../../shapes/spell.ts";
import { calleeName, isCall, isFunction, keyName, staticText, T, type Node } from "../../ast/nodes.ts";

/** `csrf: { checkOrigin: false }`, `csrfProtection: false`, `ignoreMethods: ["POST"]`: a check that is turned off. */
export function isTurnedOff(property: TSESTree.Property): boolean {
  const name = keyName(property) ?? "";
  const { value } = property;
  const isFalse = staticText(value) === "false";
  switch (name) {
    case "checkOrigin":
      return isFalse && ownerName(property) === "csrf";
    case "trustedOrigins":
      return ownerName(property) === "csrf" && hasText(value, /^\*+$/);
    case "allowedOrigins":
      return ownerName(property) === "serverActions" && hasText(value, /^\*+$/);
    // said the other way round
    case "disableCSRFCheck":
      return staticText(value) === "true";
    case "csrf":
      return isFalse && property.parent.parent?.type === T.CallExpression;
    case "origin":
      return isOfCheck(property) && (isAlwaysTrue(value) || hasText(value, /^\*$/));
    case "ignoreMethods":
    case "ignoredMethods":
    case "excludedMethods":
      return hasText(value, /^(?:POST|PUT|PATCH|DELETE)$/i);
    default:
      return (
        isFalse &&
        /^(?:csrf_?(?:protection|prevention|check)|enable_?csrf|csrf_?enabled)$/i.test(name) &&
        !isDefault(property)
      );
  }
}

/** `this.settings = { main: { csrfProtection: false } }`, `const defaults = { … }`: what users change later. */
function isDefault(property: TSESTree.Property): boolean {
  let top: Node = property.parent;
  while (top.parent?.type === T.Property || top.parent?.type === T.ObjectExpression) top = top.parent;
  const { parent } = top;
  if (parent?.type === T.PropertyDefinition) return true;
  if (parent?.type === T.AssignmentExpression) return spell(parent.left).startsWith("this.");
  return parent?.type === T.VariableDeclarator && /default|initial/i.test(spell(parent.id));
}

/** `serverActions` of `serverActions: { allowedOrigins }` */
function ownerName({ parent }: TSESTree.Property): string | undefined {
  return parent.parent?.type === T.Property ? keyName(parent.parent) : undefined;
}

/** `csrf({ origin })` */
function isOfCheck({ parent }: TSESTree.Property): boolean {
  return isCall(parent.parent) && /^csrf/i.test(calleeName(parent.parent) ?? "");
}

function isAlwaysTrue(value: Node): boolean {
  return isFunction(value) && value.body.type === T.Literal && value.body.value === true;
}

function hasText(value: Node, pattern: RegExp): boolean {
  const elements = value.type === T.ArrayExpression ? value.elements : [value];
  return elements.some((each) => each && pattern.test(staticText(each) ?? ""));
}
