import type { TSESTree } from "@typescript-eslint/types";

import type { Unit } from "../flow/unit.ts";
import { mayUseCommonJs, recordCommonJs } from "./commonjs-record.ts";
import { recordEsm } from "./esm-record.ts";
import type { Reader } from "./load-unit.ts";
import type { ModuleRecord } from "./module-record.ts";
import { getModuleRecord } from "./module-records.ts";

const records = new WeakMap<TSESTree.Program, Pick<ModuleRecord, "imports" | "exports">>();

/** What a parsed file imports and exports: as the package's index has it, or, where no disk is looked at, by its tree. */
export function recordOf(
  unit: Unit,
  { isAlone, configured }: Reader,
): Pick<ModuleRecord, "imports" | "exports"> | undefined {
  if (!isAlone) return getModuleRecord(unit.filename, configured);
  let record = records.get(unit.ast);
  if (!record) records.set(unit.ast, (record = readTree(unit)));
  return record;
}

function readTree({ ast, text }: Unit): Pick<ModuleRecord, "imports" | "exports"> {
  const esm = recordEsm(ast);
  const commonJs = mayUseCommonJs(text) ? recordCommonJs(ast) : { imports: [], exports: [] };
  return {
    imports: [...esm.imports, ...commonJs.imports],
    exports: [...esm.exports, ...commonJs.exports],
  };
}
