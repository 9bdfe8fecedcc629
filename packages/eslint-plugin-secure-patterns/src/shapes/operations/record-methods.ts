import {
  isCall,
  isFunction,
  memberName,
  T,
  staticText,
  unwrap,
  keyName,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { annotationOf, classAround } from "../../flow/trace-class.ts";
import { functionsOf, trace } from "../../flow/trace.ts";
import { keep } from "../../flow/whole-answers.ts";

const memo = new WeakMap<Node, readonly FunctionNode[]>();

/**
 * What a record does itself: `user.resetPassword(…)` of what `User.findOne(…)` answered. A method of the model's class, or one
 * that was given to its schema: `userSchema.methods.resetPassword = function …`.
 */
export function methodsOfRecord(file: FileFlow, call: CallNode): readonly FunctionNode[] {
  const { callee } = call;
  if (callee.type !== T.MemberExpression || unwrap(callee.object).type !== T.Identifier) return [];
  const name = memberName(callee);
  // what every library's records can do
  if (
    name === undefined ||
    /^(?:save|remove|update|destroy|set|get|toJSON|toObject|populate|reload)$/.test(name)
  )
    return [];
  return keep(memo, call, [], () => {
    const own = functionsOf(file, callee);
    return own.length > 0
      ? own
      : modelsBehind(file, unwrap(callee.object)).flatMap((model) => methodsOfModel(file, model, name));
  });
}

/** `User` of `const user = await User.findOne(…)`, `users.findOne(…)` of a repository that was asked for with `User`. */
function modelsBehind(file: FileFlow, record: Node): Node[] {
  const definition = file.bindings.variableOf(record)?.defs[0]?.node as Node | undefined;
  const value =
    definition?.type === T.VariableDeclarator && definition.id.type === T.Identifier && definition.init;
  if (!value) return [];
  let node = unwrap(value);
  if (node.type === T.AwaitExpression) node = unwrap(node.argument);
  if (!isCall(node)) return [];
  while (isCall(node) && node.callee.type === T.MemberExpression) {
    if (isKeeper(node)) return keptBy(node);
    node = unwrap(node.callee.object);
  }
  return isCall(node) ? keptBy(node) : [node, ...keptByReceiver(file, node)];
}

/** `getRepository(User)`, `em.getRepository(User)` */
function isKeeper(call: CallNode): boolean {
  return (
    call.callee.type === T.MemberExpression && /repository|collection/i.test(memberName(call.callee) ?? "")
  );
}

function keptBy({ arguments: given }: CallNode): Node[] {
  return given.filter((node) => node.type === T.Identifier && /^[A-Z]/.test(node.name));
}

/** `const users = getRepository(User)`, `private users: Repository<User>` */
function keptByReceiver(file: FileFlow, node: Node): Node[] {
  const declared = file.bindings.variableOf(node)?.defs[0]?.node as Node | undefined;
  const init = declared?.type === T.VariableDeclarator && declared.init ? unwrap(declared.init) : undefined;
  if (isCall(init)) return keptBy(init);
  const annotation = node.type === T.MemberExpression ? fieldAnnotation(node) : undefined;
  const [kept] = annotation?.typeArguments?.params ?? [];
  return kept?.type === T.TSTypeReference && kept.typeName.type === T.Identifier ? [kept.typeName] : [];
}

function fieldAnnotation(node: TSESTree.MemberExpression): TSESTree.TSTypeReference | undefined {
  const name = memberName(node);
  const of = node.object.type === T.ThisExpression ? classAround(node) : undefined;
  for (const member of of?.body.body ?? []) {
    if (member.type === T.PropertyDefinition && keyName(member) === name) return annotationOf(member);
    if (member.type !== T.MethodDefinition || member.kind !== "constructor") continue;
    for (const parameter of member.value.params)
      if (
        parameter.type === T.TSParameterProperty &&
        parameter.parameter.type === T.Identifier &&
        parameter.parameter.name === name
      )
        return annotationOf(parameter);
  }
  return undefined;
}

function methodsOfModel(file: FileFlow, model: Node, name: string): FunctionNode[] {
  return trace(file, model).flatMap(({ root, node }) => {
    const home = fileOf(root.type === "class" ? root.node : node);
    if (!home) return [];
    return root.type === "class" ? methodsOfClass(root.node, name) : methodsOfSchemas(home, name);
  });
}

function methodsOfClass(
  { body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  name: string,
): FunctionNode[] {
  return body.body.flatMap((member) =>
    member.type === T.MethodDefinition &&
    !member.static &&
    keyName(member) === name &&
    isFunction(member.value)
      ? [member.value]
      : [],
  );
}

/** `schema.methods.confirm = function () { … }`, `schema.method("confirm", function () { … })` */
function methodsOfSchemas(home: FileFlow, name: string): FunctionNode[] {
  const assigned = home.writesNamed(name).flatMap(({ left, right }) => (isOfSchema(left) ? [right] : []));
  const given = home
    .callsNamed("method")
    .flatMap(({ arguments: [first, second] }) =>
      first && second && staticText(first) === name ? [second] : [],
    );
  return [...assigned, ...given].flatMap((node) => (isFunction(node) ? [node] : []));
}

function isOfSchema(left: Node): boolean {
  const object = left.type === T.MemberExpression ? unwrap(left.object) : undefined;
  return object?.type === T.MemberExpression && /^(?:methods|prototype)$/.test(memberName(object) ?? "");
}
