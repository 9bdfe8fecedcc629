import {
  calleeName,
  isCall,
  type CallNode,
  memberName,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { nameOf } from "../../shapes/routes/unwrap-handler.ts";
import { bodyFacts } from "../../shapes/routes/body-facts.ts";
import { fileOf } from "../../flow/file-flow.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Denial } from "../../shapes/routes/find-denials.ts";

const SIGNED_IN =
  /^(?:\w*_?)?(?:session|user|user_?id|account|member|viewer|identity|principal|auth|me|authorization|auth_?header)$/i;
const GATES = /auth|guard|protect|require|ensure|middleware|verify|session|restrict|only/i;

/**
 * `if (!session) return res.status(401).end()` in a handler: nobody tried anything, a page was open for too long. The one place
 * that says so for all handlers is another matter.
 */
export function isAnonymous({ answer, owner, status }: Denial): boolean {
  if (!/401|unauthori[sz]ed/i.test(status) || isGate(owner)) return false;
  for (let child: Node = answer, { parent } = answer; parent; child = parent, parent = parent.parent) {
    if (parent.type === T.IfStatement)
      return child === parent.consequent ? isAbsent(parent.test) : isPresent(parent.test);
    if (parent.type === T.ConditionalExpression)
      return child === parent.consequent ? isAbsent(parent.test) : isPresent(parent.test);
    if (parent === owner) return false;
  }
  return false;
}

/** A middleware, or a function whose name says that it keeps strangers out. */
function isGate(owner: FunctionNode): boolean {
  const takesNext = owner.params.some((each) => each.type === T.Identifier && each.name === "next");
  const { parent } = owner;
  const name = parent?.type === T.VariableDeclarator ? nameOf(parent.id) : nameOf(owner);
  return takesNext || GATES.test(name);
}

/** `!session?.user`, `session == null`, `!session || !session.user` */
function isAbsent(test: Node): boolean {
  const plain = unwrap(test);
  if (plain.type === T.LogicalExpression) return isAbsent(plain.left) && isAbsent(plain.right);
  if (plain.type === T.UnaryExpression) return plain.operator === "!" && isPresent(plain.argument);
  // `Number.isNaN(userId)`, `userId <= 0`
  if (isCall(plain)) return /^isNaN$/.test(calleeName(plain) ?? "") && isGiven(plain);
  if (plain.type === T.BinaryExpression && /^<=?$/.test(plain.operator)) return isPresent(plain.left as Node);
  const isNothing =
    plain.type === T.BinaryExpression &&
    /^===?$/.test(plain.operator) &&
    (isNull(plain.right) || isNull(plain.left));
  return isNothing && isPresent(isNull(plain.right) ? plain.left : plain.right);
}

function isPresent(test: Node): boolean {
  const plain = unwrap(test);
  if (plain.type === T.LogicalExpression) return isPresent(plain.left) && isPresent(plain.right);
  if (plain.type === T.Identifier) return SIGNED_IN.test(plain.name) && !isLookedUp(plain);
  if (isCall(plain)) return isPresentCall(plain);
  if (plain.type !== T.MemberExpression) return false;
  return SIGNED_IN.test(memberName(plain) ?? "") || isPresent(plain.object);
}

/** `getSession()`, `header.startsWith("Bearer ")`, `Number.isInteger(userId)` */
function isPresentCall(call: CallNode): boolean {
  const name = calleeName(call) ?? "";
  if (name === "startsWith" && call.callee.type === T.MemberExpression) return isPresent(call.callee.object);
  return /session|current_?user/i.test(name) || (/^is(?:Finite|Integer)$/.test(name) && isGiven(call));
}

function isGiven({ arguments: [first] }: CallNode): boolean {
  return first !== undefined && first.type !== T.SpreadElement && isPresent(first);
}

/** `const user = await User.findOne({ email: req.body.email })`: whom somebody asks for is not who asks. */
function isLookedUp(name: TSESTree.Identifier): boolean {
  const declared = fileOf(name)?.bindings.variableOf(name)?.defs[0]?.node as Node | undefined;
  const init = declared?.type === T.VariableDeclarator ? declared.init : null;
  const names = init ? bodyFacts(init).names : undefined;
  return names !== undefined && [...names].some((each) => SENT.test(each));
}

const SENT = /^(?:e?_?mail|user_?name|login|phone|otp|code|body|credentials)$/i;

function isNull(node: Node): boolean {
  return (
    (node.type === T.Literal && node.value === null) ||
    (node.type === T.Identifier && node.name === "undefined")
  );
}
