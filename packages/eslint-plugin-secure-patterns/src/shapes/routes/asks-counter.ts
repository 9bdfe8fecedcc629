import type { TSESTree } from "@typescript-eslint/types";
import { memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { COUNTS_REQUESTS } from "../../catalog/protections.ts";
import { fileOf } from "../../flow/file-flow.ts";

/** `const results = await redis.multi().incr(key).exec(); const [[, hits]] = results; if (hits > 5)` */
const MOST_STEPS = 3;

/** `hits > 5` where `hits` is what `redis.incr(key)` answered, or how many rows of a table of attempts there are. */
export function asksCounter({ operator, left, right }: TSESTree.BinaryExpression): boolean {
  return /^[<>]=?$/.test(operator) && !isZero(left) && !isZero(right) && [left, right].some(isCounted);
}

/** `count > 0` asks whether there is any. */
function isZero(side: Node): boolean {
  return staticText(unwrap(side)) === "0";
}

function isCounted(side: Node): boolean {
  let node: Node | undefined = side;
  for (let step = 0; node && step < MOST_STEPS; step++) {
    if (COUNTS_REQUESTS.test(textOf(node))) return true;
    node = valueOf(node);
  }
  return false;
}

function textOf(node: Node): string {
  const isLong = node.range[1] - node.range[0] > LONGEST;
  return isLong ? "" : (fileOf(node)?.unit.text.slice(...node.range) ?? "");
}

/** Longer than a chain of commands is a function that does other things as well. */
const LONGEST = 600;

/** What the variable at the root of `entry.count` or `results[0][1]` is declared with. */
function valueOf(node: Node): Node | undefined {
  const root = rootOf(node);
  const definition = root && fileOf(root)?.bindings.variableOf(root)?.defs[0]?.node;
  return definition?.type === T.VariableDeclarator ? (definition.init ?? undefined) : undefined;
}

function rootOf(node: Node): TSESTree.Identifier | undefined {
  const plain = unwrap(node);
  switch (plain.type) {
    case T.Identifier:
      return plain;
    case T.MemberExpression:
      return rootOf(plain.object);
    case T.AwaitExpression:
      return rootOf(plain.argument);
    case T.LogicalExpression:
      return rootOf(plain.left);
    // `+hits`
    case T.UnaryExpression:
      return rootOf(plain.argument);
    case T.CallExpression: {
      // `Number(hits)`, `parseInt(hits, 10)`
      const [first] = plain.arguments;
      return first ? rootOf(first) : undefined;
    }
    default:
      return undefined;
  }
}

/** Names in what is compared: `sentAt` of `Date.now() - user.sentAt < 60_000`. */
export function namesWeighed(side: Node): string[] {
  const plain = unwrap(side);
  switch (plain.type) {
    case T.Identifier:
      return [plain.name];
    case T.MemberExpression:
      return [memberName(plain) ?? ""];
    case T.BinaryExpression:
      return [plain.left, plain.right].flatMap(namesWeighed);
    case T.LogicalExpression:
      return [plain.left, plain.right].flatMap(namesWeighed);
    case T.CallExpression:
      // `new Date(user.sentAt).getTime()`
      return [
        ...plain.arguments.flatMap(namesWeighed),
        ...(plain.callee.type === T.MemberExpression ? namesWeighed(plain.callee.object) : []),
      ];
    case T.NewExpression:
      return plain.arguments.flatMap(namesWeighed);
    default:
      return [];
  }
}
