import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import * as astro from "astro-eslint-parser";
import * as svelte from "svelte-eslint-parser";
import * as vue from "vue-eslint-parser";
import type { TSESLint } from "@typescript-eslint/utils";
import { beforeEach, describe, expect, it } from "vitest";
import { isCall, type Node } from "../src/ast/nodes.ts";
import { catalog } from "../src/catalog/index.ts";
import { SINK_KINDS, type SinkKind } from "../src/catalog/sink-types.ts";
import type { Framework } from "../src/catalog/types.ts";
import { childrenOf } from "../src/flow/file-flow.ts";
import { trace } from "../src/flow/trace.ts";
import { grantWork } from "../src/flow/work.ts";
import { Analysis } from "../src/shapes/analysis.ts";
import { kindsOf } from "../src/shapes/catalog-index.ts";
import { nextNodes } from "../src/shapes/place-tree.ts";
import { findSinkCandidates, type SinkCandidate } from "../src/shapes/sink-candidates.ts";
import { findSinksOf, type SinkUse } from "../src/shapes/sink-uses.ts";
import { servedLogs } from "../src/shapes/log-files.ts";
import { loggedIn } from "../src/shapes/logged-values.ts";
import { templateOf } from "../src/markup/template-expressions.ts";
import { findTemplateSinks } from "../src/shapes/template-sinks.ts";
import { judges } from "../src/shapes/judges.ts";
import { OperationsMet, operationMarks, type OperationMark } from "./operation-marks.ts";

/** The fixtures live in a package of their own, so that the frameworks are installed for the tests alone. */
const folder = join(import.meta.dirname, "../../catalog-fixtures/src");

interface Marks {
  readonly sources: ReadonlySet<string>;
  readonly sinks: ReadonlySet<string>;
  readonly barrier: boolean;
  readonly guard: boolean;
  readonly safe: boolean;
  readonly operations: readonly OperationMark[];
}

/** What one fixture file exercises, and what it says about that. */
interface Fixture {
  readonly file: string;
  readonly marks: readonly Marks[];
  readonly analysis: Analysis;
}

const fixtures = readdirSync(folder).map(readFixture);
const rowsMet = new Set<object>();
const rowsMetSafely = new Set<object>();
const operationsMet = new OperationsMet();

for (const fixture of fixtures) {
  describe(fixture.file, () => {
    // every file is asked more than one that is linted
    beforeEach(() => grantWork(1_000_000));
    it("has each marked source, and meets what it is read by", () => {
      const missing = checkSources(fixture);
      expect(missing).toEqual([]);
    });
    it("has a flow into each marked sink and into no other", () => {
      expect(findFlows(fixture)).toEqual(markedFlows(fixture));
    });
    it("has the words that each marked source and sink takes", () => {
      expect(withoutWords(fixture)).toEqual([]);
    });
    it("has each marked barrier and guard", () => {
      expect(checkCalls(fixture)).toEqual([]);
    });
    it("has each marked operation on the marked table", () => {
      const { file, analysis } = fixture;
      const marks = fixture.marks.map(({ operations }) => operations);
      expect(operationsMet.check(file, analysis.file, everyNode(analysis), marks)).toEqual([]);
    });
  });
}

describe("every row of the catalogue is met by a fixture", () => {
  for (const framework of catalog) {
    it(framework.name, () => {
      const unmet = rowsOf(framework).filter((row) => !rowsMet.has(row));
      // the safe twin of a setting is no use of its row
      const values = (framework.sinks ?? []).filter(({ kind }) => kind !== "unescaped");
      const unsafe = values.filter((row) => !rowsMetSafely.has(row));
      expect({ unmet, withoutSafeTwin: unsafe }).toEqual({ unmet: [], withoutSafeTwin: [] });
      expect(operationsMet.unmetOf(framework)).toEqual({ rows: [], methods: [], verbs: [] });
    });
  }
});

it.each(["pg", "mysql", "mongodb"])("%s, which has no operation rows, shows each kind", (layer) => {
  expect(operationsMet.kindsMissingOf(layer)).toEqual([]);
});

function rowsOf(framework: Framework): object[] {
  const { sources = [], sinks = [], barriers = [], guards = [] } = framework;
  return [...sources, ...sinks, ...barriers, ...guards];
}

