import type { CompanionRow } from "../catalog/types.ts";
import { RESULT, type AccessPath } from "../flow/access-path.ts";
import type { Companion } from "../flow/companions.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { usesOf } from "../flow/function-uses.ts";
import type { Origin } from "../flow/origin.ts";
import type { CatalogIndex } from "./catalog-index.ts";

/** Whose answers a value is: what is handed to a page's component, or what a hook gives. */
export function companionsOf(
  { companions }: CatalogIndex,
  isActive: (packages: readonly string[]) => boolean,
  origin: Origin,
  file: FileFlow,
): readonly Companion[] {
  if (origin.root.type !== "import" && origin.root.type !== "parameter") return [];
  return companions.flatMap(({ row, framework }) => {
    const rest = restOf(row, origin, file);
    if (!rest || !isActive(framework.packages)) return [];
    return [{ answers: row.answers, path: [...(row.at ?? []), ...rest] }];
  });
}

function restOf(
  { call, under, file: pattern }: CompanionRow,
  origin: Origin,
  file: FileFlow,
): AccessPath | undefined {
  const { root, path } = origin;
  if (root.type === "import")
    return call?.of.includes(root.module) && path[0] === call.name && path[1] === RESULT
      ? path.slice(2)
      : undefined;
  if (!under || root.type !== "parameter" || root.index !== 0 || path.length <= under.length)
    return undefined;
  if (under.some((name, index) => path[index] !== name)) return undefined;
  if (pattern !== undefined && !new RegExp(pattern).test(file.unit.filename.replaceAll("\\", "/")))
    return undefined;
  const isComponent = usesOf(file, root.of).some((use) => use.type === "export" && use.name === "default");
  return isComponent ? path.slice(under.length) : undefined;
}
