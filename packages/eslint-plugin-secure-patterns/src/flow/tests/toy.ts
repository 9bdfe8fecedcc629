import * as parser from "@typescript-eslint/parser";
import { expect, it } from "vitest";
import { T, type Node } from "../../ast/nodes.ts";
import { RESULT } from "../access-path.ts";
import { childrenOf, FileFlow, type CallModel, type Passed } from "../file-flow.ts";
import type { Fact } from "../facts.ts";
import type { Origin } from "../origin.ts";
import { resolve } from "../resolve.ts";
import type { Unit } from "../unit.ts";
import { grantWork } from "../work.ts";

/** A model of one source (`input`, a free variable), one barrier (`clean(x)`) and one pass-through (`pass(x)`). */
const toyModel: CallModel = {
  mergers: new Set(["_.merge"]),
  companionsOf: ({ root, path }) =>
    root.type === "import" && root.module === "framework" && path[0] === "useAnswer"
      ? [{ answers: ["answer"], path: path.slice(2) }]
      : [],
  injectors: new Set(["container.inject"]),
  containerMethods: new Set(["resolve"]),
  stateSetters: new Map([["setState", "state"]]),
  keepers: new Set(["session"]),
  keptNames: /next/,
  carriers: new Set(["req"]),
  carriedNames: /^goal$/,
  operatorModules: new Set(["streams"]),
  sharedParameters: /^re[qs]$/,
  sharedNames: { set: "set", get: "get", held: "var" },
  sharedReads: [["$shared", "state"]],
  stateNames: /^state$/,
  sendsByName: new Set(["commit"]),
  watchers: new Set(["watch"]),
  queryParsers: new Set(["queries.parse"]),
  answersItself: () => false,
  effectOf({ root, path }) {
    if (root.type !== "global") return undefined;
    const passes = KEEPING[[root.name, ...path].join(".")];
    if (passes) return { passes: [passes], clears: 0 };
    if (root.name === "clean") return { passes: [0], clears: 1 };
    return root.name === "pass" ? { passes: [0], clears: 0 } : undefined;
  },
};

/** What the toy's functions keep for others; `(result)` is what a call gives. */
const KEEPING: Readonly<Record<string, Passed>> = {
  useKept: "state",
  useMade: "reduced",
  held: "held",
  draft: "drafted",
  provided: "provided",
  [`makeStore.${RESULT}`]: "store",
  [`makeStore.${RESULT}.${RESULT}`]: "store",
};

/** Traces the argument of every `sink(x)`; an origin counts if it is `input`, not cleaned, and no fact speaks for it. */
export function traceSinks(code: string): { line: number; origins: readonly Origin[] }[] {
  const file = parseToy(code);
  const sinks: { line: number; origins: readonly Origin[] }[] = [];
  for (const node of everyNode(file.unit)) {
    if (node.type !== T.CallExpression || node.callee.type !== T.Identifier || node.callee.name !== "sink")
      continue;
    const origins = resolve(file, node.arguments[0] as Node, [], isInput).filter(isInput);
    sinks.push({ line: node.loc.start.line, origins });
  }
  return sinks.sort((a, b) => a.line - b.line);
}

export function parseToy(code: string): FileFlow {
  // what earlier tests of the same worker have left of theirs is no matter of this one
  grantWork(code.length);
  const { ast, scopeManager, visitorKeys } = parser.parseForESLint(code, {
    range: true,
    loc: true,
    ecmaFeatures: { jsx: true },
  });
  const unit = { filename: "/toy.tsx", text: code, ast, scopeManager, visitorKeys } as unknown as Unit;
  setParents(unit.ast, unit);
  return new FileFlow(unit, toyModel);
}

/** One test per row: the code, and whether `input` reaches the sink in it unchecked. */
export function testFlows(rows: readonly (readonly [name: string, code: string, reaches: boolean])[]): void {
  it.each(rows)("%s", (_, code, reaches) => {
    const arriving = traceSinks(code).flatMap(({ origins }) => origins);
    const dangerous = arriving.filter((origin) => (origin.cleared & 1) === 0 && !origin.facts.some(proves));
    expect(dangerous.length > 0).toBe(reaches);
  });
}

/** Equality, membership, a pattern that matched, a type: good enough for a toy. */
function proves(fact: Fact): boolean {
  if (fact.is === "all") return fact.of.some(proves);
  if (fact.is === "any") return fact.of.every(proves);
  if ("holds" in fact && !fact.holds) return false;
  return /^(?:equal|member|matches|type|predicate|never)$/.test(fact.is);
}

/** `input`, what is read or got from it; not what another method of it gives: the walk must know the method. */
function isInput({ root, path }: Origin): boolean {
  if (root.type !== "global" || root.name !== "input") return false;
  return path.every(
    (segment, index) => segment !== RESULT || /^(?:get|\(url .*|)$/.test(path[index - 1] ?? ""),
  );
}

export function* everyNode(unit: Unit): Generator<Node> {
  const pending: Node[] = [unit.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    pending.push(...childrenOf(node, unit.visitorKeys));
  }
}

function setParents(node: Node, unit: Unit): void {
  for (const child of childrenOf(node, unit.visitorKeys)) {
    child.parent = node as never;
    setParents(child, unit);
  }
}
