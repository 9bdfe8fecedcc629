import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, staticText, T, type Node } from "../../ast/nodes.ts";
import type { Adapter } from "../../catalog/route-types.ts";
import { routes as rows } from "../../catalog/routes.ts";
import { trace } from "../../flow/trace.ts";
import type { Analysis } from "../analysis.ts";
import { decoratorsOf } from "../handler-match.ts";
import type { Route } from "./route.ts";
import { aroundDecorated } from "./surroundings.ts";

type Method = TSESTree.MethodDefinition;

interface Found {
  readonly method: string;
  readonly adapter: Adapter | undefined;
  readonly isOwn?: true;
}

const OWN_DECORATOR = /^(?:http)?(get|post|put|patch|delete)(?:mapping|route)?$/i;

/** Methods of controllers: `@Post("login") login(@Body() body) { … }`. */
export function findDecoratedRoutes(analysis: Analysis): Route[] {
  const classes = analysis.file.unit.ast.body.flatMap((statement) => {
    const declared =
      statement.type === T.ExportNamedDeclaration || statement.type === T.ExportDefaultDeclaration
        ? statement.declaration
        : statement;
    return declared?.type === T.ClassDeclaration ? [declared] : [];
  });
  return classes.flatMap((owner) =>
    owner.body.body.flatMap((member) => {
      const route = member.type === T.MethodDefinition ? toRoute(analysis, owner, member) : undefined;
      return route ? [route] : [];
    }),
  );
}

function toRoute(analysis: Analysis, owner: TSESTree.ClassDeclaration, member: Method): Route | undefined {
  const decorators = decoratorsOf(member);
  for (const decorator of decorators) {
    const found = routeRow(analysis, decorator);
    if (!found || !isFunction(member.value)) continue;
    const around = [...decoratorsOf(owner), ...decorators].filter((each) => each !== decorator);
    const name = keyName(member) ?? "";
    const { shared, isComplete } = aroundDecorated(analysis);
    const isKnown = found.isOwn !== true;
    return {
      loc: { start: decorator.loc.start, end: member.key.loc.end },
      call: undefined,
      method: found.method,
      path: [...decoratorsOf(owner), decorator].map(pathOf).join("/"),
      name,
      handler: member.value as Node,
      functions: [member.value],
      wrappers: [],
      chains: [
        {
          shared,
          own: around.map(({ expression }) => expression as Node),
          isComplete: isComplete && isKnown,
        },
      ],
      adapter: found.adapter,
    };
  }
  return undefined;
}

function routeRow({ file }: Analysis, { expression }: TSESTree.Decorator): Found | undefined {
  const callee = expression.type === T.CallExpression ? expression.callee : expression;
  for (const { root, path } of trace(file, callee)) {
    if (root.type !== "import") continue;
    const row = rows.find(({ decoratorPackage }) => decoratorPackage === root.module);
    const method = row?.decorators?.[path[0] ?? ""];
    if (method !== undefined) return { method, adapter: row?.adapter };
  }
  return ownDecorator(expression);
}

/** `@post("/login")` of a project that makes its own decorators: what runs before it is out of sight. */
function ownDecorator(expression: Node): Found | undefined {
  if (expression.type !== T.CallExpression || expression.callee.type !== T.Identifier) return undefined;
  const [, method] = OWN_DECORATOR.exec(expression.callee.name) ?? [];
  const [path] = expression.arguments;
  return method !== undefined && path && staticText(path)?.startsWith("/")
    ? { method: method.toUpperCase(), adapter: undefined, isOwn: true }
    : undefined;
}

/** `@Controller("auth")`, `@Post("login")`, `@Post(["a", "b"])`; only paths, not the arguments of guards. */
function pathOf({ expression }: TSESTree.Decorator): string {
  if (expression.type !== T.CallExpression || expression.callee.type !== T.Identifier) return "";
  if (
    !/^(?:(?:Json)?Controller|controller|Route|(?:[Hh]ttp)?(?:[Gg]et|[Pp]ost|[Pp]ut|[Pp]atch|[Dd]elete)(?:Mapping|Route)?|All)$/.test(
      expression.callee.name,
    )
  )
    return "";
  const [first] = expression.arguments;
  if (first?.type === T.ObjectExpression) {
    const path = first.properties.find((each) => each.type === T.Property && keyName(each) === "path");
    return path?.type === T.Property ? (staticText(path.value) ?? "*") : "";
  }
  return first ? (staticText(first) ?? "*") : "";
}
