import { isFunction, memberName, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import { RESULT, type AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { compose, type Origin } from "./origin.ts";
import { functionsOf, trace } from "./trace.ts";

/** What a framework hands from one function of a file to another: the first answers it, the second gets it. */
export interface Companion {
  /** The exported functions, or members of the exported component, that answer. */
  readonly answers: readonly string[];
  /** What of the answer is meant. */
  readonly path: AccessPath;
}

/** `useLoaderData().name` is what the route's `loader` answers under that name. */
export function fromCompanions(origin: Origin, seen: Set<string>): readonly Origin[] {
  const { root, node, before } = origin;
  const file = fileOf(root.type === "parameter" ? root.of : node);
  const companions = file?.model.companionsOf(origin, file) ?? [];
  if (!file || companions.length === 0) return [];
  const key = `companion:${file.unit.filename}:${companions.map(({ path }) => path.join()).join(";")}:${before}`;
  if (seen.has(key)) return [];
  seen.add(key);
  return companions.flatMap(({ answers, path }) =>
    answers
      .flatMap((name) => functionsNamed(file, name))
      .flatMap((of) => trace(file, of, [RESULT, ...path]).map((inner) => compose(origin, inner, of))),
  );
}

function functionsNamed(file: FileFlow, name: string): readonly FunctionNode[] {
  const exported = file.unit.ast.body.flatMap((statement) =>
    statement.type === T.ExportNamedDeclaration && statement.declaration
      ? valuesOf(file, statement.declaration, name)
      : [],
  );
  const assigned = file
    .writesNamed(name)
    .flatMap(({ left, right }) => (memberName(left as never) === name ? functionsIn(file, right) : []));
  return [...exported, ...assigned];
}

function valuesOf(file: FileFlow, declaration: Node, name: string): readonly FunctionNode[] {
  if (isFunction(declaration)) return declaration.id?.name === name ? [declaration] : [];
  if (declaration.type !== T.VariableDeclaration) return [];
  return declaration.declarations.flatMap(({ id, init }) =>
    id.type === T.Identifier && id.name === name && init ? functionsIn(file, init) : [],
  );
}

/** The function itself, or the one that a wrapper is handed: `withSession(async (context) => …)`. */
function functionsIn(file: FileFlow, value: Node): readonly FunctionNode[] {
  const plain = unwrap(value);
  if (isFunction(plain)) return [plain];
  const found = functionsOf(file, plain);
  if (found.length > 0 || plain.type !== T.CallExpression) return found;
  return plain.arguments.flatMap((argument) => functionsOf(file, argument));
}
