import { toText } from "../to-text.ts";
import { isSafeHtml } from "./safe-html.ts";

const SPECIAL = /["&'<>]/;
const FIRST_CODE = 34;
const LAST_CODE = 62;
const LONG = 64;

/**
 * Escapes a value for HTML text and quoted attribute values: `& < > " '` become character references.
 *
 * Not enough for unquoted attributes, URLs (`javascript:`), scripts, styles and comments: use `html` there, which knows where a value
 * stands.
 *
 * @param value - anything; `null` and `undefined` give an empty string, what `html` made passes as it is
 */
export function escapeHtml(value: unknown): string {
  if (typeof value === "string") return escapeText(value);
  return isSafeHtml(value) ? String(value) : escapeText(toText(value));
}

function escapeText(text: string): string {
  // In a long text five native searches are faster than one with a pattern.
  const isDirty = text.length > LONG ? hasSpecial(text) : SPECIAL.test(text);
  return isDirty ? replaceSpecial(text) : text;
}

function hasSpecial(text: string): boolean {
  return (
    text.includes("&") || text.includes("<") || text.includes(">") || text.includes('"') || text.includes("'")
  );
}

function replaceSpecial(text: string): string {
  let escaped = "";
  let done = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // Letters and spaces are neither.
    if (code > LAST_CODE || code < FIRST_CODE) continue;
    let reference: string;
    switch (code) {
      case 34:
        reference = "&quot;";
        break;
      case 38:
        reference = "&amp;";
        break;
      case 39:
        reference = "&#39;";
        break;
      case 60:
        reference = "&lt;";
        break;
      case 62:
        reference = "&gt;";
        break;
      default:
        continue;
    }
    if (done !== index) escaped += text.substring(done, index);
    done = index + 1;
    escaped += reference;
  }
  return done === text.length ? escaped : escaped + text.substring(done);
}
