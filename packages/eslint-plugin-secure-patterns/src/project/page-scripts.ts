import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { Unit } from "../flow/unit.ts";
import { parseScript } from "./parse-script.ts";

const SCRIPT = /<script\b([^>]*)>([^]*?)<\/script\s*>/gi;
const NO_CODE =
  /\bsrc\s*=|\btype\s*=\s*["']?(?!["']?(?:module|text\/(?:java|ecma)script|application\/javascript)\b)\w/i;
/** `{{ user.id }}`, `<%= user.id %>`, `{% url "orders" %}`: what a server fills in. */
const HOLE = /<%[^]*?%>|\{\{[^]*?\}\}\}?|\{%[^]*?%\}|\{#[^]*?#\}/g;
/** `<%=`, `{{`, `{% url`: writes a value. */
const WRITES = /^(?:<%[=-]|\{\{(?!\s*[#/!>]|\s*else\b)|\{%-?\s*(?:url|static)\b)/;
/** `{% url "orders" %}`, `{{ url_for("orders") }}`, `{{ route("orders") }}`: an address of the site itself. */
const OWN_ADDRESS = /^\{[{%]-?\s*(?:url|url_for|route|path)\b/;

/**
 * The scripts that stand in a page, for each one that mentions `mentions`. Offsets are those of the page, whose text the units have,
 * too; what a server fills in is read as a name, in quotes as the text that it stands for.
 */
export function pageScripts(filename: string, text: string, mentions: RegExp): Unit[] {
  return scriptsIn(text)
    .filter(({ code }) => mentions.test(code))
    .flatMap((script) => unitOf(filename, text, [script]));
}

/** The same as one program, since a page's scripts share what they define; each by itself where that cannot be read. */
export function pageProgram(filename: string, text: string, mentions: RegExp): Unit[] {
  const scripts = scriptsIn(text);
  if (!scripts.some(({ code }) => mentions.test(code))) return [];
  const all = unitOf(filename, text, scripts);
  return all.length > 0 ? all : pageScripts(filename, text, mentions);
}

interface Script {
  readonly start: number;
  readonly code: string;
}

function scriptsIn(text: string): Script[] {
  return Array.from(text.matchAll(SCRIPT)).flatMap((match) => {
    const [whole, attributes = "", code = ""] = match;
    if (NO_CODE.test(attributes)) return [];
    const end = match.index + whole.lastIndexOf("<");
    return [{ start: end - code.length, code }];
  });
}

function unitOf(filename: string, text: string, scripts: readonly Script[]): Unit[] {
  let program = "";
  for (const { start, code } of scripts)
    program += blank(text.slice(program.length, start)) + code.replace(HOLE, fill);
  const parsed = parseScript(`${filename}.js`, program);
  return parsed ? [{ ...parsed, text, filename, visitorKeys }] : [];
}

function fill(hole: string, at: number, code: string): string {
  if (!WRITES.test(hole)) return blank(hole);
  const isQuoted = /["'`]/.test(code[at - 1] ?? "");
  // a text that starts with it may start with another site
  const name = !isQuoted ? "__" : OWN_ADDRESS.test(hole) ? "/_" : "::";
  return name + hole.slice(2).replace(/[^\r\n]/g, "_");
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
