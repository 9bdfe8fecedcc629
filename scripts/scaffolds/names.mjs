/** `"no-such-thing"` → `"noSuchThing"`. */
export function camelCase(name) {
  return name.replaceAll(/-(.)/g, (_match, letter) => letter.toUpperCase());
}

/** Adds a line to a block of lines that start alike, in alphabetical order. */
export function insertSorted(text, line, isPeer) {
  const lines = text.split("\n");
  const peers = lines.flatMap((each, index) => (isPeer(each) ? [index] : []));
  const after = peers.filter((index) => lines[index] < line);
  const at = after.length > 0 ? after.at(-1) + 1 : (peers[0] ?? lines.length);
  return lines.toSpliced(at, 0, line).join("\n");
}
