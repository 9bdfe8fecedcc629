import { isCall, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf, trace } from "../flow/trace.ts";

/** The calls that make a logger: `pino({…})`, `piiSafeLogger(console)`, of a child those of its parent too. */
export function makersOf(file: FileFlow, object: Node, depth = 0): readonly CallNode[] {
  if (depth > 5) return [];
  const node = unwrap(object);
  if (isCall(node)) {
    const callee = unwrap(node.callee);
    const outer = callee.type === T.MemberExpression ? makersOf(file, callee.object, depth + 1) : [];
    const inner = functionsOf(file, callee).flatMap((of) => {
      const home = fileOf(of);
      return home ? home.returnsOf(of).flatMap((value) => makersOf(home, value, depth + 1)) : [];
    });
    return [node, ...outer, ...inner];
  }
  const places = [...definitionsOf(file, node), ...trace(file, node).map((origin) => origin.node)];
  return [...new Set(places)]
    .filter((place) => unwrap(place) !== node)
    .flatMap((place) => {
      const home = fileOf(place);
      const whole = callAround(place);
      return home ? makersOf(home, whole, depth + 1) : [];
    });
}

/** An origin lies at the start of the call chain: `pino` of `pino({…})`. */
function callAround(node: Node): Node {
  let current = node;
  for (;;) {
    const { parent } = current;
    const isCallee =
      (parent?.type === T.CallExpression || parent?.type === T.NewExpression) && parent.callee === current;
    const isObject = parent?.type === T.MemberExpression && parent.object === current;
    if (!parent || !(isCallee || isObject)) return current;
    current = parent;
  }
}

/** What a name stands for, in this file or in the one that it is imported from. */
export function definitionsOf(file: FileFlow, node: Node): readonly Node[] {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (value && value.path.length === 0) return [value.node];
  const origins = file.modules && node.type === T.Identifier ? importOf(file, node) : undefined;
  return origins ? [origins] : [];
}

/** `import { logger } from "./logger"` → what that file declares. */
function importOf(file: FileFlow, node: Node): Node | undefined {
  const definition = file.bindings.variableOf(node)?.defs[0];
  if (definition?.type !== "ImportBinding") return undefined;
  const specifier = definition.node as Node;
  const source = definition.parent as { source?: { value: string } } | null;
  const module = source?.source?.value;
  if (module === undefined) return undefined;
  const name =
    specifier.type === T.ImportSpecifier
      ? specifier.imported.type === T.Identifier
        ? specifier.imported.name
        : specifier.imported.value
      : specifier.type === T.ImportDefaultSpecifier
        ? "default"
        : undefined;
  const found = name === undefined ? undefined : file.modules?.resolve(file, module, [name]);
  return found && found.rest.length === 0 ? declared(found.node) : undefined;
}

function declared(node: Node): Node {
  return node.type === T.VariableDeclarator && node.init ? node.init : node;
}
