import type { TSESTree } from "@typescript-eslint/types";
import { staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { HOLE } from "../../flow/origin.ts";
import { trace } from "../../flow/trace.ts";
import { spell } from "../spell.ts";

/** Methods that change something. */
export const UNSAFE: RegExp = /^(?:POST|PUT|PATCH|DELETE)$/;
/** `relative_path`, `basePath`: a prefix of the path, not a host. */
const PATH_PREFIX =
  /(?:relative|base|root|app|context)_?(?:path|root)$|^location\.origin$|^window\.location\.origin$/i;
/** What a server-rendered page calls its own address: a global that no script declares. */
const SITE_GLOBAL = /^(?:window\.)?(?:server|site|base|root|app|web)_?url$/i;
const DEEPEST = 5;

/** Whether an address is of the project's own server though it is none of the page's site. */
export type IsBackEnd = (url: Node, options: TSESTree.ObjectExpression | undefined) => boolean;

/** `"/api/orders"`, `` `/api/orders/${id}` ``, `API + "/orders"` where `API` is a path. */
export function isOwnSite(file: FileFlow, node: Node, depth = 0): boolean {
  const plain = unwrap(node);
  const text = staticText(plain);
  if (text !== undefined) return isPath(text);
  if (depth > DEEPEST) return false;
  if (plain.type === T.BinaryExpression)
    return plain.operator === "+" && isOwnSite(file, plain.left, depth + 1);
  if (plain.type === T.TemplateLiteral) {
    const [head] = plain.quasis;
    const [first] = plain.expressions;
    const start = head?.value.cooked ?? "";
    return start === "" && first ? isOwnSite(file, first, depth + 1) : isPath(start);
  }
  if (plain.type === T.ConditionalExpression) {
    // `id ? "/orders/" + id : ""`: no address is the page's own
    const ways = [plain.consequent, plain.alternate].filter((each) => staticText(each) !== "");
    return ways.length > 0 && ways.every((each) => isOwnSite(file, each, depth + 1));
  }
  // `import.meta.env.VITE_API_URL || ""`: at home unless somebody says otherwise
  if (plain.type === T.LogicalExpression)
    return (
      plain.operator !== "&&" && (staticText(plain.right) === "" || isOwnSite(file, plain.right, depth + 1))
    );
  if (plain.type === T.NewExpression) return isOwnUrl(file, plain, depth);
  // `api("/orders")` of a function that puts a path before it
  if (plain.type === T.CallExpression) return startsAtHome(file, plain);
  if (plain.type !== T.Identifier && plain.type !== T.MemberExpression) return false;
  if (PATH_PREFIX.test(spell(plain)) || isSiteGlobal(file, plain)) return true;
  const behind = objectBehind(file, plain);
  return behind === plain ? startsAtHome(file, plain) : isOwnSite(file, behind, depth + 1);
}

/** `new URL("/orders", location.origin)` */
function isOwnUrl(
  file: FileFlow,
  { callee, arguments: [path, base] }: TSESTree.NewExpression,
  depth: number,
): boolean {
  return (
    spell(callee) === "URL" &&
    path !== undefined &&
    base !== undefined &&
    /^(?:window\.|document\.|self\.)?location(?:\.(?:origin|href))?$|^document\.(?:baseURI|URL)$/.test(
      spell(base),
    ) &&
    isOwnSite(file, path, depth + 1)
  );
}

function isSiteGlobal(file: FileFlow, node: Node): boolean {
  const root = node.type === T.MemberExpression ? unwrap(node.object) : node;
  const isDeclared = root.type === T.Identifier && (file.bindings.variableOf(root)?.defs.length ?? 0) > 0;
  return !isDeclared && SITE_GLOBAL.test(spell(node));
}

/** `` `${location.protocol}//${host}` ``, `"/api"` or `"/api" + path`, of whatever file: what the text starts with decides. */
function startsAtHome(file: FileFlow, node: Node): boolean {
  const first = trace(file, node).filter(({ before }) => !before.startsWith(HOLE));
  return (
    first.length > 0 &&
    first.every(({ root, path, before }) => {
      if (before !== "" || root.type === "literal")
        return isPath(before + (root.type === "literal" ? (root.text ?? "") : ""));
      return (
        root.type === "global" &&
        /(?:^|\.)location\.(?:origin|protocol)$/.test([root.name, ...path].join("."))
      );
    })
  );
}

function isPath(text: string): boolean {
  return /^\/(?![/\\])/.test(text) || /^(?:\.{1,2}\/|[\w-]+\/)[\w/.-]*(?:\?|$)/.test(text);
}

/** The one expression that a constant of this file stands for. */
export function objectBehind(file: FileFlow, node: Node): Node {
  const plain = unwrap(node);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 ? unwrap(value.node) : plain;
}
