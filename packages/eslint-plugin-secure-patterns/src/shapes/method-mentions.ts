import { isCall, keyName, memberName, outermost, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { handsOn } from "./hands-on.ts";

const MOST_FILES = 8;

/** A method by its name and its class; a function that an object has under a name, by itself. */
interface Method {
  readonly name: string;
  readonly of: Node | undefined;
  readonly handler: FunctionNode;
}

/**
 * Where a method is handed on without being called: `this.router.post("/", check, this.create)`, and in other files
 * `router.post("/", check, users.create)` after `const users = new UserController()`, also `(req, res) => users.create(req, res)`.
 */
export function methodMentions(analysis: Analysis, handler: FunctionNode): readonly Node[] {
  const file = fileOf(handler);
  const method = methodOf(handler);
  const { project } = analysis;
  if (!file || !method) return [];
  const near = project?.filesMentioning(file.unit.filename, method.name).slice(0, MOST_FILES) ?? [];
  const others = near.flatMap((path) => {
    const unit = project?.getUnit(path);
    return (unit && analysis.fileOf(unit)) ?? [];
  });
  return [file, ...others].flatMap((each) => mentionsIn(each, method));
}

/** `create(req, res) { … }`, `create = async (req, res) => …`, also within a wrapper. */
function methodOf(handler: FunctionNode): Method | undefined {
  let node: Node = outermost(handler);
  while (isCall(node.parent) && node.parent.callee !== node) node = outermost(node.parent);
  const { parent } = node;
  const isMember = parent?.type === T.MethodDefinition || parent?.type === T.PropertyDefinition;
  const name = isMember && parent.value === node ? keyName(parent) : undefined;
  if (isMember) return name === undefined ? undefined : { name, of: parent.parent.parent, handler };
  const own = nameInObject(handler, node) ?? nameByVariable(node);
  return own === undefined ? undefined : { name: own, of: undefined, handler };
}

/** `users.create = async (req, res) => …`, `{ create: async (req, res) => … }`, `function create(req, res) { … }` of `{ create }` */
function nameInObject(handler: FunctionNode, { parent }: Node): string | undefined {
  if (parent?.type === T.AssignmentExpression && parent.left.type === T.MemberExpression)
    return memberName(parent.left);
  if (parent?.type === T.Property) return keyName(parent);
  return handler.type === T.FunctionDeclaration ? handler.id?.name : undefined;
}

/** `const create = async (req, res) => …; export const users = { create, add: create };` */
function nameByVariable({ parent }: Node): string | undefined {
  const id = parent?.type === T.VariableDeclarator ? parent.id : undefined;
  const file = id && fileOf(id);
  const variable = id?.type === T.Identifier ? file?.bindings.variableOf(id) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const holder = identifier.parent as Node | undefined;
    if (
      holder?.type === T.Property &&
      holder.value === identifier &&
      holder.parent.type === T.ObjectExpression
    )
      return keyName(holder);
  }
  return undefined;
}

function mentionsIn(file: FileFlow, { name, of, handler }: Method): Node[] {
  return file.membersNamed(name).flatMap((node): Node | Node[] => {
    const { parent } = node;
    if (parent.type === T.AssignmentExpression && parent.left === node) return [];
    const mention = isCall(parent) && parent.callee === node ? handsOn(parent) : node;
    if (!mention) return [];
    const isIt = of ? isInstance(file, node.object, of) : isFunctionItself(file, node, handler);
    return isIt ? mention : [];
  });
}

function isInstance(file: FileFlow, node: Node, of: Node): boolean {
  return trace(file, node).some(
    ({ root, path }) =>
      path.length === 0 &&
      // `Users.create` of a static method
      ((root.type === "this" && root.of && isSame(root.of, of)) ||
        (root.type === "class" && isSame(root.node, of))),
  );
}

function isFunctionItself(file: FileFlow, node: Node, handler: FunctionNode): boolean {
  return trace(file, node).some(
    ({ root, path }) => root.type === "function" && path.length === 0 && isSame(root.node, handler),
  );
}

/** The linted file may have been parsed before, as a neighbour. */
function isSame(a: Node, b: Node): boolean {
  return a === b || (a.range[0] === b.range[0] && fileOf(a)?.unit.filename === fileOf(b)?.unit.filename);
}
