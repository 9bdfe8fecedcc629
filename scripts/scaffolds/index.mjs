import { framework } from "./framework.mjs";
import { rule } from "./rule.mjs";
import { store } from "./store.mjs";

/** Kind → what it writes: files by path, edits of existing files, and what to do next. */
export const scaffolds = { rule, framework, store };
