import { toText } from "../to-text.ts";
import { isSafeHtml } from "./safe-html.ts";

const SPECIAL = /["&'<>]/;

/**
 * Escapes a value for HTML text and quoted attribute values: `& < > " '` become character references.
 *
 * Not enough for unquoted attributes, URLs (`javascript:`), scripts, styles and comments: use `html` there, which knows where a value
 * stands.
 *
 * @param value - anything; `null` and `undefined` give an empty string, what `html` made passes as it is
 */
export function escapeHtml(value: unknown): string {
  const text = typeof value === "string" ? value : toText(value);
  if (typeof value !== "string" && isSafeHtml(value)) return text;
  const first = text.search(SPECIAL);
  return first === -1 ? text : escapeFrom(text, first);
}

function escapeFrom(text: string, first: number): string {
  let escaped = "";
  let done = 0;
  for (let index = first; index < text.length; index++) {
    let reference: string;
    switch (text.charCodeAt(index)) {
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
    if (done !== index) escaped += text.slice(done, index);
    escaped += reference;
    done = index + 1;
  }
  return done === text.length ? escaped : escaped + text.slice(done);
}
