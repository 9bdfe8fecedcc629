import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { bindHelper } from "./bind-helper.ts";
import type { Change, Edit, HelperBinding, ImportRequest } from "./edit.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** What to insert: source text around the names that the helpers have in this file. */
export interface Insertion {
  readonly helpers: readonly ImportRequest[];
  /** Gets the local names in the order of `helpers`. */
  write(...locals: string[]): string;
}

/** `app.post("/login", handler)` → `app.post("/login", protect(…), handler)`: a further argument before the one at `index`. */
export function addArgument(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  index: number,
  insertion: Insertion,
): Change | undefined {
  const next = call.arguments[index];
  // An argument may stand in parentheses of its own; in front of them is right after the comma or the opening one.
  const before = next && firstTokenOf(sourceCode, call, index);
  if (!before) return undefined;
  return change(sourceCode, call, insertion, (text) => ({
    range: [before.range[0], before.range[0]],
    text: text + separator(sourceCode, before),
  }));
}

/** Puts a statement, such as `app.use(…);`, on a line of its own before another, or after it. */
export function addStatement(
  sourceCode: Source,
  anchor: TSESTree.Statement,
  side: "before" | "after",
  insertion: Insertion,
): Change | undefined {
  const indent = /[^\r\n]*$/.exec(sourceCode.text.slice(0, anchor.range[0]))?.[0] ?? "";
  // Behind other code on its line, or as the body of an `if`, a second statement would change what belongs to what.
  const isListed = anchor.parent && ["Program", "BlockStatement", "StaticBlock"].includes(anchor.parent.type);
  if (!isListed || indent.trim() !== "") return undefined;
  const newline = sourceCode.text.includes("\r\n") ? "\r\n" : "\n";
  return change(sourceCode, anchor, insertion, (text) =>
    side === "before"
      ? { range: [anchor.range[0], anchor.range[0]], text: `${text}${newline}${indent}` }
      : { range: [anchor.range[1], anchor.range[1]], text: `${newline}${indent}${text}` },
  );
}

/** `{ schema }` → `{ preHandler: protect(…), schema }`: a further property before the others. */
export function addProperty(
  sourceCode: Source,
  object: TSESTree.ObjectExpression,
  insertion: Insertion,
): Change | undefined {
  const [first] = object.properties;
  const before = first && sourceCode.getFirstToken(first);
  if (!before) return undefined;
  return change(sourceCode, object, insertion, (text) => ({
    range: [before.range[0], before.range[0]],
    text: text + separator(sourceCode, before),
  }));
}

/** `publicProcedure.input(…)` → `publicProcedure.use(…).input(…)`: a further link right after the start of a chain. */
export function addLink(
  sourceCode: Source,
  start: TSESTree.Expression,
  insertion: Insertion,
): Change | undefined {
  const dot = sourceCode.getTokenAfter(start);
  if (dot?.value !== "." || sourceCode.commentsExistBetween(start, dot)) return undefined;
  const gap = sourceCode.text.slice(start.range[1], dot.range[0]);
  return change(sourceCode, start, insertion, (text) => ({
    range: [start.range[1], start.range[1]],
    text: `${gap}.${text}`,
  }));
}

/** `@Post("login") login() {}` → `@Protect(…) @Post("login") login() {}`, each on a line of its own where they stand that way. */
export function addDecorator(
  sourceCode: Source,
  method: TSESTree.MethodDefinition,
  insertion: Insertion,
): Change | undefined {
  const [first] = method.decorators;
  if (!first) return undefined;
  const line = /\r?\n[ \t]*$/.exec(sourceCode.text.slice(0, first.range[0]))?.[0] ?? " ";
  return change(sourceCode, method, insertion, (text) => ({
    range: [first.range[0], first.range[0]],
    text: `@${text}${line}`,
  }));
}

function change(
  sourceCode: Source,
  at: TSESTree.Node,
  { helpers, write }: Insertion,
  toEdit: (text: string) => Edit,
): Change | undefined {
  const imports: HelperBinding[] = [];
  for (const request of helpers) {
    const binding = bindHelper(sourceCode, request, at);
    if (!binding) return undefined;
    imports.push(binding);
  }
  return { edits: [toEdit(write(...imports.map(({ local }) => local)))], imports };
}

function firstTokenOf(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  index: number,
): TSESTree.Token | null {
  const previous = call.arguments[index - 1] ?? call.typeArguments ?? call.callee;
  const separating = index === 0 ? "(" : ",";
  const mark = sourceCode.getTokenAfter(previous, ({ value }) => value === separating);
  return mark && sourceCode.getTokenAfter(mark);
}

/** Keeps a list that stands one argument to a line that way. */
function separator({ text }: Source, { range }: TSESTree.Token): string {
  const line = /\r?\n[ \t]*$/.exec(text.slice(0, range[0]))?.[0];
  return line === undefined ? ", " : `,${line}`;
}
