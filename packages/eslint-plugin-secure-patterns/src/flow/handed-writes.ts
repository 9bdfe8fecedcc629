import { isFunction, T, unwrap, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { functionsOf } from "./trace.ts";
import { writesTo } from "./variable-writes.ts";
import { keep } from "./whole-answers.ts";
import { accessOf, type Write } from "./writes.ts";

/** Functions that hand one object on to each other write the same into it in more ways than there are functions. */
const DEEPEST = 4;
const MOST_WRITES = 60;

const known = new WeakMap<FunctionNode, readonly (readonly Write[])[]>();

/**
 * What a function puts into the objects that a call hands to it: `fill(order)` where it writes `order.price`, or
 * `require("./create")(User)`.
 */
export function handedWrites(file: FileFlow, call: CallNode): readonly Write[] {
  const body = call.arguments.length === 0 ? undefined : functionNamed(file, call.callee);
  const home = body && fileOf(body);
  if (!body || !home) return [];
  return writesByParameter(home, body).flatMap((writes, index) => {
    const argument = writes.length === 0 ? undefined : call.arguments[index];
    const access = argument && accessOf(argument, file.bindings);
    if (!access) return [];
    return writes.map((write) => ({
      ...write,
      variable: access.variable,
      path: [...access.path, ...write.path],
      replaces: false,
      through: [...(write.through ?? []), { call, body }],
    }));
  });
}

function writesByParameter(file: FileFlow, of: FunctionNode): readonly (readonly Write[])[] {
  // a function that hands its parameter to itself adds nothing
  return keep(known, of, [], () =>
    of.params.map((parameter) => {
      const variable = parameter.type === T.Identifier ? file.bindings.variableOf(parameter) : undefined;
      const made = variable ? writesTo(file, variable) : [];
      return made
        .map(({ write }) => write)
        .filter(({ path, through }) => path.length > 0 && (through?.length ?? 0) < DEEPEST)
        .slice(0, MOST_WRITES);
    }),
  );
}

/** By its name alone: this is asked of every call on the way. */
function functionNamed(file: FileFlow, callee: Node): FunctionNode | undefined {
  const plain = unwrap(callee);
  if (isRequire(plain)) return functionsOf(file, plain)[0];
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  if (variable?.defs.length !== 1) return undefined;
  const node = variable.defs[0]?.node as Node | undefined;
  const body = node?.type === T.VariableDeclarator ? node.init : node;
  return isFunction(body) ? body : undefined;
}

function isRequire(node: Node): boolean {
  return (
    node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === "require"
  );
}
