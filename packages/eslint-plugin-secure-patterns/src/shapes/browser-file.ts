import { T, type Node } from "../ast/nodes.ts";
import { browserPrograms } from "../catalog/browser-programs.ts";
import type { Unit } from "../flow/unit.ts";

/** Whether a file runs in a visitor's browser: what it writes to the console nobody else can read. */
export function isBrowserFile({ ast, scopeManager }: Unit): boolean {
  for (const statement of ast.body) {
    if (statement.type === T.ExpressionStatement && statement.directive === "use client") return true;
    if (statement.type !== T.ImportDeclaration || statement.importKind === "type") continue;
    if (browserPrograms.packages.test(statement.source.value)) return true;
    const isHook = statement.specifiers.some(
      (each) =>
        each.type === T.ImportSpecifier &&
        each.imported.type === T.Identifier &&
        browserPrograms.imports.test(each.imported.name),
    );
    if (isHook) return true;
  }
  return (scopeManager.globalScope?.through ?? []).some(
    ({ identifier }) =>
      browserPrograms.globals.has(identifier.name as string) && !isAskedFor(identifier as Node),
  );
}

const alone = new WeakMap<Node, boolean>();

/** Whether nothing of a file runs on a server. */
export function isOnlyOfBrowser(unit: Unit): boolean {
  let known = alone.get(unit.ast as Node);
  if (known === undefined) {
    known = isBrowserFile(unit) && !browserPrograms.beside.test(unit.text);
    alone.set(unit.ast as Node, known);
  }
  return known;
}

const withoutDatabase = new WeakMap<Node, boolean>();

/** Whether a file is code of a page that asks servers, and no database by itself. */
export function asksNoDatabase(unit: Unit): boolean {
  let known = withoutDatabase.get(unit.ast as Node);
  if (known === undefined) {
    known = isOnlyOfBrowser(unit) && !namesDatabase(unit.text);
    withoutDatabase.set(unit.ast as Node, known);
  }
  return known;
}

/** By searching, not by a pattern: that takes seconds for the first long text. */
function namesDatabase(text: string): boolean {
  const small = text.toLowerCase();
  return browserPrograms.databases.some((name) => small.includes(name));
}

/** `typeof window` asks whether it is a browser at all. */
function isAskedFor(identifier: Node): boolean {
  return identifier.parent?.type === T.UnaryExpression && identifier.parent.operator === "typeof";
}
