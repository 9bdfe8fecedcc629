import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, memberName, outermost, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { endsHere } from "../../shapes/operations/ends-here.ts";
import { variablesOf } from "../../shapes/operations/outcome.ts";
import type { Race } from "../../shapes/operations/race.ts";

/** What a counter must be so that one more use is allowed. */
export interface Limit {
  readonly is: "below" | "above";
  /** `coupon.maxUses`, `0` */
  readonly text: string;
  /** The program takes a limit that is missing for none. */
  readonly isOptional: boolean;
  /** The comparison that refuses. */
  readonly test: Node;
  /** `coupon.uses + 1`, which forgets those who count at the same time, and by how much it counts. */
  readonly forgetful: { readonly node: Node; readonly by: string } | undefined;
}

type Source = Readonly<TSESLint.SourceCode>;

/** `if (coupon.uses >= coupon.maxUses) throw …` before `update({ uses: { increment: 1 } })`. */
export function limitOf(source: Source, file: FileFlow, { counter, read, write }: Race): Limit | undefined {
  const value = counter === undefined ? undefined : write?.operation?.sets.get(counter);
  if (counter === undefined || value === undefined || !write || write.helper !== undefined) return undefined;
  const step = stepOf(source, counter, value);
  if (!step || read.helper !== undefined) return undefined;
  for (const { references } of variablesOf(file, read.at))
    for (const { identifier } of references) {
      const member = (identifier as Node).parent;
      if (member?.type !== T.MemberExpression || member.object !== (identifier as Node)) continue;
      if (memberName(member) !== counter || member.range[0] > write.at.range[0]) continue;
      const found = comparedTo(source, outermost(member));
      if (found && (found.is === "below") === step.isUp) return { ...found, forgetful: step.forgetful };
    }
  return undefined;
}

interface Step {
  readonly isUp: boolean;
  readonly forgetful: Limit["forgetful"];
}

/** Counts by one, and in the database, or else in the program: `{ increment: 1 }`, `uses + 1`, `$inc: { uses: 1 }`. */
function stepOf(source: Source, counter: string, value: Node | string): Step | undefined {
  const node = typeof value === "string" ? undefined : unwrap(value);
  // `db.raw("uses + 1")`
  const raw = isCall(node) && node.arguments.length === 1 ? staticText(node.arguments[0] as Node) : undefined;
  if (typeof value === "string" || raw !== undefined || !node) {
    const sign = new RegExp(`^${counter}\\s*([+-])\\s*1$`, "i").exec(raw ?? String(value))?.[1];
    return sign === undefined ? undefined : { isUp: sign === "+", forgetful: undefined };
  }
  if (node.type === T.ObjectExpression) {
    const [only, more] = node.properties;
    const name = only?.type === T.Property && !more ? keyName(only) : undefined;
    const isOne = only?.type === T.Property && isLiteralOne(only.value);
    if (!isOne || (name !== "increment" && name !== "decrement")) return undefined;
    return { isUp: name === "increment", forgetful: undefined };
  }
  if (isIncremented(node)) return isLiteralOne(node) ? { isUp: true, forgetful: undefined } : undefined;
  if (node.type === T.TaggedTemplateExpression) {
    const sign = /([+-])\s*1\s*`$/.exec(source.getText(node))?.[1];
    return sign === undefined ? undefined : { isUp: sign === "+", forgetful: undefined };
  }
  if (node.type !== T.BinaryExpression || node.operator !== "+" || !isLiteralOne(node.right))
    return undefined;
  return { isUp: true, forgetful: { node, by: "1" } };
}

/** The value in `{ $inc: { uses: 1 } }` */
function isIncremented({ parent }: Node): boolean {
  const list = parent?.type === T.Property ? parent.parent.parent : undefined;
  return list?.type === T.Property && keyName(list) === "$inc";
}

function isLiteralOne(node: Node): boolean {
  return node.type === T.Literal && node.value === 1;
}

/** The other side of a comparison whose truth refuses. */
function comparedTo(source: Source, side: Node): Omit<Limit, "forgetful"> | undefined {
  const test = side.parent;
  if (test?.type !== T.BinaryExpression) return undefined;
  const isLeft = test.left === side;
  const other = unwrap(isLeft ? test.right : test.left);
  const operator = isLeft ? test.operator : MIRRORED[test.operator];
  const text = source.getText(other as TSESTree.Node);
  const isNone = text === "0" && /^(?:<=|===?)$/.test(operator ?? "");
  const isFull = !isNone && /^(?:>=|===?)$/.test(operator ?? "") && isPlace(other);
  const refused = isNone || isFull ? refusing(source, test, text) : undefined;
  return refused && { is: isNone ? "above" : "below", text, isOptional: refused.isOptional, test };
}

const MIRRORED: Readonly<Record<string, string>> = { "<=": ">=", ">=": "<=", "===": "===", "==": "==" };

function isPlace(node: Node): boolean {
  return (
    node.type === T.Identifier ||
    node.type === T.MemberExpression ||
    (node.type === T.Literal && typeof node.value === "number")
  );
}

/** `if (!coupon || (coupon.maxUses && coupon.uses >= coupon.maxUses)) return …` */
function refusing(source: Source, test: Node, limit: string): { isOptional: boolean } | undefined {
  let isOptional = false;
  let node = outermost(test);
  while (node.parent?.type === T.LogicalExpression) {
    const { parent }: { parent: TSESTree.LogicalExpression } = node as never;
    if (parent.operator === "&&") {
      if (parent.right !== node || !saysThere(source.getText(parent.left), limit)) return undefined;
      isOptional = true;
    } else if (parent.operator !== "||") return undefined;
    node = outermost(parent);
  }
  const branch = node.parent?.type === T.IfStatement && node.parent.test === node ? node.parent : undefined;
  return branch && endsHere(branch.consequent) ? { isOptional } : undefined;
}

/** `coupon.maxUses`, `coupon.maxUses !== null`, `coupon.maxUses != null` */
function saysThere(text: string, limit: string): boolean {
  const rest = text.startsWith(limit) ? text.slice(limit.length).trim() : undefined;
  return rest !== undefined && /^(?:|!==? *(?:null|undefined))$/.test(rest);
}
