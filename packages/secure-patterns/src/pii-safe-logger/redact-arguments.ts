import { getNameBefore, type Redactor } from "../redaction/index.ts";

/** `%s` and its kin, and `%%`. */
const DIRECTIVE = /%[%sdifjoOc]/g;

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
    // `console.log("email:", user.email)`
    const label = getNameBefore(text, text.length);
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
    if (match[0] === "%%") continue;
    index++;
    // `email=%s`, `"email": %j`
    const name = getNameBefore(format, match.index);
    if (name !== undefined) (result ??= new Map()).set(index, name);
  }
  return result;
}
