import { keyName, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { narrowDecorators } from "../catalog/formats.ts";
import type { Fact } from "../flow/facts.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import { annotationOf } from "./annotated-nodes.ts";
import { decoratorsOf } from "./handler-match.ts";
import { patternFact } from "./schema-facts.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Decorators of fields by which a validator knows what to ask for. */
const CHECK =
  /^(?:Is[A-Z]\w*|Min\w*|Max\w*|Length|Matches|Validate\w*|Array[A-Z]\w*|Contains|Equals|Allow|NotContains|NotEquals|Type|Transform|Z[A-Z]\w*)$/;
/** `PartialType(OmitType(User, ["role"]))`, and classes above one another. */
const DEEPEST = 4;
const VALIDATOR = /pipe|valid|schema|zod|joi|yup|dto/i;

/**
 * Whether a decorated parameter is of a class whose fields say what they hold (`@Body() user: CreateUser`), or goes through a
 * validator of its own: then what the framework hands over was checked. An interface is gone when the program runs.
 */
export function isDeclaredByClass({ root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  const parameter = root.of.params[root.index];
  const file = fileOf(root.of);
  const decorators = parameter ? decoratorsOf(parameter) : [];
  if (!parameter || !file || decorators.length === 0) return false;
  if (decorators.some(hasValidator) || decoratorsAround(root.of).some(hasValidator)) return true;
  const annotation = annotationOf(parameter);
  return annotation?.type === T.TSTypeReference && isCheckedClass(file, annotation.typeName);
}

/** What the decorators of a class say of the field that is read from a parameter which is declared by it: `@IsUUID() id: string;` */
export function fieldFacts({ root, path }: Origin): readonly Fact[] {
  if (root.type !== "parameter" || path[0] === undefined) return [];
  const parameter = root.of.params[root.index];
  const file = fileOf(root.of);
  const annotation = parameter && decoratorsOf(parameter).length > 0 ? annotationOf(parameter) : undefined;
  if (!file || annotation?.type !== T.TSTypeReference || annotation.typeName.type !== T.Identifier) return [];
  return trace(file, annotation.typeName).flatMap((origin) =>
    origin.root.type === "class"
      ? origin.root.node.body.body.flatMap((member) => factsOfField(member, path))
      : [],
  );
}

function factsOfField(member: TSESTree.ClassElement, [name]: readonly string[]): readonly Fact[] {
  if (member.type !== T.PropertyDefinition || keyName(member) !== name) return [];
  return decoratorsOf(member).flatMap(({ expression }) => {
    const called = nameOf(expression.type === T.CallExpression ? expression.callee : expression);
    if (narrowDecorators.test(called)) return [{ is: "type", type: "number", holds: true } as const];
    const [given] = expression.type === T.CallExpression ? expression.arguments : [];
    return called === "Matches" && given ? [patternFact(given)] : [];
  });
}

/** `@Body(new ZodPipe(schema))`, `@UsePipes(ValidationPipe)` */
function hasValidator({ expression }: TSESTree.Decorator): boolean {
  return (
    expression.type === T.CallExpression &&
    expression.arguments.some((argument) => VALIDATOR.test(nameOf(argument)))
  );
}

function nameOf(node: Node): string {
  if (node.type === T.Identifier) return node.name;
  if (node.type === T.CallExpression || node.type === T.NewExpression) return nameOf(node.callee);
  return node.type === T.MemberExpression ? nameOf(node.property) : "";
}

/** Of the method, and of its class. */
function decoratorsAround(of: Node): readonly TSESTree.Decorator[] {
  const method = of.parent?.type === T.MethodDefinition ? of.parent : undefined;
  return method ? [...decoratorsOf(method), ...decoratorsOf(method.parent.parent)] : [];
}

function isCheckedClass(file: FileFlow, name: TSESTree.EntityName): boolean {
  if (name.type !== T.Identifier) return true;
  const definition = file.bindings.variableOf(name)?.defs[0];
  if (definition?.type === "ClassName") return hasChecks(definition.node as ClassNode);
  if (definition?.type !== "ImportBinding") return false;
  const roots = trace(file, name).map((origin) => origin.root);
  // where nobody can look, the class is believed
  return roots.some((root) => root.type === "import" || (root.type === "class" && hasChecks(root.node)));
}

function hasChecks(of: ClassNode, depth = 0): boolean {
  const isChecked = of.body.body.some((member) =>
    decoratorsOf(member).some(({ expression }) =>
      CHECK.test(nameOf(expression.type === T.CallExpression ? expression.callee : expression)),
    ),
  );
  return isChecked || (of.superClass !== null && parentHasChecks(of, of.superClass, depth));
}

/** `extends PartialType(CreateUser)` is checked as its parent is; a parent that nobody can look at is believed. */
function parentHasChecks(of: ClassNode, given: Node, depth: number): boolean {
  const file = fileOf(of);
  if (!file || depth > DEEPEST) return true;
  const names = given.type === T.CallExpression ? given.arguments : [given];
  const parents = names.filter((name) => name.type === T.Identifier || name.type === T.CallExpression);
  return (
    parents.length === 0 ||
    parents.some((name) => {
      if (name.type === T.CallExpression) return parentHasChecks(of, name, depth + 1);
      const roots = trace(file, name).map(({ root }) => root);
      return (
        roots.length === 0 || roots.some((root) => root.type !== "class" || hasChecks(root.node, depth + 1))
      );
    })
  );
}
