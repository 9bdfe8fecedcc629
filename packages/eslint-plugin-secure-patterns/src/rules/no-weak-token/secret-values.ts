import {
  calleeName,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { secretNames } from "../../catalog/secret-names.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { nodesOf } from "../../flow/nodes.ts";
import { contextOf, functionName, secrecyOf, secrecyOfMaker } from "../../shapes/secret-name.ts";

/** An expression whose value is called a secret. */
export interface SecretValue {
  readonly name: string;
  readonly value: Node;
  readonly surely: boolean;
  /** What a function of that name returns. */
  readonly isReturned: boolean;
}

/** Everything of a file that is stored under a secret's name, or returned by a function that is named after one. */
export function* secretValuesOf(file: FileFlow): Generator<SecretValue> {
  const found: { readonly node: Node; readonly secret: SecretValue }[] = [];
  for (const node of nodesOf(file.unit)) {
    if (!NAMING.has(node.type)) continue;
    for (const { name, value, isMaker } of namedValues(file, node)) {
      const secrecy = isMaker ? secrecyOfMaker(name) : secrecyOf(name);
      if (
        !secrecy ||
        isYesOrNo(value) ||
        isSham(value) ||
        isOfAbsentService(name, value) ||
        isMoment(name, value)
      )
        continue;
      const surely = secrecy === "surely";
      if (surely || secretNames.context.test(contextOf(value, file.unit.filename).toLowerCase()))
        found.push({ node, secret: { name, value, surely, isReturned: isMaker ?? false } });
    }
  }
  // from the file's beginning to its end, what is around before what is in it
  found.sort(({ node: a }, { node: b }) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  for (const { secret } of found) yield secret;
}

/** What gives a value a name. */
const NAMING: ReadonlySet<string> = new Set([
  T.VariableDeclarator,
  T.AssignmentExpression,
  T.Property,
  T.PropertyDefinition,
  T.CallExpression,
  T.FunctionDeclaration,
  T.FunctionExpression,
  T.ArrowFunctionExpression,
]);

interface NamedValue {
  readonly name: string;
  readonly value: Node;
  readonly isMaker?: true;
}

function* namedValues(file: FileFlow, node: Node): Generator<NamedValue> {
  switch (node.type) {
    case T.VariableDeclarator:
      if (node.id.type === T.Identifier && node.init && !isFunction(node.init))
        yield { name: node.id.name, value: node.init };
      break;
    case T.AssignmentExpression: {
      const left = unwrap(node.left);
      const name =
        left.type === T.Identifier
          ? left.name
          : left.type === T.MemberExpression
            ? memberName(left)
            : undefined;
      if (name !== undefined && !isFunction(node.right)) yield { name, value: node.right };
      break;
    }
    case T.Property:
    case T.PropertyDefinition: {
      const name = keyName(node);
      if (name !== undefined && node.value && !isFunction(node.value) && node.parent.type !== T.ObjectPattern)
        yield { name, value: node.value };
      break;
    }
    case T.CallExpression:
      yield* namedArguments(node);
      yield* keyArguments(node);
      break;
    case T.FunctionDeclaration:
    case T.FunctionExpression:
    case T.ArrowFunctionExpression: {
      const name = functionName(node);
      if (name !== undefined && secrecyOfMaker(name) !== undefined)
        for (const value of file.returnsOf(node)) yield { name, value, isMaker: true };
    }
  }
}

/** `needsToken = !token || Date.now() - madeAt > LIFETIME` */
function isYesOrNo(value: Node): boolean {
  const plain = unwrap(value);
  if (plain.type === T.LogicalExpression)
    return [plain.left, plain.right].every((part) => isNegated(part) || isYesOrNo(part));
  return plain.type === T.BinaryExpression && /^(?:[<>]=?|[!=]==?|in|instanceof)$/.test(plain.operator);
}

function isNegated(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === T.LogicalExpression) return isNegated(plain.left) && isNegated(plain.right);
  return plain.type === T.UnaryExpression && plain.operator === "!";
}

/** `user.resetPassword = Date.now()`: when it was, by the name of what was done. */
function isMoment(name: string, value: Node): boolean {
  const plain = unwrap(value);
  return (
    /^(?:reset|change|update|set|last)_?password$/i.test(name) &&
    plain.type === T.CallExpression &&
    calleeName(plain) === "now"
  );
}

/** `secret: `tampered-${Date.now()}``: it is wrong on purpose, names a thing of a test, or stands in until the real one comes. */
export function isSham(value: Node): boolean {
  return /test|fake|dummy|mock|tamper|invalid|wrong|bogus|example|temp_|optimistic|(?:^|_)dev_/i.test(
    writtenIn(value),
  );
}

/** `clientSecret: `pi_${Date.now()}_secret``: it stands in for that of a payment service, which is written so. */
function isOfAbsentService(name: string, value: Node): boolean {
  return secretNames.ofPayments.test(name) && /_secret_?$/.test(writtenIn(value));
}

/** What stands in a text besides values. */
function writtenIn(value: Node): string {
  const plain = unwrap(value);
  if (plain.type === T.TemplateLiteral) return plain.quasis.map(({ value: { raw } }) => raw).join(" ");
  return plain.type === T.BinaryExpression ? (staticText(plain.left) ?? "") : "";
}

/** `createHmac("sha256", x)`: the name of the parameter is said by the function's. */
function* keyArguments(node: Node & { type: typeof T.CallExpression }): Generator<NamedValue> {
  const index = secretNames.keyed[calleeName(node) ?? ""];
  const value = index === undefined ? undefined : node.arguments[index];
  if (value && value.type !== T.SpreadElement) yield { name: "secret key", value };
}

/** `res.cookie("sessionId", x)`, `user.set("resetToken", x)`, `sessionStorage.setItem("csrfToken", x)` */
function* namedArguments(node: Node & { type: typeof T.CallExpression }): Generator<NamedValue> {
  const [first, second] = node.arguments;
  const name = first && staticText(first);
  if (
    name !== undefined &&
    second &&
    /^(?:set|cookie|setItem|setCookie|append)$/.test(calleeName(node) ?? "")
  )
    yield { name, value: second };
}
