import { html } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";

export const raw = () => html`<p>${unsafeHTML(window.name)}</p>`; // $ sink html
export const rule = () => html`<p>${unsafeHTML("<hr>")}</p>`; // safe
export const text = () => html`<p>${window.name}</p>`;
