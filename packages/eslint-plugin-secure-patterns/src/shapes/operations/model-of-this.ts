import {
  calleeName,
  isCall,
  keyName,
  memberName,
  ownerOfThis,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { classAround } from "../../flow/trace-class.ts";

/**
 * What `this` is called: its class, or the model that the function was given to, as in
 * `tokenSchema.statics.issue = async function () { await this.create(…) }` and `Token.issueFor = async function …`.
 */
export function modelOfThis(node: Node): string {
  return classAround(node)?.id?.name ?? modelOf(ownerOfThis(node)) ?? "";
}

function modelOf(owner: Node | undefined): string | undefined {
  const parent = owner?.parent;
  if (parent?.type === T.AssignmentExpression && parent.left.type === T.MemberExpression)
    return ofMember(unwrap(parent.left.object));
  // `schema.static("issue", async function () { … })`
  if (isCall(parent) && parent.callee.type === T.MemberExpression)
    return /^(?:static|method)$/.test(calleeName(parent) ?? "") ? ofSchema(parent.callee.object) : undefined;
  return parent?.type === T.Property ? ofOptions(parent) : undefined;
}

/** `schema.statics`, `Token.prototype`, `Token` */
function ofMember(object: Node): string | undefined {
  if (object.type === T.MemberExpression)
    return GIVEN.test(memberName(object) ?? "") ? ofSchema(object.object) : undefined;
  return object.type === T.Identifier && /^[A-Z]/.test(object.name) ? ofSchema(object) : undefined;
}

/** `const tokenSchema = new Schema({ … }, { statics: { async issue() { … } } })` */
function ofOptions(method: Node): string | undefined {
  const group = method.parent?.parent;
  const call = group?.parent?.parent;
  if (group?.type !== T.Property || !GIVEN.test(keyName(group) ?? "") || call?.type !== T.NewExpression)
    return undefined;
  const { parent } = call;
  return parent.type === T.VariableDeclarator && parent.id.type === T.Identifier
    ? ofSchema(parent.id)
    : undefined;
}

const GIVEN = /^(?:statics|methods|prototype)$/;

function ofSchema(node: Node): string | undefined {
  const plain = unwrap(node);
  const name = plain.type === T.Identifier ? plain.name.replace(/_?schema$/i, "") : "";
  return name === "" ? undefined : name.charAt(0).toUpperCase() + name.slice(1);
}
