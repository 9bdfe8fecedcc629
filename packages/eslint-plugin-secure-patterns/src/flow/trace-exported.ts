import { memberName, T } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { exportedName } from "./exported-as.ts";
import type { FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";

/** `exports.save(data)`, `module.exports.save(data)`: what the file itself has put there under that name. */
export function traceExported(
  file: FileFlow,
  node: TSESTree.MemberExpression,
  path: AccessPath,
): readonly Origin[] {
  const name = exportedName(node, file.bindings);
  if (name === undefined || (name === "default" && memberName(node) === "exports")) return [];
  const own = file.writesNamed(name).filter((write) => isExported(file, write, name));
  if (own.length > 0) return own.flatMap(({ right }) => trace(file, right, path));
  // `module.exports = { save, load }`
  return file
    .writesNamed("exports")
    .filter((write) => isExported(file, write, "default"))
    .flatMap(({ right }) => trace(file, right, [name, ...path]));
}

function isExported(
  file: FileFlow,
  { operator, left }: TSESTree.AssignmentExpression,
  name: string,
): boolean {
  return operator === "=" && left.type === T.MemberExpression && exportedName(left, file.bindings) === name;
}
