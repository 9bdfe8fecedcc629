/** Characters that could end a script element, open a comment, or end a line in older JavaScript. */
const SPECIAL = /[<>&\u2028\u2029]/g;

/**
 * A value as JSON that is also safe inside a `<script>`: data, never markup or code.
 *
 * @throws TypeError for what JSON cannot express (a cycle, a bigint)
 */
export function writeJson(value: unknown, isJson: boolean): string {
  const json = stringify(value);
  if (json === undefined) return isJson ? "null" : "undefined";
  return json.replace(SPECIAL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch {
    throw new TypeError("html can write into a script only what JSON can express: no cycle and no bigint");
  }
}
