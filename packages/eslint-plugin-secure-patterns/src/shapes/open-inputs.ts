import { calleeName, isCall, isFunction, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { RESULT } from "../flow/access-path.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { callsOf } from "../flow/callers.ts";
import { usesOf } from "../flow/function-uses.ts";
import type { Origin } from "../flow/origin.ts";
import { resolve } from "../flow/resolve.ts";
import type { Analysis } from "./analysis.ts";
import { annotationOf } from "./annotated-nodes.ts";
import type { GuessedSource } from "./guessed-sources.ts";
import { isScalarType } from "./scalar-type.ts";
import { parameterName } from "./handler-match.ts";
import type { SinkUse } from "./sink-uses.ts";

const REQUEST_NAME = "req";

/** Defaults of the language and of the platforms: names that no file has to define. */
const BUILT_IN = /^(?:arguments|globalThis|window|self|process|undefined|NaN|Infinity|\(.*|[A-Z].*|_+.*)$/;

/**
 * What a function is handed whose callers nobody sees, and variables that nothing in the file defines: whether that is
 * safe to use is for others to know.
 *
 * `export function findUser(name) { return db.query("SELECT * FROM users WHERE name = '" + name + "'"); }`
 */
export function findOpenInputs(analysis: Analysis, { value, row }: SinkUse): readonly GuessedSource[] {
  const file = fileOf(value) ?? analysis.file;
  const isOpen = (origin: Origin): boolean =>
    isOpenParameter(analysis, origin) || isPutOnRequest(analysis, origin);
  return resolve(file, value, row.at ?? [], isOpen).flatMap((origin) => {
    const name = openName(analysis, origin);
    if (name === undefined) return [];
    return [{ origin, source: { read: "", kind: "caller", what: `what is handed in as ${name}` }, rest: [] }];
  });
}

function openName(analysis: Analysis, origin: Origin): string | undefined {
  const { root, path } = origin;
  if (isPutOnRequest(analysis, origin)) return `${REQUEST_NAME}.${path.join(".")}`;
  if (path.includes(RESULT)) return undefined;
  if (root.type === "global") return BUILT_IN.test(root.name) || path.length > 0 ? undefined : root.name;
  if (root.type !== "parameter" || !isOpenParameter(analysis, origin)) return undefined;
  const parameter = root.of.params[root.index];
  return parameterName(parameter) ?? path[0];
}

/** `req.tenant.id`: whatever middleware makes of what a client sends; its session holds what the server put there. */
function isPutOnRequest(analysis: Analysis, { root, path }: Origin): boolean {
  if (path.length === 0 || !path.every((name) => /^\w+$/.test(name)) || path[0] === "session") return false;
  if (root.type === "global") return root.name === REQUEST_NAME;
  return (
    root.type === "parameter" &&
    parameterName(root.of.params[root.index]) === REQUEST_NAME &&
    analysis.classifier.handlers.parameterTypes(root.of, root.index).some((type) => type.endsWith("/request"))
  );
}

function isOpenParameter(analysis: Analysis, origin: Origin): boolean {
  const { root, path } = origin;
  if (root.type !== "parameter") return false;
  const file = fileOf(root.of);
  const parameter = root.of.params[root.index];
  if (!file || !parameter || !isCalledByOthers(file, root.of)) return false;
  if (analysis.classifier.handlers.parameterTypes(root.of, root.index).length > 0) return false;
  return !isScalarType(annotationOf(parameter), path) && !hasScalarDefault(parameter);
}

/** Exported, a member, or written down and left to others: but no callback, whose caller is known by what it is handed to. */
function isCalledByOthers(file: FileFlow, of: FunctionNode): boolean {
  const isCallback = usesOf(file, of).some((use) => use.type === "argument") || isCalledAtOnce(of);
  return !isCallback && callsOf(file, of).length === 0;
}

function isCalledAtOnce(of: FunctionNode): boolean {
  const { parent } = of;
  return isCall(parent as Node) && (parent as { callee?: Node }).callee === of;
}

/** `limit = 10` */
function hasScalarDefault(parameter: Node): boolean {
  if (parameter.type !== T.AssignmentPattern || isFunction(parameter.right)) return false;
  const { right } = parameter;
  if (isCall(right)) return /^(?:Date|now|Number|parseInt)$/.test(calleeName(right) ?? "");
  return right.type === T.Literal && typeof right.value !== "string" && right.value !== null;
}
