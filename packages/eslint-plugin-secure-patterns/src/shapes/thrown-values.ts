import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT } from "../flow/access-path.ts";
import { childrenOf, fileOf, type FileFlow } from "../flow/file-flow.ts";
import { compose, type Origin } from "../flow/origin.ts";
import { functionsOf, trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import type { GuessedSource } from "./guessed-sources.ts";
import { calledBy, type SinkUse } from "./sink-uses.ts";

const DEEPEST = 3;
const ERROR_NAME = /^(?:e|ex|err|error|exception)$/i;
/** Calls that do not fail, or whose errors do not tell what they were called with. */
const SILENT =
  /^(?:log|info|warn|debug|trace|test|exec|match|join|split|replace|parse|stringify|assign|pick|omit|keys|values|val|html|text|append|send|json|end|write|render|status|setItem|getItem|push|map|forEach|filter|includes|trim|toString|String|Number|Boolean|parseInt|setTimeout|then|catch|fetch|ajax|getJSON|axios)$/;

/**
 * What an error tells about the values that were at hand when it was thrown: `catch (e) { out.innerHTML = e.message }`
 * after `load(location.hash)`.
 */
export function thrownValuesInto(analysis: Analysis, use: SinkUse): readonly GuessedSource[] {
  const file = fileOf(use.value) ?? analysis.file;
  return trace(file, use.value, use.row.at ?? []).flatMap((outer) => {
    const isText = outer.text || outer.path.length > 0;
    if (!isMessage(outer) || (use.row.output === "response" && !isText)) return [];
    return valuesBehind(file, outer).flatMap((value) =>
      analysis.originsOf(value).flatMap((inner) => guess(analysis, outer, inner)),
    );
  });
}

function guess(analysis: Analysis, outer: Origin, inner: Origin): readonly GuessedSource[] {
  if (inner.cleared !== 0 || inner.within.some((segment) => segment !== ELEMENT)) return [];
  const origin = { ...compose(outer, inner), within: outer.within, text: true };
  // what comes from a store is a guess already; that an error repeats it would be a second one
  const given = analysis.classify(inner).sources.filter(({ row }) => row.kind !== "stored");
  return given.map(({ row, rest }) => ({
    origin,
    source: { ...row, kind: "stored", text: true, what: `an error about ${row.what}` },
    rest,
  }));
}

/** The error itself, or what it says. */
function isMessage({ path }: Origin): boolean {
  return path.every((segment) => /^(?:message|stack|toString|\(\))$/.test(segment));
}

/** The values that the calls which may have failed were given. */
function valuesBehind(file: FileFlow, { root, node }: Origin): readonly Node[] {
  if (root.type === "global" && root.name === "(caught error)") {
    const clause = file.bindings.variableOf(node)?.defs[0]?.node as Node | undefined;
    const tried = clause?.type === T.CatchClause ? clause.parent : undefined;
    return tried?.type === T.TryStatement ? valuesIn(file, tried.block, 0) : [];
  }
  if (root.type !== "parameter" || root.index !== 0) return [];
  const [parameter] = root.of.params;
  const call = root.of.parent;
  if (parameter?.type !== T.Identifier || call?.type !== T.CallExpression) return [];
  if (call.callee.type === T.MemberExpression && memberName(call.callee) === "catch")
    return valuesIn(file, call.callee.object, 0, true);
  // `load(id, (error, page) => …)`
  const isLast = ERROR_NAME.test(parameter.name) && call.arguments.at(-1) === root.of;
  return isLast ? call.arguments.slice(0, -1) : [];
}

/** @param withFunctions whether functions inside run, too: `new Promise((resolve) => …)` */
function valuesIn(file: FileFlow, around: Node, depth: number, withFunctions = false): readonly Node[] {
  const values: Node[] = [];
  const pending: Node[] = [around];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isFunction(node) && node !== around && !withFunctions) continue;
    if (node.type === T.TryStatement && node.handler) continue;
    if (node.type === T.ThrowStatement) values.push(...thrownBy(node));
    else if (isCall(node)) values.push(...givenTo(file, node, depth));
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return values;
}

/** `throw new Error("no page " + id)` tells the id. */
function thrownBy({ argument }: TSESTree.ThrowStatement): readonly Node[] {
  const thrown = unwrap(argument);
  return isCall(thrown) ? thrown.arguments.slice(0, 1) : [thrown];
}

function givenTo(file: FileFlow, call: CallNode, depth: number): readonly Node[] {
  if (SILENT.test(calleeName(call) ?? "") || (call.type === T.NewExpression && depth === 0)) return [];
  const bodies = functionsOf(file, calledBy(call));
  if (bodies.length === 0) return call.arguments.filter((value) => !isFunction(value));
  if (depth >= DEEPEST) return [];
  return bodies.flatMap((body) => {
    const home = fileOf(body);
    return home ? valuesIn(home, body, depth + 1) : [];
  });
}
