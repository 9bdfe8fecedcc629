import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { HelperBinding, ImportRequest } from "./edit.ts";
import { modulesOf } from "./helpers.ts";
import { moduleBindings } from "./module-bindings.ts";
import { getModuleStyle } from "./module-style.ts";

/**
 * Settles what a fix at `at` calls a helper: an existing import's name, or one that no scope around `at` declares.
 * `undefined` where the file cannot import anything (a plain script).
 */
export function bindHelper(
  sourceCode: Readonly<TSESLint.SourceCode>,
  request: ImportRequest,
  at: TSESTree.Node,
): HelperBinding | undefined {
  if (!getModuleStyle(sourceCode)) return undefined;
  const { name, from } = request;
  const existing = getExisting(sourceCode, request, at);
  if (existing !== undefined) return { name, from, local: existing, present: true };
  let local = name;
  for (let number = 2; getDeclaringScope(sourceCode, local, at); number++) local = `${name}${number}`;
  return { name, from, local, present: false };
}

function getExisting(
  sourceCode: Readonly<TSESLint.SourceCode>,
  request: ImportRequest,
  at: TSESTree.Node,
): string | undefined {
  const modules = modulesOf(request);
  for (const { from, imported, local } of moduleBindings(sourceCode.ast)) {
    const whole = imported === "*" && request.name !== "default";
    if (!modules.includes(from) || !(whole || imported === request.name)) continue;
    if (!isTopLevel(sourceCode, getDeclaringScope(sourceCode, local, at))) continue;
    return whole ? `${local}.${request.name}` : local;
  }
  return undefined;
}

function getDeclaringScope(
  sourceCode: Readonly<TSESLint.SourceCode>,
  name: string,
  at: TSESTree.Node,
): TSESLint.Scope.Scope | undefined {
  const around = sourceCode.getScope(at);
  // a template lies outside of all scopes, and sees the script's
  const module =
    around.type === "global" ? around.childScopes.find(({ type }) => type === "module") : undefined;
  let scope: TSESLint.Scope.Scope | null = module ?? around;
  while (scope && !scope.set.has(name)) scope = scope.upper;
  return scope ?? undefined;
}

function isTopLevel(
  { ast }: Readonly<TSESLint.SourceCode>,
  scope: TSESLint.Scope.Scope | undefined,
): boolean {
  return scope?.block === ast;
}
