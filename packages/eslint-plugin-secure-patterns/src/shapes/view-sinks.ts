import { memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { ViewRow } from "../catalog/types.ts";
import { viewLanguages } from "../catalog/view-languages.ts";
import { trace } from "../flow/trace.ts";
import { readView } from "../markup/views/read-view.ts";
import type { RawValue } from "../markup/views/view.ts";
import type { Project, ViewFile } from "../project/index.ts";
import type { Analysis } from "./analysis.ts";
import type { SinkUse } from "./sink-uses.ts";

const languages = new Map(viewLanguages.flatMap((row) => row.endings.map((ending) => [ending, row])));
const endings: ReadonlySet<string> = new Set(languages.keys());
/** Templates that other templates put in their own place, from one that is filled in. */
const MOST_INCLUDED = 20;

interface Written {
  readonly file: ViewFile;
  readonly value: RawValue;
}

/** `res.render("search", { q })`, where the template writes `q` as it is: `<%- q %>`. */
export function findViewSinks(analysis: Analysis): SinkUse[] {
  const { project, file, index, classifier } = analysis;
  if (!project) return [];
  const uses: SinkUse[] = [];
  for (const name of index.viewNames) {
    for (const call of file.callsNamed(name)) {
      const [row] = classifier.endsOfCall(file, call).flatMap(({ views }) => views.map((entry) => entry.row));
      if (row) uses.push(...usesOf(analysis, project, call, row));
    }
  }
  return uses;
}

function usesOf(analysis: Analysis, project: Project, call: CallNode, row: ViewRow): SinkUse[] {
  const name = call.arguments[row.name];
  const data = call.arguments[row.data];
  if (!name) return [];
  const written = namesIn(analysis, name).flatMap((each) => valuesOf(project, each));
  return written.flatMap(({ file, value }) => {
    const what = `${row.what}: ${shortPath(project, file.path)}, line ${value.line}, writes it unescaped`;
    const given = data ? [{ node: data, at: value.path }] : [];
    const kept = localsNamed(analysis, value.path[0] ?? "").map((node) => ({
      node,
      at: value.path.slice(1),
    }));
    return [...given, ...kept].map(({ node, at }) => ({
      node: call,
      value: node,
      view: value,
      row: { kind: "html", output: "view", at, what } as const,
    }));
  });
}

/** `res.locals.message = text` is handed to every template too. */
function localsNamed({ file }: Analysis, name: string): Node[] {
  return file.writesNamed(name).flatMap(({ left, right }) => {
    const holder = left.type === T.MemberExpression ? unwrap(left.object) : undefined;
    return holder?.type === T.MemberExpression && memberName(holder) === "locals" ? [right] : [];
  });
}

function namesIn(analysis: Analysis, node: Node): string[] {
  const own = staticText(node);
  if (own !== undefined) return [own];
  return trace(analysis.file, node).flatMap(({ root, before }) =>
    root.type === "literal" && before === "" && root.text !== undefined ? [root.text] : [],
  );
}

function valuesOf(project: Project, name: string): Written[] {
  const found: Written[] = [];
  const pending = [{ name, from: project.filename }];
  const seen = new Set<string>();
  for (let next = pending.pop(); next && seen.size < MOST_INCLUDED; next = pending.pop()) {
    const file = project.findView(next.name, endings, next.from);
    if (!file || seen.has(file.path)) continue;
    seen.add(file.path);
    const language = languages.get(/\.(\w+)$/.exec(file.path)?.[1] ?? "");
    const { values, includes } = readView(file.text, language?.syntax, language?.unescaped !== true);
    found.push(...values.map((value) => ({ file, value })));
    pending.push(...includes.map((include) => ({ name: include, from: file.path })));
  }
  return found;
}

function shortPath({ facts }: Project, path: string): string {
  return path.startsWith(facts.root) ? path.slice(facts.root.length + 1).replaceAll("\\", "/") : path;
}