/** Two major versions of a package are installed under two names: `h3-v2` is `h3`. */
function readText(file: string): string {
  return readFileSync(file, "utf8").replace(/"([@\w/-]+)-v\d+"/g, '"$1"');
}

/** `next.route.tsx` stands for a file of the name that the framework expects: a first line `// file: app/a/route.ts` names it. */
function readFixture(name: string): Fixture {
  const file = join(folder, name);
  const text = readText(file);
  const filename = /^\/\/ file: (\S+)/.exec(text)?.[1] ?? basename(file);
  const { ast, scopeManager, visitorKeys } = parse(text, file);
  setParents(ast as Node, visitorKeys);
  const unit = {
    filename: `/app/${filename}`,
    text,
    ast,
    scopeManager: scopeManager as TSESLint.Scope.ScopeManager,
    visitorKeys,
  };
  const marks = text.split("\n").map(readMarks);
  return { file: name, marks, analysis: new Analysis(unit as never, catalog, packagesIn(text)) };
}

/** Files with templates too, which stand for themselves. */
function parse(text: string, file: string): ReturnType<typeof parser.parseForESLint> {
  const options = { range: true, loc: true, tokens: true, filePath: file };
  const { parseForESLint } = { ".vue": vue, ".svelte": svelte, ".astro": astro }[extname(file)] ?? parser;
  const jsx = { ecmaFeatures: { jsx: /x$/.test(file) } };
  const parsed = parseForESLint(text, {
    ...options,
    ...(parseForESLint === parser.parseForESLint ? jsx : { parser, sourceType: "module" }),
  } as never) as ReturnType<typeof parser.parseForESLint>;
  const ours = parser.parseForESLint("", options).visitorKeys;
  return { ...parsed, visitorKeys: parsed.visitorKeys ?? ours };
}

function setParents(node: Node, keys: Parameters<typeof childrenOf>[1]): void {
  for (const child of childrenOf(node, keys)) {
    child.parent = node as never;
    setParents(child, keys);
  }
}

/** `// uses: next` switches on recognition by name, as a dependency in package.json does. */
function packagesIn(text: string): ReadonlySet<string> {
  return new Set(/^\/\/ uses: (.+)$/m.exec(text)?.[1]?.split(/,\s*/) ?? []);
}

function readMarks(line: string): Marks {
  const comment = /\/\/ (.*)$/.exec(line)?.[1] ?? "";
  const all = (name: string): Set<string> =>
    new Set([...comment.matchAll(new RegExp(`\\$ ${name} ([\\w-]+)`, "g"))].map(([, kind = ""]) => kind));
  return {
    sources: all("source"),
    sinks: all("sink"),
    barrier: comment.includes("$ barrier"),
    guard: comment.includes("$ guard"),
    safe: /\bsafe\b/.test(comment),
    operations: operationMarks(comment),
  };
}

function marksAt({ marks }: Fixture, node: Node): Marks {
  return marks[node.loc.start.line - 1] as Marks;
}

function checkSources(fixture: Fixture): string[] {
  const { analysis, marks } = fixture;
  const found = new Map<number, Set<string>>();
  for (const node of everyNode(analysis)) {
    if (!/Expression$|^Identifier$/.test(node.type)) continue;
    for (const origin of trace(analysis.file, node)) {
      for (const { row } of analysis.classify(origin).sources) {
        const at = marksAt(fixture, node);
        if (!at.sources.has(row.kind)) continue;
        rowsMet.add(row);
        const { line } = node.loc.start;
        found.set(line, (found.get(line) ?? new Set()).add(row.kind));
      }
    }
  }
  return marks.flatMap(({ sources }, index) =>
    [...sources]
      .filter((kind) => !found.get(index + 1)?.has(kind))
      .map((kind) => `line ${index + 1}: no source ${kind}`),
  );
}

