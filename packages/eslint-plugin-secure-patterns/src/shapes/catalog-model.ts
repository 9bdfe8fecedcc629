import { stateSetters } from "../catalog/component-state.ts";
import { containerMethods, injectors } from "../catalog/injectors.ts";
import {
  carriedNames,
  carriers,
  keepers,
  keptNames,
  sharedNames,
  sharedParameters,
} from "../catalog/kept-values.ts";
import { mergers } from "../catalog/mergers.ts";
import { operatorModules } from "../catalog/observables.ts";
import { queryParsers } from "../catalog/query-parsers.ts";
import { sendsByName, sharedReads, stateNames } from "../catalog/shared-state.ts";
import { watchers } from "../catalog/watchers.ts";
import type { NameRow } from "../catalog/application-types.ts";
import type { BarrierRow } from "../catalog/types.ts";
import { calleeName, isCall, T, unwrap, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import { INSTANCE, RESULT, type AccessPath } from "../flow/access-path.ts";
import { fileOf, type CallEffect, type CallModel } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import { kindsOf, type CatalogIndex } from "./catalog-index.ts";
import { nextNodes } from "./place-tree.ts";
import { schemaFact } from "./schema-facts.ts";
import type { Classifier } from "./classify.ts";
import { companionsOf } from "./companions.ts";
import { isMet } from "./sink-condition.ts";

const LONGEST_CHAIN = 20;
const ENTITY = /["'`]&(?:lt|#60|#x3c);/i;
/** What purifies a tree of elements visits them and takes attributes, and some of them, away. */
const TAKES_OUT = [/\.removeAttribute(?:Node|NS)?\(/, /\.(?:remove|removeChild|replaceWith|replaceChild)\(/];

/** Tells the flow engine what the catalogue knows of calls whose bodies it cannot see. */
export function createCatalogModel(
  index: CatalogIndex,
  classifier: Classifier,
  isActive: (packages: readonly string[]) => boolean,
): CallModel {
  return {
    companionsOf: (origin, file) => companionsOf(index, isActive, origin, file),
    mergers,
    injectors,
    containerMethods,
    stateSetters,
    keepers,
    keptNames,
    carriers,
    carriedNames,
    operatorModules,
    queryParsers,
    watchers,
    sharedParameters,
    sharedNames,
    sharedReads: sharedReads.map(segmentsOf),
    stateNames,
    sendsByName,
    answersItself(callee) {
      const receiver = typesOf(classifier, callee, callee.path.slice(0, -1));
      const answer = typesOf(classifier, callee, [...callee.path, RESULT]);
      return (
        answer.size > 0 && answer.size === receiver.size && [...answer].every((type) => receiver.has(type))
      );
    },
    effectOf(callee, call) {
      const ends = classifier.classify(callee).ends;
      const targets = call.type === "NewExpression" ? ends.flatMap((end) => nextNodes(end, INSTANCE)) : ends;
      const rows = targets.flatMap((end) => end.barriers).map((barrier) => barrier.row);
      const row = rows.find((candidate) => isMetBy(candidate, callee, call as CallNode));
      if (row) {
        return {
          passes: row.passes ?? [0],
          clears: kindsOf(row.clears),
          ...(row.text ? { text: true } : {}),
          ...(row.join === undefined ? {} : { join: row.join }),
          ...(row.at ? { at: row.at } : {}),
          ...(row.fields === undefined ? {} : { fields: new RegExp(row.fields) }),
          ...ofSchema(row, call as CallNode),
        };
      }
      if (callee.root.type === "function") return effectOfCleaner(index, callee.root.node, call);
      return isOwnHelper(callee) ? effectByName(index, call) : undefined;
    },
  };
}

function typesOf(classifier: Classifier, origin: Origin, path: AccessPath): ReadonlySet<string> {
  return new Set(classifier.classify({ ...origin, path }).ends.flatMap(({ types }) => types));
}

/** `useStore().state`, `new Store.state` */
function segmentsOf(read: string): AccessPath {
  return read.split(".").flatMap((part) => {
    if (part.startsWith("new ")) return [part.slice(4), INSTANCE];
    return part.endsWith("()") ? [part.slice(0, -2), RESULT] : [part];
  });
}

/** `schema.parse(x)`, `parse(schema, x)` */
function ofSchema({ schema: place }: BarrierRow, call: CallNode): Pick<CallEffect, "factOf"> {
  if (place === undefined) return {};
  const callee = unwrap(call.callee);
  const receiver = callee.type === T.MemberExpression ? callee.object : callee;
  const schema = place === "receiver" ? receiver : call.arguments[place];
  return schema ? { factOf: (path) => schemaFact(schema, path) } : {};
}

function isMetBy(row: BarrierRow, callee: Origin, call: CallNode): boolean {
  const file = fileOf(call);
  if (row.if && !(file && isMet(file, call, row.if))) return false;
  return !row.madeWith || wasMadeWith(callee.node, row.madeWith);
}

/** Follows a chain of calls back to the one that made its object: `md.use(plugin).render`, `const md = new MarkdownIt(…)`. */
function wasMadeWith(made: Node, condition: NonNullable<BarrierRow["madeWith"]>): boolean {
  const seen = new Set<Node>();
  const pending: Node[] = [made];
  for (let node = pending.pop(); node && seen.size < LONGEST_CHAIN; node = pending.pop()) {
    const file = fileOf(node);
    if (!file || !isCall(node) || seen.has(node)) continue;
    seen.add(node);
    if (isMet(file, node, condition)) return true;
    const callee = unwrap(node.callee);
    if (callee.type === T.MemberExpression)
      pending.push(...trace(file, callee.object).map((origin) => origin.node));
  }
  return false;
}

/**
 * A function that is named after escaping or purifying and does it where no trace looks: it writes `&lt;` character by character,
 * or parses the markup and takes elements and attributes out. One that replaces in the text alone is traced, and tried.
 */
function effectOfCleaner(index: CatalogIndex, body: FunctionNode, call: Node): CallEffect | undefined {
  const name = calleeName(call as CallNode)?.replace(/\d+$/, "");
  if (!namesOf(index, name, "barrier").some(({ clears }) => clears.includes("html" as never)))
    return undefined;
  const text = fileOf(body)?.unit.text.slice(...body.range) ?? "";
  const isByHand = ENTITY.test(text) && !/\.replace(?:All)?\(/.test(text);
  return isByHand || TAKES_OUT.every((pattern) => pattern.test(text))
    ? { passes: ["all"], clears: kindsOf(["html"]), text: true }
    : undefined;
}

/** What the project calls its own helper is believed while nobody has looked inside. */
function effectByName(index: CatalogIndex, call: Node): CallEffect | undefined {
  const rows = namesOf(index, calleeName(call as CallNode), "barrier");
  if (rows.length === 0) return undefined;
  return { passes: ["all"], clears: rows.reduce((bits, row) => bits | kindsOf(row.clears), 0) };
}

export function namesOf(index: CatalogIndex, name: string | undefined, is: NameRow["is"]): NameRow[] {
  if (name === undefined) return [];
  return index.names.filter(({ pattern, row }) => row.is === is && pattern.test(name)).map(({ row }) => row);
}

/** A helper of another file of the project, or one that was passed in. */
export function isOwnHelper({ root }: Origin): boolean {
  if (root.type === "import") return true;
  return (
    root.type === "parameter" || root.type === "this" || root.type === "global" || root.type === "unknown"
  );
}
