import { isFunction, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { extend, isMissingInText, KEY, type AccessPath } from "./access-path.ts";
import { patternBindings } from "./bindings.ts";
import { callbackInput } from "./callbacks.ts";
import { traceDeclared } from "./declared-class.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { isWrittenLater } from "./later-writes.ts";
import { distinct, originAt, withFacts, withStep, type Origin } from "./origin.ts";
import type { Arrival } from "./reaching.ts";
import { annotationOf } from "./trace-class.ts";
import { bindArguments } from "./trace-call.ts";
import { trace } from "./trace.ts";
import type { Variable } from "./unit.ts";
import { writesTo } from "./variable-writes.ts";
import { spendWork } from "./work.ts";
import { isRead, type Write } from "./writes.ts";

/** Most writes have been followed before, and to look at one takes little; but what holds the state of a long file is written everywhere. */
const LOOKED_AT_IN_A_STEP = 64;

/** What a variable holds where one of its writes arrives, or the start of its function. */
export function traceArrival(
  file: FileFlow,
  arrival: Arrival,
  variable: Variable,
  use: Node,
): readonly Origin[] {
  const { write, rest, within, facts } = arrival;
  if (!write) return traceParameters(file, variable, rest, use).map((origin) => withFacts(origin, facts));
  // what a function of another file wrote stands there
  const home = (write.through && write.value && fileOf(write.value)) ?? file;
  const isKey = write.read[0] === KEY;
  if (isKey && isMissingInText(rest)) return [];
  const values = write.value ? trace(home, write.value, extend(write.read, rest)) : [];
  const fallback = write.fallback ? trace(home, write.fallback, rest) : [];
  return inCaller(file, write, [...values, ...fallback]).map((origin) => {
    const nested = within.length === 0 ? origin : { ...origin, within: extend(within, origin.within) };
    const checked = withFacts(nested, facts);
    return withStep(isKey ? { ...checked, text: true } : checked, write.value ?? use);
  });
}

/** What a called function wrote is said in the words of its caller. */
function inCaller(file: FileFlow, { through = [] }: Write, written: readonly Origin[]): readonly Origin[] {
  return through.reduce(
    (origins, { call, body }) =>
      distinct(origins, (origin) => bindArguments(file, call, body, origin, { shift: 0 })),
    written,
  );
}

/** The variable's value at the start of its function: what was passed in. */
function traceParameters(file: FileFlow, variable: Variable, path: AccessPath, use: Node): readonly Origin[] {
  return variable.defs.flatMap((definition) => {
    if (definition.type !== "Parameter" || !isFunction(definition.node as Node)) return [];
    return traceParameter(file, definition.node as FunctionNode, definition.name as Node, path, use);
  });
}

function traceParameter(
  file: FileFlow,
  of: FunctionNode,
  name: Node,
  path: AccessPath,
  use: Node,
): readonly Origin[] {
  for (const [index, parameter] of of.params.entries()) {
    for (const binding of patternBindings(parameter)) {
      if (binding.identifier !== name) continue;
      const isRestArray = binding.rest && parameter.type === T.RestElement;
      const asked = isRestArray ? path : extend(binding.path, path);
      const origins = callbackInput(file, of, index, asked) ?? [
        ...traceDeclared(file, annotationOf(parameter), asked, use),
        originAt({ type: "parameter", of, index }, asked, parameter),
      ];
      return binding.fallback ? [...origins, ...trace(file, binding.fallback, path)] : origins;
    }
  }
  return [originAt({ type: "global", name: "arguments" }, path, use)];
}

/** Order unknown: every value that the variable is ever given. */
export function traceAllWrites(
  file: FileFlow,
  variable: Variable,
  path: AccessPath,
  use: Node,
): readonly Origin[] {
  return [...traceParameters(file, variable, path, use), ...traceWrites(file, variable, path, use)];
}

/** @param except the function whose own writes do not count */
export function traceWrites(
  file: FileFlow,
  variable: Variable,
  path: AccessPath,
  use: Node,
  except?: Node,
): readonly Origin[] {
  const writes = writesTo(file, variable);
  if (!spendWork(Math.floor(writes.length / LOOKED_AT_IN_A_STEP))) return [];
  return distinct(writes, (owned) => {
    const { write, owner, alias } = owned;
    if ((owner === except && !alias) || !isRead(write, path)) return [];
    if (except && isWrittenLater(variable, owned, use)) return [];
    const common = Math.min(write.path.length, path.length);
    const arrival = { write, rest: path.slice(common), within: write.path.slice(common), facts: [] };
    return traceArrival(file, arrival, variable, use);
  });
}
