import { LIBRARY_FILE, LIBRARY_NAMES } from "../catalog/library-files.ts";
import type { Unit } from "../flow/unit.ts";

/** Where pages keep the libraries that they load. In a shop's server, `vendor` is who sells. */
const LIBRARY_FOLDER =
  /(?:^|\/)(?:bower_components|jspm_packages|third[-_]?party|vendors?\/lib(?:rarie)?s)\/|(?:^|\/)(?:assets|client|javascripts?|js|libs?|media|plugins|public|scripts?|static|www)\/(?:[^/]+\/)?vendors?\/|(?:^|\/)(?:assets|public|static|www)\/(?:js\/|javascripts?\/|scripts?\/)?libs?\//i;
/** What stands in front of all code. */
const FIRST_COMMENTS = /^(?:\s*(?:\/\*[\s\S]*?\*\/|\/\/[^\n]*\n))+/;
const VERSION = /\b(?:v|ver(?:sion)?[:\s]*|[a-z]\.js\s+|\w+[ -]+v?)\d+\.\d+(?:\.\d+)?\b/i;
const LICENCE = /licen[cs]e|copyright|\(c\)|freely distributed/i;
/** `Licensed under the Apache License, Version 2.0` and `CC BY-SA 4.0` say nothing of the file's own version. */
const LICENCE_VERSION =
  /\b(?:licen[cs]es?|[AL]?GPL|[EM]PL|apache|BY|BY-[A-Z]{2}|CC0|attribution)\b[\s*,(/-]*(?:v(?:ersion)?[\s.]*)?\d[\d.]*/gi;
const LONGEST_HEAD = 2_000;

/**
 * Whether somebody else wrote the file, and this project keeps a copy: `js/vendor/tooltip.js`, or a library with its version
 * and its licence in front. Nobody here changes what it takes for markup.
 */
export function isForeign({ filename, text }: Unit): boolean {
  const path = filename.replaceAll("\\", "/");
  if (LIBRARY_FOLDER.test(path) || LIBRARY_FILE.test(path) || LIBRARY_NAMES.test(path)) return true;
  const head = FIRST_COMMENTS.exec(text.slice(0, LONGEST_HEAD))?.[0] ?? "";
  return LICENCE.test(head) && VERSION.test(head.replace(LICENCE_VERSION, ""));
}
