import peer from "escape-html";
import * as he from "he";
import { escapeHtml } from "secure-patterns/html";

const clean = ["Ann", "a name without anything special", "lorem ipsum dolor sit amet ".repeat(20)];
const dirty = ["<b>", 'Tom & Jerry\'s "show"', '<p class="x">lorem & ipsum</p>'.repeat(20)];
let turn = 0;

export default {
  title: "escapeHtml: short, middling and long texts in turn",
  baseline: "escape-html, clean",
  cases: {
    "escape-html, clean": () => peer(clean[turn++ % 3]),
    "escapeHtml, clean": () => escapeHtml(clean[turn++ % 3]),
    "he.escape, clean": () => he.escape(clean[turn++ % 3]),
    "escape-html, dirty": () => peer(dirty[turn++ % 3]),
    "escapeHtml, dirty": () => escapeHtml(dirty[turn++ % 3]),
    "he.escape, dirty": () => he.escape(dirty[turn++ % 3]),
  },
};
