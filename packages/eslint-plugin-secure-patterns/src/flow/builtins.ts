/** The language's own functions, by what their results have to do with their inputs. Facts of ECMAScript and the DOM. */

/** String methods whose result has the receiver's content in the same form; an object without them would have thrown. */
export const SAME_TEXT: ReadonlySet<string> = new Set([
  "trim",
  "trimStart",
  "trimEnd",
  "trimLeft",
  "trimRight",
  "toLowerCase",
  "toUpperCase",
  "toLocaleLowerCase",
  "toLocaleUpperCase",
  "normalize",
  "toWellFormed",
  "toString",
  "repeat",
]);

/** Array and promise methods whose result has the receiver's content at the same paths. */
export const SAME_CONTENT: ReadonlySet<string> = new Set([
  "reverse",
  "toReversed",
  "sort",
  "toSorted",
  "filter",
  "flat",
  "finally",
  "valueOf",
  "toPromise",
]);

/** Methods whose result is a piece of the receiver: what stood at its front may be gone. */
export const PIECES: ReadonlySet<string> = new Set(["slice", "substring", "substr", "splice", "toSpliced"]);

/** Methods whose result is one element. */
export const ELEMENTS: ReadonlySet<string> = new Set(["pop", "shift", "at", "find", "findLast", "next"]);

/** Methods whose result is a number or a boolean, whatever the receiver. */
export const MEASURING_METHODS: ReadonlySet<string> = new Set([
  "includes",
  "indexOf",
  "lastIndexOf",
  "startsWith",
  "endsWith",
  "test",
  "search",
  "charCodeAt",
  "codePointAt",
  "localeCompare",
  "has",
  "some",
  "every",
  "findIndex",
  "findLastIndex",
  "hasOwnProperty",
  "getTime",
  "isWellFormed",
  "equals",
]);

/** Methods of arrays, texts and promises that hardly a class of an application has: what they call is no code of the project. */
export const NEVER_OF_PROJECT: ReadonlySet<string> = new Set([
  ...[...SAME_TEXT, ...PIECES, ...MEASURING_METHODS].filter(
    (name) => !/^(?:equals|has|search|test)$/.test(name),
  ),
  ...["map", "flatMap", "forEach", "filter", "reduce", "reduceRight", "sort", "reverse", "flat", "findLast"],
  ...["push", "pop", "shift", "unshift", "concat", "join", "keys", "values", "entries", "fill"],
  ...["split", "replace", "replaceAll", "padStart", "padEnd", "charAt", "toFixed", "toISOString"],
  ...["then", "catch", "finally", "bind", "toSorted", "toReversed", "getFullYear", "toLocaleString"],
]);

/** Array methods that call their first argument with an element; the number says at which parameter. */
export const ELEMENT_CALLBACKS: ReadonlyMap<string, number> = new Map([
  ["map", 0],
  ["forEach", 0],
  ["filter", 0],
  ["find", 0],
  ["findLast", 0],
  ["some", 0],
  ["every", 0],
  ["flatMap", 0],
  ["findIndex", 0],
  ["sort", 0],
  ["reduce", 1],
  ["reduceRight", 1],
]);

/** Marks, as the last segment of a path, that only the rear part of a text was kept. */
export const TAIL = "(tail)";

/** Marks what was parsed out of a text: it may be an object. */
export const PARSED = "(parsed)";

/** Marks a part of a URL that was parsed from the text: `"(url host)"`. */
export function urlPart(name: string): string {
  return `(url ${name})`;
}

/** Modules whose exports are the language's own URL functions, and Node's older ones. */
const URL_MODULES: ReadonlySet<string> = new Set(["url", "whatwg-url", "fast-url-parser"]);

/** The name under which `require("url").parse`, `import { URL } from "node:url"` is known here. */
export function urlFunction(module: string, path: readonly string[]): string | undefined {
  if (!URL_MODULES.has(module)) return undefined;
  switch (path.join(".")) {
    case "URL":
    case "URLSearchParams":
    case "URL.parse":
      return path.join(".");
    case "parse":
    case "format":
      return `url.${path.join(".")}`;
    default:
      return undefined;
  }
}
