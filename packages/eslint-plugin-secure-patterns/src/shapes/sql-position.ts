/** Where in an SQL text a value stands, told from the text before it. */
export type SqlPosition =
  | { readonly in: "whole" | "value" | "identifier" | "comment" }
  | { readonly in: "string"; readonly quote: string };

/** Words after which a table's or a column's name follows, for which no placeholder can stand. */
const NAMES =
  /\b(?:from|into|update|table|join|(?:order|group)\s+by|select|distinct|column|index|asc|desc)\s*$/i;
const ORDERING = /\border\s+by\s+[\w."`,\s]*$/i;

export function sqlPosition(before: string): SqlPosition {
  if (before.trim() === "") return { in: "whole" };
  const open = openAt(before);
  if (open === "--" || open === "/*") return { in: "comment" };
  if (open !== "") return { in: "string", quote: open };
  return { in: NAMES.test(before) || ORDERING.test(before) ? "identifier" : "value" };
}

/** The quote or the comment that is open at the end of a text. */
function openAt(text: string): string {
  let open = "";
  for (let index = 0; index < text.length; index++) {
    const pair = text.slice(index, index + 2);
    const char = pair.charAt(0);
    if (open === "--") open = char === "\n" ? "" : open;
    else if (open === "/*") open = pair === "*/" ? "" : open;
    else if (open !== "") {
      if (char === "\\") index++;
      else if (char === open) open = "";
    } else if (pair === "--" || pair === "/*") open = pair;
    else if (/["'`]/.test(char)) open = char;
  }
  return open;
}
