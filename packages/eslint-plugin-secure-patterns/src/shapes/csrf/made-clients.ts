import type { TSESTree } from "@typescript-eslint/types";
import {
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import { csrfNames, madeClients, type AjaxRow } from "../../catalog/ajax-clients.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import type { IsBackEnd } from "./own-site.ts";

/** Interceptors, or options that a function gives, may add whatever they like. */
const SETS_UP = /\binterceptors\.request\b|\bxsrf(?:Cookie|Header)Name\b|\bwithXSRFToken\b/;

/** The row of `api.post(…)` where `api` is what a client made, here or in another file, without a token. */
export function rowOfMade(
  file: FileFlow,
  { callee }: TSESTree.CallExpression,
  isBackEnd: IsBackEnd | undefined,
): AjaxRow | undefined {
  const member = unwrap(callee);
  const method = member.type === T.MemberExpression ? memberName(member) : undefined;
  if (member.type !== T.MemberExpression || method === undefined) return undefined;
  const clients = madeClients.filter(({ calls }) => calls[method]);
  if (clients.length === 0 || !mayBeClient(member.object)) return undefined;
  const origins = trace(file, member.object);
  for (const { made, modules, calls } of clients) {
    const makers = origins.flatMap(({ root, path, node }) =>
      root.type === "import" && modules.includes(root.module) && path.join() === `${made},()` ? [node] : [],
    );
    if (makers.length > 0 && makers.every((maker) => isCall(maker) && isPlain(maker, isBackEnd)))
      return calls[method];
  }
  return undefined;
}

function mayBeClient(object: Node): boolean {
  const { type } = unwrap(object);
  return type === T.Identifier || type === T.MemberExpression;
}

/** `axios.create({ baseURL: "/api" })`, in a file that speaks of no token: it sends to its own site, and cookies alone. */
function isPlain(maker: CallNode, isBackEnd: IsBackEnd | undefined): boolean {
  const text = fileOf(maker)?.unit.text ?? "";
  if (text === "" || csrfNames.mention.test(text) || csrfNames.instead.test(text) || SETS_UP.test(text))
    return false;
  const [options] = maker.arguments;
  if (!options) return true;
  return (
    options.type === T.ObjectExpression &&
    options.properties.every((each) => each.type === T.Property && isOwn(each, options, isBackEnd))
  );
}

function isOwn(
  property: TSESTree.Property,
  options: TSESTree.ObjectExpression,
  isBackEnd: IsBackEnd | undefined,
): boolean {
  const name = keyName(property);
  if (name === "headers") return property.value.type === T.ObjectExpression;
  return (
    name !== "baseURL" ||
    /^\/(?!\/)|^$/.test(staticText(property.value) ?? "http:") ||
    isBackEnd?.(property.value, options) === true
  );
}
