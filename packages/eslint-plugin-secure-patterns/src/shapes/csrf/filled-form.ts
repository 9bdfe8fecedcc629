import type { TSESTree } from "@typescript-eslint/types";
import { memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { csrfNames } from "../../catalog/ajax-clients.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Variable } from "../../flow/unit.ts";

const FORM = /^(?:FormData|URLSearchParams)$/;

/**
 * `const form = new FormData(); form.append("file", file)`: a form that this code makes and fills under names that can be
 * read, none of which is a token's. `new FormData(element)` takes the page's hidden fields along.
 */
export function isFilledWithoutToken(file: FileFlow, body: Node): boolean {
  const plain = unwrap(body);
  if (plain.type === T.NewExpression) return isBareForm(file, plain);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const made = variable && file.subjects.onlyValue(variable);
  if (!made || made.path.length > 0) return false;
  const maker = unwrap(made.node);
  return (
    maker.type === T.NewExpression &&
    isBareForm(file, maker) &&
    usesOf(variable).every((use) => isHarmless(file, use, plain))
  );
}

/** Empty, or with what is written out: `new URLSearchParams({ id })`. */
function isBareForm(file: FileFlow, { callee, arguments: [first] }: TSESTree.NewExpression): boolean {
  if (callee.type !== T.Identifier || !FORM.test(callee.name)) return false;
  if (!first) return true;
  if (callee.name === "FormData" || first.type !== T.ObjectExpression) return false;
  return first.properties.every(
    (property) => property.type === T.Property && !property.computed && !speaksOfToken(file, property),
  );
}

function usesOf({ references }: Variable): Node[] {
  return references.flatMap((reference) => (reference.isRead() ? [reference.identifier as Node] : []));
}

/** `form.append("name", value)`, a look at it, and the place that sends it. */
function isHarmless(file: FileFlow, use: Node, sent: Node): boolean {
  if (use === sent) return true;
  const { parent } = use;
  // `xhr.send(form)`, `body: form` of another request
  if (parent?.type !== T.MemberExpression || parent.object !== use) return !isHandedOn(use);
  const method = memberName(parent);
  const call = parent.parent;
  if (method !== "append" && method !== "set") return true;
  if (call.type !== T.CallExpression || call.callee !== parent) return false;
  const [name] = call.arguments;
  return name !== undefined && staticText(name) !== undefined && !speaksOfToken(file, call);
}

/** `addToken(form)` may do anything; a request only sends it. */
function isHandedOn(use: Node): boolean {
  const { parent } = use;
  if (parent?.type === T.Property || parent?.type === T.IfStatement) return false;
  if (parent?.type !== T.CallExpression) return true;
  const callee = unwrap(parent.callee);
  return (
    callee.type !== T.MemberExpression || !/^(?:send|post|put|patch|log)$/.test(memberName(callee) ?? "")
  );
}

function speaksOfToken(file: FileFlow, { range }: Node): boolean {
  const text = file.unit.text.slice(...range);
  return csrfNames.mention.test(text) || csrfNames.instead.test(text) || /token/i.test(text);
}
