import { calleeName, isCall, memberName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import { signatures } from "../../catalog/signatures.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";

/** How many helpers deep a signature is looked for: `sign(body)`. */
const DEEPEST = 2;

/**
 * What was signed with a key of the program to get this value; undefined where it is no signature.
 *
 * `createHmac("sha256", key).update(body).digest("hex")`, also under a name or out of a function of the project
 */
export function signedBy(
  given: Node,
  starts: RegExp = signatures.signs,
  depth = 0,
): readonly Node[] | undefined {
  const file = fileOf(given);
  if (!file) return undefined;
  const signed = [...updatesOf(file, given)];
  let node = valueOf(file, given);
  while (isCall(node)) {
    const name = calleeName(node) ?? "";
    const callee: Node = unwrap(node.callee);
    if (starts.test(name)) return [...signed, ...(name.startsWith("create") ? [] : node.arguments)];
    if (signatures.hashes.test(name))
      return [...signed, ...node.arguments].some(isKey) ? [...signed, ...node.arguments] : undefined;
    if (name === "update") signed.push(...node.arguments.slice(0, 1));
    const own = depth < DEEPEST ? ofFunction(file, node, starts, depth) : undefined;
    if (own) return own;
    // `Buffer.from(createHmac(…).digest("hex"))`
    const [first] = node.arguments;
    if (/^(?:from|encode|String|Uint8Array|Buffer)$/.test(name) && first) node = valueOf(file, first);
    else if (callee.type === T.MemberExpression) {
      signed.push(...updatesOf(file, callee.object));
      node = valueOf(file, callee.object);
    } else return undefined;
  }
  // `"sha256=" + digest`, `` `v0=${digest}` ``
  const parts =
    node.type === T.TemplateLiteral
      ? node.expressions
      : node.type === T.BinaryExpression && node.operator === "+"
        ? [node.left, node.right]
        : [];
  for (const part of parts) {
    const inner = signedBy(part, starts, depth);
    if (inner) return [...signed, ...inner];
  }
  return undefined;
}

/** The only value of a variable. */
function valueOf(file: FileFlow, given: Node): Node {
  const node = unwrap(given);
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 ? unwrap(value.node) : node;
}

/** `const hmac = createHmac(…); hmac.update(body);` */
function updatesOf(file: FileFlow, object: Node): readonly Node[] {
  const plain = unwrap(object);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const member = (identifier as Node).parent;
    const call = member?.parent;
    const isUpdate =
      member?.type === T.MemberExpression &&
      /^(?:update|write)$/.test(memberName(member) ?? "") &&
      isCall(call) &&
      call.callee === member;
    return isUpdate ? call.arguments.slice(0, 1) : [];
  });
}

function ofFunction(
  file: FileFlow,
  call: CallNode,
  starts: RegExp,
  depth: number,
): readonly Node[] | undefined {
  if (!signatures.helpers.test(calleeName(call) ?? "") && !isPlain(call)) return undefined;
  for (const body of functionsOf(file, call.callee))
    for (const value of fileOf(body)?.returnsOf(body) ?? []) {
      const signed = signedBy(value, starts, depth + 1);
      if (signed) return signed;
    }
  return undefined;
}

function isPlain({ callee }: CallNode): boolean {
  return callee.type === T.Identifier;
}

/** `process.env.WEBHOOK_SECRET` */
export function isKey(node: Node): boolean {
  const [start, end] = node.range;
  return signatures.key.test(fileOf(node)?.unit.text.slice(start, end) ?? "");
}
