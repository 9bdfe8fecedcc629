import { keyName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "../flow/access-path.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { secrecyOf } from "./secret-name.ts";
import { spell } from "./spell.ts";

/** `req.user._id`, `ctx.state.user.id`, `session.userId` */
const SIGNED_IN =
  /^(?:req(?:uest)?|ctx|context|event|c|res|session|socket|this)\b\S*\.(?:user|session|auth|account|currentUser|user_?id|uid)\b/i;

/**
 * Whether a filter asks for rows of the one who is signed in, beside what the request chooses: more of their own is all that an
 * operator finds there. Not so for codes and passwords, which are asked for to prove something.
 *
 * `find({ tag: req.body.tag, user: req.user._id })`
 */
export function isKeptToUser(file: FileFlow, filter: Node, within: AccessPath): boolean {
  const chosen = within.at(-1);
  if (chosen === undefined || secrecyOf(chosen) !== undefined) return false;
  let holder = objectOf(file, filter);
  for (const name of within.slice(0, -1)) {
    const inner = holder && valueAt(holder, name);
    holder = inner && objectOf(file, inner);
  }
  return (
    holder?.properties.some(
      (property) =>
        property.type === T.Property &&
        keyName(property) !== chosen &&
        SIGNED_IN.test(spell(plainValue(file, property.value))),
    ) ?? false
  );
}

function objectOf(file: FileFlow, node: Node): TSESTree.ObjectExpression | undefined {
  const value = plainValue(file, node);
  return value.type === T.ObjectExpression ? value : undefined;
}

function valueAt({ properties }: TSESTree.ObjectExpression, name: string): Node | undefined {
  const property = properties.find((each) => each.type === T.Property && keyName(each) === name);
  return property?.type === T.Property ? property.value : undefined;
}

function plainValue(file: FileFlow, given: Node): Node {
  const node = unwrap(given);
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (!value) return node;
  return value.path.length === 0 ? unwrap(value.node) : node;
}
