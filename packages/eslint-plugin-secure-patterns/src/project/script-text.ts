/** Languages whose files hold scripts among other text; the text around them is blanked, so that offsets hold. */
const EMBEDDED = /\.(?:vue|svelte|astro)$/i;
const SCRIPT = /(<script\b[^>]*>)([^]*?)<\/script\s*>/gi;
const FRONT_MATTER = /^(\s*---[^\n]*\n)([^]*?)\n---/;

/** The script of a file: its text, or for Vue, Svelte and Astro the text with all but the scripts blanked. */
export function toScriptText(filename: string, text: string): string {
  return EMBEDDED.test(filename) ? blankAllBut(text, scriptRanges(filename, text)) : text;
}

/** The dialect to parse a file as; `tsx` where plain JavaScript may hold JSX. */
export function getDialect(filename: string): "js" | "jsx" | "ts" | "tsx" {
  if (/\.[mc]?ts$/i.test(filename) || EMBEDDED.test(filename)) return "ts";
  if (/\.tsx$/i.test(filename)) return "tsx";
  return "jsx";
}

function scriptRanges(filename: string, text: string): [number, number][] {
  if (/\.astro$/i.test(filename)) {
    const match = FRONT_MATTER.exec(text);
    return match ? [bodyRange(match)] : [];
  }
  return Array.from(text.matchAll(SCRIPT), bodyRange);
}

function bodyRange(match: RegExpExecArray): [number, number] {
  const start = match.index + (match[1]?.length ?? 0);
  return [start, start + (match[2]?.length ?? 0)];
}

function blankAllBut(text: string, ranges: [number, number][]): string {
  let result = "";
  let position = 0;
  for (const [start, end] of ranges) {
    result += blank(text.slice(position, start)) + text.slice(start, end);
    position = end;
  }
  return result + blank(text.slice(position));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
