import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, isFunction, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import { perName } from "../ast/per-name.ts";
import { awaitedElsewhere, ownChecks } from "../catalog/awaited.ts";
import { awaitedOfRuntime } from "../catalog/secure-patterns.ts";
import type { AwaitedRow } from "../catalog/types.ts";
import { segmentsMatch } from "../flow/access-path.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf, trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { hasAsyncNamesake } from "./async-namesakes.ts";
import { bodyFacts } from "./routes/body-facts.ts";

const rows: readonly AwaitedRow[] = [...awaitedOfRuntime, ...awaitedElsewhere];
const names = new Set(rows.map(({ path }) => path.at(-1)));
const packages = new Set(rows.flatMap((row) => row.packages));

/** Whether a call of the linted file may be one that answers with a promise, by its name alone. */
export function toAwaited({ file }: Analysis): (call: TSESTree.CallExpression) => boolean {
  const { body } = file.unit.ast;
  const mayRename = body.some(
    (each) =>
      each.type === T.ImportDeclaration && packages.has(each.source.value) && each.specifiers.some(isRename),
  );
  return (call) => names.has(calleeName(call)) || (mayRename && isRenamed(file, call.callee));
}

function isRename(specifier: TSESTree.ImportClause): boolean {
  return (
    specifier.type === T.ImportSpecifier &&
    specifier.imported.type === T.Identifier &&
    specifier.imported.name !== specifier.local.name
  );
}

/** What the catalogue says of a call that answers with a promise. */
export function findAwaited({ file }: Analysis, call: TSESTree.CallExpression): AwaitedRow | undefined {
  return findRow(file, call);
}

function findRow(file: FileFlow, call: TSESTree.CallExpression): AwaitedRow | undefined {
  for (const { root, path } of trace(file, call.callee as Node)) {
    if (root.type !== "import") continue;
    const way = path[0] === "default" ? path.slice(1) : path;
    const row = rows.find(
      (each) =>
        each.packages.includes(root.module) &&
        each.path.length === way.length &&
        each.path.every((segment, index) => segmentsMatch(segment, way[index] ?? "")),
    );
    const last = call.arguments.at(-1);
    if (row && !(row.takesCallback && last && (isFunction(last as Node) || call.arguments.length > 2)))
      return row;
  }
  return undefined;
}

const named = new RegExp(ownChecks.names, "i");
const refuses = new RegExp(ownChecks.refuse, "i");

const isCheckName = perName((name) => named.test(name));

export function isNamedAsCheck(call: TSESTree.CallExpression): boolean {
  return isCheckName(calleeName(call) ?? "");
}

/** A check of the project's own that is `async`: `if (isAdmin(user))` where that is `async function isAdmin(user)`. */
export function findOwnCheck(
  analysis: Analysis,
  call: TSESTree.CallExpression,
): { readonly effect: string; readonly throws: boolean; readonly isGuessed?: boolean } | undefined {
  const name = calleeName(call) ?? "";
  const functions = functionsOf(analysis.file, call.callee as Node);
  // `user.comparePassword(text)`: which model's method it is, a document does not say
  if (functions.length === 0 && call.callee.type === T.MemberExpression)
    return hasAsyncNamesake(analysis, name)
      ? { effect: ownChecks.effect, throws: false, isGuessed: true }
      : undefined;
  if (functions.length === 0 || !functions.every(answersLater)) return undefined;
  return {
    effect: ownChecks.effect,
    throws: refuses.test(name) && functions.every((each) => bodyFacts(each).throws),
  };
}

/** An `async` function, and one that hands on the promise of a known check: `check(text) { return bcrypt.compare(text, hash); }` */
function answersLater(of: FunctionNode): boolean {
  if (of.generator) return false;
  if (of.async) return true;
  const file = fileOf(of);
  const returned = file?.returnsOf(of) ?? [];
  return file !== undefined && returned.length > 0 && returned.every((each) => isPromise(file, each));
}

function isPromise(file: FileFlow, value: Node): boolean {
  const plain = unwrap(value);
  if (plain.type === T.AwaitExpression) return false;
  if (plain.type === T.NewExpression)
    return plain.callee.type === T.Identifier && plain.callee.name === "Promise";
  if (plain.type !== T.CallExpression) return false;
  return calleeName(plain) === "then" || (names.has(calleeName(plain)) && findRow(file, plain) !== undefined);
}

/** `import { consumeToken as take }` */
function isRenamed({ bindings }: FileFlow, callee: Node): boolean {
  const declared =
    callee.type === T.Identifier
      ? (bindings.variableOf(callee)?.defs[0]?.node as Node | undefined)
      : undefined;
  return (
    declared?.type === T.ImportSpecifier &&
    declared.imported.type === T.Identifier &&
    names.has(declared.imported.name)
  );
}
