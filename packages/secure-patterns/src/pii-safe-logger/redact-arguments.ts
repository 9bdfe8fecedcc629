import type { Redactor } from "../redaction/index.ts";

/** `%s` and its kin, and `%%`; with the name that stands before it, as in `email=%s` or `"email": %j`. */
const DIRECTIVE = /(?:([\w.$-]{1,64})["']?[ ]?[:=][ ]?["']?)?%[%sdifjoOc]/g;
/** `"email:"` before the value itself: `console.log("email:", user.email)`. */
const LABEL = /([\w.$-]{1,64})["']?[ ]?[:=][ ]*$/;
const LONGEST_LABEL = 200;

/**
 * Redacts the arguments of a log call, whatever their order: each by itself, and a value also by the name that the text before
 * it gives it. The same array comes back where nothing is hidden.
 */
export function redactArguments(args: readonly unknown[], redactor: Redactor): readonly unknown[] {
  const names = findNames(args);
  let copy: unknown[] | undefined;
  for (let index = 0; index < args.length; index++) {
    const name = names?.get(index);
    const next = name === undefined ? redactor.redact(args[index]) : redactor.redactEntry(name, args[index]);
    if (next !== args[index]) (copy ??= [...args])[index] = next;
  }
  return copy ?? args;
}

function findNames(args: readonly unknown[]): Map<number, string> | undefined {
  let names: Map<number, string> | undefined;
  for (let index = 0; index < args.length - 1; index++) {
    const text = args[index];
    if (typeof text !== "string") continue;
    const label = LABEL.exec(text.slice(-LONGEST_LABEL))?.[1];
    if (label !== undefined) (names ??= new Map()).set(index + 1, label);
    if (text.includes("%")) names = addDirectives(text, index, names);
  }
  return names;
}

function addDirectives(
  format: string,
  at: number,
  names: Map<number, string> | undefined,
): Map<number, string> | undefined {
  let result = names;
  let index = at;
  for (const match of format.matchAll(DIRECTIVE)) {
    if (match[0].endsWith("%%")) continue;
    index++;
    if (match[1] !== undefined) (result ??= new Map()).set(index, match[1]);
  }
  return result;
}
