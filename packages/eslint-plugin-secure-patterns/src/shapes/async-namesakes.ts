import type { PackageIndex, Project } from "../project/index.ts";
import type { Analysis } from "./analysis.ts";

const MAY_DEFINE = /model|schema|entit|service|user|account|auth|permission|polic|guard|util|helper|lib/i;
const MOST_FILES = 120;

/** Of the package that was asked about last: many names are asked for, and most of them in one package after the other. */
let last:
  { readonly index: PackageIndex; readonly version: number; readonly texts: readonly string[] } | undefined;

function textsOf(project: Project, index: PackageIndex): readonly string[] {
  if (last?.index !== index || last.version !== index.version) {
    const texts = [...index.records.keys()]
      .filter((path) => MAY_DEFINE.test(path.slice(index.facts.root.length)))
      .slice(0, MOST_FILES)
      .map((path) => project.textOf(path));
    last = { index, version: index.version, texts };
  }
  return last.texts;
}

/** Whether all methods and functions of a name that the project defines are `async`. */
export function hasAsyncNamesake({ project, file }: Analysis, name: string): boolean {
  const index = project?.getIndex();
  if (!project || !index || !/^\w+$/.test(name)) return false;
  const defined = [file.unit.text, ...textsOf(project, index)]
    .filter((text) => text.includes(name))
    .flatMap((text) => [...text.matchAll(definitionOf(name))]);
  return defined.length > 0 && defined.every(([text]) => /\basync\b/.test(text));
}

/** `async compare(a, b) {`, `compare = async (a) =>`, `methods.compare = function`, `compare: async function`, `function compare(` */
function definitionOf(name: string): RegExp {
  const method = `^[ \\t]*(?:(?:public|private|protected|static|async|readonly) +)*${name}\\s*\\([^()]*\\)\\s*(?::[^{;]*)?\\{`;
  const value = `\\b${name}\\s*[=:]\\s*(?:async\\b|function\\b|\\([^()]*\\)\\s*(?::[^=]*)?=>|\\w+\\s*=>)`;
  const own = `(?:\\basync\\s+)?\\bfunction\\s+${name}\\s*\\(`;
  return new RegExp(`${method}|${value}|${own}`, "gm");
}
