import { chainOf, valuePath, type Names } from "./value-path.ts";
import { ViewBuilder, type View } from "./view.ts";

const TAG = /\{\{-?\s*([\s\S]*?)\s*-?\}\}|\{%-?\s*([\s\S]*?)\s*-?%\}/g;
/** Filters that leave the marks in a text as they are. */
const SAME_MARKS =
  /^(?:safe|raw|trim|upper|lower|upcase|downcase|capitalize|title|nl2br|newline_to_br|default|truncate)\b/;

/** Templates of Nunjucks, Twig, Swig and Liquid: `{{ name | safe }}`. */
export function readFilters(text: string, escapes: boolean): View {
  const builder = new ViewBuilder(text);
  const names: Names = new Map();
  let isEscaping = escapes;
  let end = 0;
  for (const tag of text.matchAll(TAG)) {
    const [whole, value, statement = ""] = tag;
    builder.write(text.slice(end, tag.index));
    end = tag.index + whole.length;
    if (value === undefined) {
      nameIn(statement, names);
      if (/^autoescape\s+(?:false|off)/.test(statement)) isEscaping = false;
      if (statement === "endautoescape") isEscaping = escapes;
      const included = /^(?:include|extends)\s+["']([^"']+)["']/.exec(statement)?.[1];
      if (included !== undefined) builder.include(included);
    } else {
      const [expression = "", ...filters] = value.split(/\s*\|\s*(?!\|)/);
      const isRaw = filters.some((filter) => /^(?:safe|raw)\b/.test(filter)) || !isEscaping;
      if (isRaw && filters.every((filter) => SAME_MARKS.test(filter)))
        builder.add(valuePath(expression, names), tag.index);
    }
  }
  return builder.build();
}

function nameIn(statement: string, names: Names): void {
  const [, item = "", list = ""] =
    /^for\s+(?:[\w$]+\s*,\s*)?([\w$]+)\s+in\s+([\w$.[\]'"]+)/.exec(statement) ?? [];
  const elements = list === "" ? undefined : chainOf(list, names);
  if (elements) names.set(item, [...elements, "*"]);
  const [, given = "", value = ""] = /^(?:set|assign)\s+([\w$]+)\s*=\s*([\w$.[\]'"]+)$/.exec(statement) ?? [];
  const path = value === "" ? undefined : chainOf(value, names);
  if (path) names.set(given, path);
}
