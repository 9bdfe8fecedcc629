import { mayUseCommonJs, recordCommonJs } from "./commonjs-record.ts";
import { recordEsm } from "./esm-record.ts";
import type { ModuleRecord } from "./module-record.ts";
import { parseModuleSyntax, parseTree, type ConfiguredParser } from "./parse-script.ts";
import { recordFromNative } from "./record-from-native.ts";

const NOTHING = { imports: [], exports: [] };

/**
 * What a file imports and exports: by the native parser's list, by a pass over the tree for CommonJS only
 * where the text may hold any.
 * @returns `undefined` where the file cannot be parsed.
 */
export function readModuleRecord(
  filename: string,
  text: string,
  configured?: ConfiguredParser | undefined,
): ModuleRecord | undefined {
  const syntax = parseModuleSyntax(filename, text);
  const tree = !syntax || mayUseCommonJs(text) ? parseTree(filename, text, configured) : undefined;
  if (!syntax && !tree) return undefined;
  const esm = syntax ? recordFromNative(syntax, text) : tree ? recordEsm(tree) : NOTHING;
  const commonJs = tree ? recordCommonJs(tree) : NOTHING;
  return {
    format: formatOf(syntax ? syntax.hasModuleSyntax : esm.exports.length + esm.imports.length > 0, commonJs),
    imports: [...esm.imports, ...commonJs.imports],
    exports: [...esm.exports, ...commonJs.exports],
  };
}

function formatOf(
  hasModuleSyntax: boolean,
  commonJs: { imports: unknown[]; exports: unknown[] },
): ModuleRecord["format"] {
  if (hasModuleSyntax) return "esm";
  return commonJs.imports.length + commonJs.exports.length > 0 ? "commonjs" : "script";
}
