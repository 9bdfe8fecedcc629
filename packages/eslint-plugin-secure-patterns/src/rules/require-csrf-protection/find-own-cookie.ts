import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, isCall, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { cookieReaders, cookieReads, IDENTITY, type CookieRead } from "../../catalog/cookie-reads.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { trace } from "../../flow/trace.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { lookAround } from "./look-around.ts";

/**
 * Where a file reads the cookie that says who asks, if the project sets it so that other sites may send it along, and handlers of
 * POST go by it: `ctx.cookies.get("access_token")`. Of several files the first by name.
 */
export function findOwnCookie(analysis: Analysis): TSESTree.CallExpression | undefined {
  const { file, project } = analysis;
  const dependencies = project?.facts.dependencies;
  if (!dependencies || !cookieReaders.some((name) => dependencies.has(name))) return undefined;
  if (!/cookie/i.test(file.unit.text)) return undefined;
  const found = nodesOfType(file.unit, T.CallExpression).filter((node) => readsIdentity(analysis, node));
  const last = found.at(-1);
  if (!last) return undefined;
  const around = lookAround(analysis);
  const { hasCheck, setsOpenCookie, postsByCookie, cookieFiles } = around;
  return !hasCheck && setsOpenCookie && postsByCookie && cookieFiles[0] === project?.filename
    ? last
    : undefined;
}

function readsIdentity({ file }: Analysis, node: TSESTree.CallExpression): boolean {
  const name = calleeName(node);
  return cookieReads.some((row) => {
    const given = row.call === name ? node.arguments[row.name] : undefined;
    return given !== undefined && isRead(row, node.callee) && IDENTITY.test(nameIn(given));

    function isRead({ of, from }: CookieRead, callee: Node): boolean {
      if (from === undefined) return callee.type === T.MemberExpression && ownerName(callee.object) === of;
      return trace(file, callee).some(({ root }) => root.type === "import" && root.module === from);
    }
  });
}

/** `cookies` of `ctx.cookies`, of `cookies()` and of `(await cookies())` */
function ownerName(object: Node): string | undefined {
  let plain = unwrap(object);
  if (plain.type === T.AwaitExpression) plain = unwrap(plain.argument);
  if (plain.type === T.Identifier) return plain.name;
  if (plain.type === T.MemberExpression) return memberName(plain);
  return isCall(plain) ? calleeName(plain) : undefined;
}

/** `"access_token"`, `SESSION_COOKIE` */
function nameIn(node: Node): string {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  return plain.type === T.MemberExpression ? (memberName(plain) ?? "") : (staticText(plain) ?? "");
}
