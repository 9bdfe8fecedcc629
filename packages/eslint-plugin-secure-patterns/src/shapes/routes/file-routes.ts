import type { TSESTree } from "@typescript-eslint/types";
import {
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import type { RouteRow } from "../../catalog/route-types.ts";
import { serverActions } from "../../catalog/routes.ts";
import type { Analysis } from "../analysis.ts";
import { bodyFacts } from "./body-facts.ts";
import { unwrapHandler } from "./unwrap-handler.ts";
import type { Route } from "./route.ts";
import { pathInProject, pathOfFile, rowOfFile } from "./route-files.ts";
import { aroundFiles } from "./surroundings.ts";

interface Exported {
  readonly name: string;
  readonly node: Node;
  /** What a finding marks. */
  readonly mark: Node;
}

/** Routes that are files: `app/api/login/route.ts` exports `POST`; `"use server"` exports actions. */
export function findFileRoutes(analysis: Analysis): Route[] {
  const filename = pathInProject(analysis);
  const row = rowOfFile(filename);
  const exported = exportsOf(analysis);
  if (!row) return findActions(analysis, exported, filename);
  return exported
    .filter(({ name }) => row.exported?.includes(name))
    .flatMap((each) => {
      const node = unwrap(each.node);
      const isObject = node.type === T.ObjectExpression;
      // `module.exports = { login, logout }` lies in a folder of routes and is none
      if (isObject && each.name === "default") return [];
      const actions = isObject ? node.properties : [];
      const inner = actions.flatMap((property) =>
        property.type === T.Property
          ? [{ name: keyName(property) ?? "", node: property.value as Node, mark: property.key as Node }]
          : [],
      );
      const found = (inner.length > 0 ? inner : [each]).map((entry) =>
        toRoute(analysis, row, entry, filename),
      );
      return found.filter(({ functions }) => functions.length > 0 && !functions.every(setsRoutesUp));
    });
}

/** `module.exports = (app) => { app.post("/login", …) }` registers routes, wherever its file lies. */
function setsRoutesUp(node: FunctionNode): boolean {
  const [first] = node.params;
  if (first?.type !== T.Identifier) return false;
  return bodyFacts(node).calls.some(
    ({ callee, arguments: [path] }) =>
      callee.type === T.MemberExpression &&
      callee.object.type === T.Identifier &&
      callee.object.name === first.name &&
      /^(?:get|post|put|patch|delete|all|use)$/.test(memberName(callee) ?? "") &&
      path !== undefined &&
      /^[/*]/.test(staticText(path) ?? ""),
  );
}

function toRoute(analysis: Analysis, row: RouteRow, { name, node, mark }: Exported, filename: string): Route {
  const { functions, wrappers } = unwrapHandler(node);
  const isMethod = /^[A-Z]+$/.test(name);
  const path = pathOfFile(filename);
  const around = row.around === undefined ? [] : aroundFiles(analysis, row.around, path);
  return {
    loc: mark.loc,
    call: undefined,
    method: isMethod ? name : methodOf(filename, row),
    path,
    name: isMethod || name === "default" || name === "action" ? "" : name,
    handler: node,
    functions,
    wrappers,
    chains: [{ shared: around, own: optionsBeside(node), isComplete: analysis.project !== undefined }],
    adapter: row.adapter,
  };
}

/** `defineEventHandler({ onRequest: [limiter], handler })`: what stands beside the handler runs before it. */
function optionsBeside(handler: Node): readonly Node[] {
  const call = unwrap(handler);
  if (call.type !== T.CallExpression) return [];
  return call.arguments.filter(
    (each) =>
      each.type === T.ObjectExpression &&
      each.properties.some((property) => property.type === T.Property && keyName(property) === "handler"),
  );
}

/** `server/api/login.post.ts` */
function methodOf(filename: string, { method = "ANY" }: RouteRow): string {
  return /\.(get|post|put|patch|delete)\.\w+$/.exec(filename)?.[1]?.toUpperCase() ?? method;
}

/** Exported functions of a file with `"use server"`, which anyone can call. */
function findActions(analysis: Analysis, exported: readonly Exported[], filename: string): Route[] {
  const isServer = analysis.file.unit.ast.body.some(
    (statement) => statement.type === T.ExpressionStatement && statement.directive === "use server",
  );
  return isServer
    ? exported.map((each) => ({
        ...toRoute(analysis, serverActions, each, filename),
        path: "",
      }))
    : [];
}

function exportsOf({ file }: Analysis): Exported[] {
  return file.unit.ast.body.flatMap((statement): Exported[] => {
    if (statement.type === T.ExportDefaultDeclaration)
      return [{ name: "default", node: statement.declaration, mark: markOf(statement.declaration) }];
    if (statement.type === T.ExpressionStatement) return assigned(statement.expression);
    if (statement.type !== T.ExportNamedDeclaration) return [];
    const { declaration } = statement;
    if (isFunction(declaration))
      return declaration.id ? [{ name: declaration.id.name, node: declaration, mark: declaration.id }] : [];
    if (declaration?.type === T.VariableDeclaration)
      return declaration.declarations.flatMap(({ id, init }) =>
        id.type === T.Identifier && init ? [{ name: id.name, node: init, mark: id }] : [],
      );
    return statement.source
      ? []
      : statement.specifiers.map(({ local, exported }) => ({
          name: exported.type === T.Identifier ? exported.name : exported.value,
          node: local,
          mark: exported,
        }));
  });
}

/** `module.exports = handler` */
function assigned(expression: TSESTree.Expression): Exported[] {
  if (expression.type !== T.AssignmentExpression || expression.left.type !== T.MemberExpression) return [];
  const { object, property } = expression.left;
  const isWhole =
    object.type === T.Identifier &&
    object.name === "module" &&
    property.type === T.Identifier &&
    property.name === "exports";
  return isWhole ? [{ name: "default", node: expression.right, mark: expression.left }] : [];
}

function markOf(node: Node): Node {
  const plain = unwrap(node);
  return (
    (isFunction(plain) && (plain as FunctionNode).id) ||
    (isFunction(plain) ? (plain.params[0] ?? plain) : node)
  );
}
