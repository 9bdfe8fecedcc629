import ejs from "ejs";
import { configure as configureEta, Eta } from "eta";
import Handlebars from "handlebars";
import $ from "jquery";
import Mustache from "mustache";
import nunjucks from "nunjucks";
import type { ReactNode } from "react";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import ReactMarkdown from "react-markdown";
import sanitizeHtml from "sanitize-html";
import serialize from "serialize-javascript";
import Sqrl from "squirrelly";
import swig from "swig";

declare const source: string;
declare const view: { name: string };
declare const page: { escapeMarkup: boolean };

Handlebars.compile(source, { noEscape: true }); // $ sink unescaped
Handlebars.compile(source, { noEscape: false }); // safe
Handlebars.compile(source); // safe

nunjucks.configure({ autoescape: false }); // $ sink unescaped
nunjucks.configure("views", { autoescape: false }); // $ sink unescaped
nunjucks.configure("views", { autoescape: true }); // safe
new nunjucks.Environment(null, { autoescape: false }); // $ sink unescaped
swig.setDefaults({ autoescape: false }); // $ sink unescaped
swig.setDefaults({ cache: false }); // safe
configureEta({ autoEscape: false }); // $ sink unescaped
new Eta({ autoEscape: false }); // $ sink unescaped
new Eta({ views: "views" }); // safe
Sqrl.autoEscaping(false); // $ sink unescaped
Sqrl.autoEscaping(true); // safe
Sqrl.defaultConfig.autoEscape = false; // $ sink unescaped
Sqrl.defaultConfig.autoEscape = true; // safe

Mustache.escape = (text) => text; // $ sink unescaped
Mustache.escape = (text) => encodeURIComponent(text); // safe
Mustache.render(source, view, {}, { escape: (text) => text }); // $ sink unescaped
Mustache.render(source, view, {}, { escape: (text) => encodeURIComponent(text) }); // safe
void ejs.render("<%= name %>", view, { escape: (text: string) => text }); // $ sink unescaped
void ejs.render("<%= name %>", view, { escape: (text: string) => encodeURIComponent(text) }); // safe
ejs.compile("<%= name %>", { escape: (text: string) => text }); // $ sink unescaped
ejs.compile("<%= name %>", {}); // safe
page.escapeMarkup = false; // $ sink unescaped
page.escapeMarkup = true; // safe
$("#tags").select2({ escapeMarkup: (markup) => markup }); // $ sink unescaped
$("#tags").select2({}); // safe
serialize(view, { unsafe: true }); // $ sink unescaped
serialize(view, { space: 2 }); // safe
sanitizeHtml(source, { allowedTags: false }); // $ sink unescaped
sanitizeHtml(source, { allowedTags: ["b"] }); // safe

export const pages: ReactNode[] = [
  <ReactMarkdown escapeHtml={false}>{source}</ReactMarkdown>, // $ sink unescaped
  <ReactMarkdown escapeHtml={true}>{source}</ReactMarkdown>, // safe
  <ReactMarkdown allowDangerousHtml>{source}</ReactMarkdown>, // $ sink unescaped
  <ReactMarkdown>{source}</ReactMarkdown>, // safe
  <ReactMarkdown rehypePlugins={[rehypeRaw]}>{source}</ReactMarkdown>, // $ sink unescaped
  <ReactMarkdown rehypePlugins={[rehypeRaw, [rehypeSanitize, {}]]}>{source}</ReactMarkdown>, // safe
];

angular.module("shop", []).config(($sceProvider: { enabled(isOn: boolean): void }) => {
  $sceProvider.enabled(false); // $ sink unescaped
  $sceProvider.enabled(true); // safe
});
