import { T, type Node } from "../ast/nodes.ts";
import { extend, type AccessPath } from "./access-path.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { originAt, withStep, type Origin } from "./origin.ts";
import { trace } from "./trace.ts";
import type { Variable } from "./unit.ts";

type Definition = Variable["defs"][number];

/** `name` of `import { name } from "module"`: its value in that file, or the package that it is part of. */
export function traceImport(
  file: FileFlow,
  use: Node,
  definition: Definition,
  path: AccessPath,
): readonly Origin[] {
  const specifier = definition.node as Node;
  const declaration = definition.parent as Node | null | undefined;
  if (declaration?.type !== T.ImportDeclaration) return [];
  const module = declaration.source.value;
  const name = importedName(specifier);
  return importOrigins(file, module, name === undefined ? path : extend([name], path), use);
}

/** A default export and a whole CommonJS module are one and the same place. */
export function importOrigins(
  file: FileFlow,
  module: string,
  asked: AccessPath,
  use: Node,
): readonly Origin[] {
  const found = file.modules?.resolve(file, module, asked);
  const other = found && fileOf(found.node);
  if (found && other) return trace(other, found.node, found.rest).map((origin) => withStep(origin, use));
  const path = asked[0] === "default" ? asked.slice(1) : asked;
  return [originAt({ type: "import", module: module.replace(/^node:/, "") }, path, use)];
}

export function importedName(specifier: Node): string | undefined {
  switch (specifier.type) {
    case T.ImportDefaultSpecifier:
      return "default";
    case T.ImportSpecifier:
      return specifier.imported.type === T.Identifier ? specifier.imported.name : specifier.imported.value;
    default:
      return undefined;
  }
}
