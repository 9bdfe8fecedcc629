import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, isCall, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import {
  cookieOpeners,
  cookieReaders,
  cookieReads,
  IDENTITY,
  parsedCookies,
  type CookieRead,
} from "../../catalog/cookie-reads.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { trace } from "../../flow/trace.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { lookAround } from "./look-around.ts";

/**
 * Where a file reads the cookie that says who asks, if the project sets it so that other sites may send it along, and handlers of
 * POST go by it: `ctx.cookies.get("access_token")`. Of several files the first by name.
 */
export function findOwnCookie(analysis: Analysis): TSESTree.Node | undefined {
  const { file, project } = analysis;
  const opened = findOpened(analysis);
  if (opened) {
    const { hasCheck, postsByCookie } = lookAround(analysis);
    if (!hasCheck && postsByCookie) return opened;
  }
  const dependencies = project?.facts.dependencies;
  if (!dependencies || !cookieReaders.some((name) => dependencies.has(name))) return undefined;
  if (!/cookie/i.test(file.unit.text)) return undefined;
  const found: TSESTree.Node[] = nodesOfType(file.unit, T.CallExpression).filter((node) =>
    readsIdentity(analysis, node),
  );
  if (parsedCookies.packages.some((name) => dependencies.has(name)))
    found.push(...nodesOfType(file.unit, T.MemberExpression).filter(isParsed));
  const last = found.at(-1);
  if (!last) return undefined;
  const around = lookAround(analysis);
  const { hasCheck, setsOpenCookie, postsByCookie, cookieFiles } = around;
  return !hasCheck && setsOpenCookie && postsByCookie && cookieFiles[0] === project?.filename
    ? last
    : undefined;
}

/** `createCookieSessionStorage({ cookie: { sameSite: "none" } })`: other sites may send its cookie along. */
function findOpened({ file }: Analysis): TSESTree.CallExpression | undefined {
  const rows = cookieOpeners.filter(({ call }) => file.unit.text.includes(`${call}(`));
  if (rows.length === 0) return undefined;
  return nodesOfType(file.unit, T.CallExpression).find((node) =>
    rows.some(
      ({ call, from, sameSite, unsaid }) =>
        calleeName(node) === call &&
        trace(file, node.callee).some(({ root }) => root.type === "import" && from.test(root.module)) &&
        isOpen(
          node.arguments.flatMap((each) => trace(file, each, sameSite)).map(({ root }) => root),
          unsaid,
        ),
    ),
  );
}

/** What is not seen is believed to be careful. */
function isOpen(roots: readonly { type: string; text?: string | undefined }[], unsaid: string): boolean {
  const said = roots.filter(({ type }) => type === "literal");
  if (said.length > 0) return said.every(({ text }) => text === "none");
  return roots.length === 0 && unsaid === "none";
}

/** `req.cookies.token`, `req.cookies["token"]` */
function isParsed(node: TSESTree.MemberExpression): boolean {
  const object = unwrap(node.object);
  return (
    object.type === T.MemberExpression &&
    memberName(object) === parsedCookies.of &&
    IDENTITY.test(memberName(node) ?? "")
  );
}

function readsIdentity({ file }: Analysis, node: TSESTree.CallExpression): boolean {
  const name = calleeName(node);
  return cookieReads.some((row) => {
    const given = row.call === name ? node.arguments[row.name] : undefined;
    return (
      given !== undefined &&
      isRead(row, node.callee) &&
      (row.option === undefined
        ? IDENTITY.test(nameIn(given))
        : trace(file, given, [row.option]).some(
            ({ root }) => root.type === "literal" && IDENTITY.test(root.text ?? ""),
          ))
    );

    function isRead({ of, from, isGlobal }: CookieRead, callee: Node): boolean {
      if (from === undefined) return callee.type === T.MemberExpression && ownerName(callee.object) === of;
      return trace(file, callee).some(({ root }) =>
        root.type === "import" ? root.module === from : isGlobal === true && root.type === "global",
      );
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
