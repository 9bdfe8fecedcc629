import { chainOf, valuePaths, type Names } from "./value-path.ts";
import { ViewBuilder, type View } from "./view.ts";

const TAG = /<%([-=~_#%]?)([\s\S]*?)[-_]?%>/g;
const INCLUDE = /^\s*include\s*\(?\s*["'`]([^"'`]+)["'`]/;
const LIST = "[\\w$.?[\\]'\"]+";
const OF = new RegExp(`\\bfor\\s*\\(\\s*(?:const|let|var)\\s+([\\w$]+)\\s+of\\s+(${LIST})`);
const EACH = new RegExp(
  `(${LIST})\\.(?:forEach|map)\\(\\s*(?:async\\s*)?(?:function\\s*[\\w$]*\\s*)?\\(?\\s*([\\w$]+)`,
);
const DECLARED = new RegExp(`\\b(?:const|let|var)\\s+([\\w$]+)\\s*=\\s*(${LIST})\\s*(?:;|$)`, "gm");

/** Templates of EJS and Eta: `<%- name %>`, `<%~ it.name %>`. */
export function readScriptlets(text: string): View {
  const builder = new ViewBuilder(text);
  const names: Names = new Map();
  let end = 0;
  for (const tag of text.matchAll(TAG)) {
    const [whole, mark = "", code = ""] = tag;
    builder.write(text.slice(end, tag.index));
    end = tag.index + whole.length;
    if (mark === "-" || mark === "~") {
      const included = INCLUDE.exec(code)?.[1];
      if (included === undefined) builder.addAny(valuePaths(code, names), tag.index);
      else builder.include(included);
    } else if (mark === "" || mark === "_") nameIn(code, names);
  }
  return builder.build();
}

function nameIn(code: string, names: Names): void {
  const [, item, list] = OF.exec(code) ?? [];
  if (item !== undefined) name(names, item, list, ["*"]);
  const [, each, element] = EACH.exec(code) ?? [];
  if (element !== undefined) name(names, element, each, ["*"]);
  for (const [, declared = "", value] of code.matchAll(DECLARED)) name(names, declared, value, []);
}

function name(names: Names, given: string, value: string | undefined, rest: readonly string[]): void {
  const path = value === undefined ? undefined : chainOf(value, names);
  if (path) names.set(given, [...path, ...rest]);
}
