// TypeScript as consumers set it up: every entry imported, and our declarations themselves checked.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const { ModuleKind, ModuleResolutionKind, ScriptTarget } = ts;

const setups = {
  "nodenext, ES module": {
    module: ModuleKind.NodeNext,
    moduleResolution: ModuleResolutionKind.NodeNext,
    file: "all.mts",
  },
  "nodenext, CommonJS": {
    module: ModuleKind.NodeNext,
    moduleResolution: ModuleResolutionKind.NodeNext,
    file: "all.cts",
  },
  bundler: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler, file: "all.ts" },
};

/** Set-up → "ok" or the first complaints. No types of Node are there: browsers' projects have none. */
export function checkTypes({ folder }, subpaths) {
  const source = subpaths
    .map((subpath, index) => `import * as entry${index} from "secure-patterns${subpath.slice(1)}";`)
    .concat(`export default [${subpaths.map((_, index) => `entry${index}`).join(", ")}];\n`)
    .join("\n");
  const place = join(folder, "types");
  mkdirSync(place, { recursive: true });
  return Object.fromEntries(
    Object.entries(setups).map(([name, { file, module, moduleResolution }]) => {
      const path = join(place, file);
      writeFileSync(path, source);
      return [name, compile(path, { module, moduleResolution })];
    }),
  );
}

function compile(path, setup) {
  const options = {
    ...setup,
    target: ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
  };
  const complaints = ts.getPreEmitDiagnostics(ts.createProgram([path], options));
  if (complaints.length === 0) return "ok";
  return complaints.slice(0, 5).map(describe).join("\n");
}

function describe({ file, start, messageText }) {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file?.fileName ?? ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}
