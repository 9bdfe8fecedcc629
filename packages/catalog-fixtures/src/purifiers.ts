import DOMPurify from "dompurify";
import { htmlEscape } from "escape-goat";
import escapeHtml from "escape-html";
import he from "he";
import { encode } from "html-entities";
import { escape } from "lodash-es";
import escapeText from "lodash.escape";
import sanitizeHtml from "sanitize-html";
import validator from "validator";
import xss, { filterXSS } from "xss";
import { inHTMLData } from "xss-filters";

const element = document.body;
const text = window.name; // $ source browser

element.innerHTML = DOMPurify.sanitize(text); // $ barrier safe
element.innerHTML = sanitizeHtml(text); // $ barrier safe
element.innerHTML = sanitizeHtml(text, { allowedAttributes: { a: ["href"] } }); // $ barrier safe
element.innerHTML = sanitizeHtml(text, { allowedAttributes: false }); // $ barrier $ sink html
element.innerHTML = xss(text); // $ barrier safe
element.innerHTML = filterXSS(text); // $ barrier safe
element.innerHTML = escapeHtml(text); // $ barrier safe
element.innerHTML = he.encode(text); // $ barrier safe
element.innerHTML = encode(text); // $ barrier safe
element.innerHTML = escape(text); // $ barrier safe
element.innerHTML = escapeText(text); // $ barrier safe
element.innerHTML = htmlEscape(text); // $ barrier safe
element.innerHTML = validator.escape(text); // $ barrier safe
element.innerHTML = inHTMLData(text); // $ barrier safe
