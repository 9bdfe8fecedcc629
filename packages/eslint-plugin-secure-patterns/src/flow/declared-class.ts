import { keyName, memberName, T, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { traceMemberOf } from "./trace-class.ts";
import { trace } from "./trace.ts";
import { keep } from "./whole-answers.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A type that more classes than these implement says nothing. */
const MOST_IMPLEMENTERS = 4;

const known = new WeakMap<Node, readonly ClassNode[]>();

/** What is read from a value that is declared to be an instance of a class of the project, or of what classes implement. */
export function traceDeclared(
  file: FileFlow,
  annotation: TSESTree.TypeNode | undefined,
  path: AccessPath,
  use: Node,
): readonly Origin[] {
  if (annotation?.type !== T.TSTypeReference || path.length === 0) return [];
  const declared = declarationOf(file, annotation.typeName);
  if (!declared) return [];
  const own = isClass(declared) ? memberOf(declared, path, use) : [];
  if (own.length > 0 || (isClass(declared) && !declared.abstract)) return own;
  return implementersOf(declared).flatMap((of) => memberOf(of, path, use));
}

/** `container.resolve(NavService).go`, `container.get<NavService>("nav").go` */
export function traceRequested(file: FileFlow, call: CallNode, path: AccessPath): readonly Origin[] {
  const { callee, typeArguments, arguments: given } = call;
  const name = callee.type === T.MemberExpression ? memberName(callee) : undefined;
  const isAsked =
    path.length > 0 && call.type === T.CallExpression && file.model.containerMethods.has(name ?? "");
  if (!isAsked) return [];
  const declared = traceDeclared(file, typeArguments?.params[0], path, call);
  if (declared.length > 0) return declared;
  const [asked] = given;
  if (asked?.type !== T.Identifier) return [];
  return trace(file, asked).flatMap(({ root, path: rest }) =>
    root.type === "class" && rest.length === 0 ? memberOf(root.node, path, call) : [],
  );
}

function memberOf(of: ClassNode, path: AccessPath, use: Node): readonly Origin[] {
  const home = fileOf(of);
  return home ? traceMemberOf(home, of, path, use).filter(({ root }) => root.type !== "this") : [];
}

/** The class, or the name of the interface. */
function declarationOf(file: FileFlow, name: TSESTree.EntityName): Node | undefined {
  const [definition] = (name.type === T.Identifier && file.bindings.variableOf(name)?.defs) || [];
  const node = definition?.node as Node | undefined;
  if (!node || !definition) return undefined;
  if (definition.type === "ClassName") return node;
  if (node.type === T.TSInterfaceDeclaration) return node.id;
  const source = definition.parent as Node | null | undefined;
  if (source?.type !== T.ImportDeclaration) return undefined;
  const [found] = trace(file, name).filter(({ root }) => root.type === "class");
  if (found?.root.type === "class") return found.root.node;
  const imported =
    node.type === T.ImportSpecifier ? keyName({ key: node.imported, computed: false }) : "default";
  const asked = file.modules?.resolve(file, source.source.value, [imported ?? "default"]);
  return asked?.node.parent?.type === T.TSInterfaceDeclaration ? asked.node : undefined;
}

function implementersOf(declared: Node): readonly ClassNode[] {
  return keep(known, declared, [], () => {
    const home = fileOf(declared);
    const name = isClass(declared) ? declared.id : declared;
    const classes =
      home && name?.type === T.Identifier ? (home.modules?.implementersOf(home, name.name) ?? []) : [];
    return classes.length <= MOST_IMPLEMENTERS ? classes : [];
  });
}

function isClass(node: Node): node is ClassNode {
  return node.type === T.ClassDeclaration || node.type === T.ClassExpression;
}
