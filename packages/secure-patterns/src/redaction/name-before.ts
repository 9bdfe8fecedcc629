const LONGEST_NAME = 64;
const NAME_CHARACTERS: Uint8Array = createTable();
const QUOTES = "\"'\\";

/** Where the name begins that ends at an index; the index itself where none does. */
export function findNameStart(text: string, end: number): number {
  let start = end;
  for (; start > 0 && end - start < LONGEST_NAME; start--) {
    const code = text.charCodeAt(start - 1);
    if (code > 127 || NAME_CHARACTERS[code] === 0) break;
  }
  return start;
}

function createTable(): Uint8Array {
  const table = new Uint8Array(128);
  table.fill(1, 48, 58).fill(1, 65, 91).fill(1, 97, 123);
  for (const character of "_.$%[]-") table[character.charCodeAt(0)] = 1;
  return table;
}

/** The name in a text that ends with `name: `, `name=` or `"name": "`. */
export function getNameBefore(text: string, end: number): string | undefined {
  let index = skipBack(text, end, QUOTES);
  index = skipBack(text, index, " ");
  if (text[index - 1] !== ":" && text[index - 1] !== "=") return undefined;
  index = skipBack(text, skipBack(text, index - 1, " "), QUOTES);
  const start = findNameStart(text, index);
  return start === index ? undefined : text.slice(start, index);
}

/** A few characters back at most: a long run of them stands before no value. */
function skipBack(text: string, from: number, characters: string): number {
  let index = from;
  while (index > 0 && from - index < 4 && characters.includes(text[index - 1] ?? "")) index--;
  return index;
}
