import type { TSESTree } from "@typescript-eslint/types";
import { memberName, staticText, T, unwrap, type CallNode, type Node } from "./nodes.ts";

/** What applications call a function of theirs, or a global, that loads from the root of the project. */
const FROM_ROOT =
  /^(?:app|root|base|project|main|src|local)_?require$|^require_?(?:root|app|base|src|local)$/i;
/** What holds the root of the project: `__base + "lib/users"`, `` `${global.appRoot}/lib/users` ``. */
const ROOT = /^(?:_*(?:app|root|base|project)_?(?:root|dir|path|base|directory)|__base|__root|appRoot)$/i;
/** An alias that resolves below the root of a project, or its `src`. */
const BELOW_ROOT = "~/";

/**
 * The module that a call loads, as an `import` of the same file would write it: `require("x")`, `require(__dirname + "/x")`,
 * `require(path.join(__dirname, "x"))`, `require.main.require("./src/x")`, `appRequire("lib/x")`.
 * Whether `require` is the real one is for the caller to ask.
 */
export function requiredModule({ callee, arguments: args }: CallNode): string | undefined {
  const [first] = args;
  if (!first) return undefined;
  if (callee.type === T.Identifier && callee.name === "require")
    return staticText(first) ?? besideFile(first);
  const text = isFromRoot(callee) ? staticText(first) : undefined;
  return text === undefined || /^\.\.|:/.test(text) ? undefined : BELOW_ROOT + text.replace(/^\.?\/+/, "");
}

/** `require.main.require`, `appRequire`; a package that has such a name is loaded by its own. */
function isFromRoot(callee: Node): boolean {
  if (callee.type === T.Identifier) return FROM_ROOT.test(callee.name);
  return (
    callee.type === T.MemberExpression &&
    memberName(callee) === "require" &&
    callee.object.type === T.MemberExpression &&
    memberName(callee.object) === "main" &&
    callee.object.object.type === T.Identifier &&
    callee.object.object.name === "require"
  );
}

/** `__dirname + "/x"`, `` `${__dirname}/x` ``, `path.join(__dirname, "x")`, and the same of the project's root. */
function besideFile(node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === T.BinaryExpression && plain.operator === "+")
    return joined(plain.left, staticText(plain.right));
  if (plain.type === T.TemplateLiteral) {
    const [base, ...others] = plain.expressions;
    const isLone = base !== undefined && others.length === 0 && plain.quasis[0]?.value.cooked === "";
    return isLone ? joined(base, plain.quasis[1]?.value.cooked) : undefined;
  }
  if (plain.type !== T.CallExpression || !isJoin(plain)) return undefined;
  const [base, ...parts] = plain.arguments;
  const texts = parts.map((part) => staticText(part));
  return base && texts.every((text) => text !== undefined) ? joined(base, `/${texts.join("/")}`) : undefined;
}

function isJoin({ callee }: TSESTree.CallExpression): boolean {
  const name = callee.type === T.MemberExpression ? memberName(callee) : undefined;
  return name === "join" || name === "resolve";
}

function joined(base: Node, rest: string | null | undefined): string | undefined {
  if (!rest) return undefined;
  const plain = unwrap(base);
  const name = plain.type === T.Identifier ? plain.name : undefined;
  const path = rest.replace(/^\/+/, "");
  if (name === "__dirname") return /^\/|^\.\.?\//.test(rest) ? `./${path}` : undefined;
  const last = plain.type === T.MemberExpression ? memberName(plain) : name;
  return last !== undefined && ROOT.test(last) && !/^\.\.(?:\/|$)/.test(path) ? BELOW_ROOT + path : undefined;
}