/** What the words of the file say cannot be in it. */
function withoutWords(fixture: Fixture): string[] {
  const { analysis } = fixture;
  const closed: string[] = [];
  for (const node of everyNode(analysis)) {
    if (!/Expression$|^Identifier$/.test(node.type)) continue;
    for (const origin of trace(analysis.file, node))
      for (const { row } of analysis.classify(origin).sources) {
        if (!marksAt(fixture, node).sources.has(row.kind)) continue;
        const into = row.for?.[0] ?? "html";
        if (!analysis.mayHold({ from: [row.kind], into, onlyProven: row.likely !== true }))
          closed.push(`line ${node.loc.start.line}: ${row.kind} ${row.read}`);
      }
  }
  const candidates = candidatesOf(analysis, analysis.signs);
  for (const kind of SINK_KINDS)
    for (const use of everySinkOf(analysis, kind)) {
      const isOpen = candidates.some(
        ({ node, kinds }) => node === use.node && (kinds & kindsOf([kind])) !== 0,
      );
      const isMarked = marksAt(fixture, use.value).sinks.has(kind);
      if (isMarked && use.row.attribute === undefined && !isOpen)
        closed.push(`line ${use.value.loc.start.line}: ${kind} ${use.row.what}`);
    }
  return [...new Set(closed)];
}

function markedFlows({ marks }: Fixture): string[] {
  return marks.flatMap(({ sinks }, index) => [...sinks].map((kind) => `line ${index + 1}: ${kind}`)).sort();
}

function findFlows(fixture: Fixture): string[] {
  const { analysis } = fixture;
  const flows = new Set<string>();
  for (const kind of SINK_KINDS) {
    for (const use of everySinkOf(analysis, kind)) {
      const isHit = isDangerous(analysis, kind, use);
      if (isHit) flows.add(`line ${use.value.loc.start.line}: ${kind}`);
      if (isHit && marksAt(fixture, use.value).sinks.has(kind)) rowsMet.add(use.row);
      if (!isHit && marksAt(fixture, use.value).safe) rowsMetSafely.add(use.row);
    }
  }
  return [...flows].sort();
}

function candidatesOf({ file, classifier, index }: Analysis, signs: Analysis["signs"]): SinkCandidate[] {
  const withFunctions = classifier.handlers.mayHaveResults(file.unit);
  return findSinkCandidates(file.unit, index, withFunctions, undefined, signs);
}

/** Constants included, which the analysis of a file passes over. */
function everySinkOf(analysis: Analysis, kind: SinkKind): SinkUse[] {
  const { file, classifier, index } = analysis;
  const candidates = candidatesOf(analysis, undefined);
  const uses = candidates.flatMap(({ node }) => findSinksOf(file, classifier, index, node));
  const outside = findTemplateSinks(file.unit, index, templateOf(file.unit));
  return [...uses, ...outside].filter(({ row }) => row.kind === kind);
}

function isDangerous(analysis: Analysis, kind: SinkKind, use: SinkUse): boolean {
  // what must not be logged is told by names, not by where it comes from
  if (kind === "log") return loggedIn(analysis, use).length > 0;
  if (kind === "unescaped") return true;
  if (kind === "served-folder") return servedLogs(analysis.file, use) !== undefined;
  return analysis
    .originsInto(use)
    .some(
      (origin) =>
        (origin.cleared & kindsOf([kind])) === 0 &&
        analysis
          .classify(origin)
          .sources.some(
            ({ row, rest }) =>
              row.for?.includes(kind) !== false && judges[kind]?.(analysis, origin, row, rest, use),
          ),
    );
}

function checkCalls(fixture: Fixture): string[] {
  const { analysis, marks } = fixture;
  const found = new Set<string>();
  for (const node of everyNode(analysis)) {
    if (!isCall(node)) continue;
    for (const target of trace(analysis.file, node.callee)) {
      const { ends } = analysis.classify(target);
      for (const end of node.type === "NewExpression"
        ? ends.flatMap((place) => nextNodes(place, "new"))
        : ends) {
        const at = marksAt(fixture, node);
        const rows = { barrier: at.barrier ? end.barriers : [], guard: at.guard ? end.guards : [] };
        for (const [name, entries] of Object.entries(rows)) {
          for (const { row } of entries) rowsMet.add(row);
          if (entries.length > 0) found.add(`${node.loc.start.line} ${name}`);
        }
      }
    }
  }
  return marks.flatMap((mark, index) =>
    (["barrier", "guard"] as const)
      .filter((name) => mark[name] && !found.has(`${index + 1} ${name}`))
      .map((name) => `line ${index + 1}: no ${name}`),
  );
}

function* everyNode(analysis: Analysis): Generator<Node> {
  const { unit } = analysis.file;
  const pending: Node[] = [unit.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    pending.push(...childrenOf(node, unit.visitorKeys));
  }
}
