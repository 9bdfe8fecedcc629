import { chainOf, valuePaths, type Names } from "./value-path.ts";
import { ViewBuilder, type View } from "./view.ts";

const TAG_START = "^[\\w.#:-]*(?:\\([^)]*\\))?";
const RAW_LINE = new RegExp(`${TAG_START}!=\\s*(.+)$`);
const INTERPOLATION = /!\{([^{}]+(?:\{[^{}]*\}[^{}]*)?)\}/g;
const ATTRIBUTE = /([\w:-]+)\s*!=\s*([\w$.[\]'"]+)/g;

/** Templates of Pug: `p!= name`, `!{name}`. */
export function readIndents(text: string): View {
  const builder = new ViewBuilder(text);
  const names: Names = new Map();
  let at = 0;
  let script = -1;
  for (const line of text.split("\n")) {
    const indent = line.search(/\S/);
    const code = line.trim();
    if (indent >= 0 && indent <= script) script = -1;
    if (!code.startsWith("//")) readLine(code, builder, names, at, script >= 0);
    if (
      /^script\b/.test(code) &&
      !/\btype=["'](?:text\/(?:x-)?template|application\/(?:ld\+)?json)/.test(code)
    )
      script = indent;
    at += line.length + 1;
  }
  return builder.build();
}

function readLine(code: string, builder: ViewBuilder, names: Names, at: number, isScript: boolean): void {
  nameIn(code, names);
  const included = /^(?:include|extends)\s+(\S+)/.exec(code)?.[1];
  if (included !== undefined) builder.include(included);
  for (const { 0: whole, 1: inner = "", index } of code.matchAll(INTERPOLATION)) {
    const before = isScript ? `<script>${code.slice(0, index)}` : "";
    addBehind(builder, before, valuePaths(inner, names), at + index + whole.length);
  }
  const raw = RAW_LINE.exec(code)?.[1];
  if (raw !== undefined) addBehind(builder, "", valuePaths(raw, names), at);
  else
    for (const [, name = "", value = ""] of code.matchAll(ATTRIBUTE))
      addBehind(builder, `<a ${name}="`, valuePaths(value, names), at);
}

/** Indentation closes all that was open: only the line itself tells where a value stands. */
function addBehind(
  builder: ViewBuilder,
  before: string,
  values: ReturnType<typeof valuePaths>,
  at: number,
): void {
  builder.restart(before);
  builder.addAny(values, at);
}

function nameIn(code: string, names: Names): void {
  const [, item = "", list = ""] =
    /^(?:each|for)\s+([\w$]+)(?:\s*,\s*[\w$]+)?\s+in\s+([\w$.[\]'"]+)/.exec(code) ?? [];
  const elements = list === "" ? undefined : chainOf(list, names);
  if (elements) names.set(item, [...elements, "*"]);
  const [, given = "", value = ""] =
    /^-\s*(?:(?:const|let|var)\s+)?([\w$]+)\s*=\s*([\w$.[\]'"]+)\s*;?$/.exec(code) ?? [];
  const path = value === "" ? undefined : chainOf(value, names);
  if (path) names.set(given, path);
}
