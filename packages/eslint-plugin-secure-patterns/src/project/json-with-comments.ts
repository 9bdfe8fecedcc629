/**
 * Parses the JSON dialect of `tsconfig.json`: comments and trailing commas are allowed.
 * @returns `undefined` where the text is not JSON even so.
 */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(dropTrailingCommas(dropComments(text.replace(/^\uFEFF/, ""))));
  } catch {
    return undefined;
  }
}

/** Strings are matched first, so that `"//"` and `"a, ]"` inside them stay as they are. */
function dropComments(text: string): string {
  return text.replace(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g,
    (_, string: string | undefined) => string ?? " ",
  );
}

function dropTrailingCommas(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? "");
}
