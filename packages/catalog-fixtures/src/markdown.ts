import anser from "anser";
import Convert from "ansi-to-html";
import Handlebars from "handlebars";
import MarkdownIt from "markdown-it";
import markdownTable from "markdown-table";
import { marked } from "marked";
import { micromark } from "micromark";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import { remark } from "remark";
import remarkHtml from "remark-html";
import remarkRehype from "remark-rehype";
import showdown from "showdown";
import { unified } from "unified";

const text = window.name; // $ source browser
const box = document.body;

box.innerHTML = marked(text) as string; // $ barrier $ sink html
box.innerHTML = markdownTable([[text]]); // $ barrier $ sink html
box.innerHTML = micromark(text, { allowDangerousHtml: true }); // $ barrier $ sink html
box.innerHTML = marked.parse(text) as string; // $ barrier $ sink html
box.innerHTML = new showdown.Converter().makeHtml(text); // $ barrier $ sink html
box.innerHTML = new MarkdownIt().render(text); // $ barrier safe
box.innerHTML = new MarkdownIt({ html: true }).render(text); // $ barrier $ sink html
box.innerHTML = new Convert().toHtml(text); // $ barrier $ sink html
box.innerHTML = new Convert({ escapeXML: true }).toHtml(text); // $ barrier safe
box.innerHTML = anser.ansiToHtml(text); // $ barrier $ sink html
box.innerHTML = Handlebars.escapeExpression(text); // $ barrier safe
Handlebars.registerHelper("raw", () => new Handlebars.SafeString(text)); // $ sink html
Handlebars.registerHelper("line", () => new Handlebars.SafeString("<hr>")); // safe
box.innerHTML = String(remark().processSync(text)); // $ barrier $ sink html
box.innerHTML = remark().use(remarkHtml, { sanitize: false }).processSync(text).value; // $ barrier $ sink html
box.innerHTML = remark().use(remarkHtml).processSync(text).value; // $ barrier safe
box.innerHTML = unified().use(remarkRehype).processSync(text).value; // $ barrier safe
box.innerHTML = unified().use(remarkRehype, { allowDangerousHtml: true }).processSync(text).value; // $ barrier $ sink html
box.innerHTML = unified().use(remarkRehype).use(rehypeRaw).processSync(text).value; // $ barrier $ sink html
box.innerHTML = (await unified().use(rehypeRaw).use(rehypeSanitize).process(text)).value; // $ barrier safe
