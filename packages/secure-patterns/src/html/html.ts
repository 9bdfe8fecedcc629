import { toText } from "../to-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { isSafeHtml, type SafeHtml, trustedHtml } from "./safe-html.ts";
import { type AttributePlace, planTemplate, type TemplatePlan } from "./template-plan.ts";
import { writeJson } from "./write-json.ts";
import { checkUrl, encodeUrlPart } from "./write-url.ts";

const plans = new WeakMap<TemplateStringsArray, TemplatePlan>();
/** `/static/`, `https://cdn.example.com/`: the origin is the template's. */
const NAMES_ORIGIN = /^(?:\/(?![/\\])|(?:https:)?\/\/[^/\\]+\/)/i;
const CODE_SCHEME = /^\s*(?:javascript|vbscript|data):/i;

/**
 * Builds HTML: the literal parts are markup, the values are data, each written as its place demands.
 *
 * - Text: escaped; arrays are joined; `null`, `undefined`, `false` write nothing; results of `html` are taken as they are.
 * - Attributes: escaped. `name=${value}` without quotes gets them, and is left out for `null`, `undefined` and `false`.
 * - URL attributes (`href`, `src`, …): a URL that would run code becomes `about:invalid#blocked`; a value inside a URL is percent-encoded.
 * - `<script>`: written as JSON, never inside a string of the script.
 *
 * @returns markup; `String(result)` or `result.toString()` is its text
 * @throws TypeError for a value where nothing is safe: event handlers, styles, comments, names of tags and attributes, `src` of scripts
 *   without an origin; for a template that ends inside a tag
 */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): SafeHtml {
  const { texts, places } = getPlan(strings);
  let markup = texts[0] ?? "";
  /** The value of the attribute being written, as far as it goes. */
  let attribute = "";
  places.forEach((place, index) => {
    const value = values[index];
    if (place.in === "attribute") {
      const before = (place.isFirst ? "" : attribute) + place.since;
      const text = writeAttribute(value, place, before);
      attribute = before + text;
      markup += place.whole ? writeWhole(value, text, place.name) : escapeHtml(text);
    } else markup += place.in === "script" ? writeJson(value, place.isJson) : writeText(value);
    markup += texts[index + 1] ?? "";
  });
  return trustedHtml(markup);
}

function getPlan(strings: TemplateStringsArray): TemplatePlan {
  const known = plans.get(strings);
  if (known !== undefined) return known;
  // Called as a function with a text that was put together, it would take data for markup.
  if (!Array.isArray(strings) || !Array.isArray((strings as { raw?: unknown }).raw)) {
    throw new TypeError("html is a template tag: html`<p>${value}</p>`");
  }
  if (strings.some((text) => text === undefined)) {
    throw new TypeError("The html template holds an invalid escape sequence");
  }
  const plan = planTemplate(strings);
  plans.set(strings, plan);
  return plan;
}

function writeText(value: unknown): string {
  if (isNothing(value)) return "";
  return Array.isArray(value) ? value.map(writeText).join("") : escapeHtml(value);
}

/** `disabled=${isDisabled}`: an attribute that is there or not. */
function writeWhole(value: unknown, text: string, name: string): string {
  return isNothing(value) ? "" : `${name}="${value === true ? "" : escapeHtml(text)}"`;
}

function writeAttribute(value: unknown, place: AttributePlace, before: string): string {
  const text = isNothing(value) ? "" : plainText(value);
  if (place.kind === "markup") return isSafeHtml(value) ? text : escapeHtml(text);
  if (place.kind === "plain") return text;
  if (place.kind === "code-url" && !NAMES_ORIGIN.test(before)) {
    throw new TypeError(
      `html takes a value into ${place.name} only behind an origin or path in the template`,
    );
  }
  if (before === "") return checkUrl(text, place.after);
  if (CODE_SCHEME.test(before))
    throw new TypeError(`html takes no value into a URL of code or data in ${place.name}`);
  // Already encoded as a query is.
  return value instanceof URLSearchParams && before.includes("?") ? text : encodeUrlPart(text, before);
}

/** Arrays become a list separated by spaces, as `class` and `rel` want it. */
function plainText(value: unknown): string {
  return Array.isArray(value)
    ? value
        .filter((one) => !isNothing(one))
        .map(toText)
        .join(" ")
    : toText(value);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false;
}
