export { escapeHtml } from "./escape-html.ts";
export { html } from "./html.ts";
export { type SafeHtml, trustedHtml } from "./safe-html.ts";
