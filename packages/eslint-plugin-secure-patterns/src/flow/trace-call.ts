import {
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { requiredModule } from "../ast/required-module.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { extend, INSTANCE, LONGEST_PATH, RESULT, type AccessPath } from "./access-path.ts";
import { passedTo, type Passing } from "./arguments.ts";
import { urlFunction } from "./builtins.ts";
import { traceRequested } from "./declared-class.ts";
import { declaredResult, resultOfDeclaration } from "./declared-result.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { compose, distinct, originAt, withStep, type Origin, type Root } from "./origin.ts";
import { boundByConstruction, boundByReceiver } from "./bound-by-construction.ts";
import { traceMemberOf } from "./trace-class.ts";
import { traceConstructed } from "./trace-constructor.ts";
import { traceEffect } from "./trace-effect.ts";
import { traceGlobal, traceNamed } from "./trace-global.ts";
import { traceMethod } from "./trace-method.ts";
import { traceSearchParams } from "./trace-url.ts";
import { importOrigins } from "./trace-import.ts";
import { functionsOf, trace, traceAnywhere } from "./trace.ts";

/** A chain of calls with a longer path than this is shortened where it can be. */
const LONGEST_CHAIN = LONGEST_PATH - 4;

type Call = CallNode | TSESTree.ImportExpression;

export function traceCall(file: FileFlow, node: Call, path: AccessPath): readonly Origin[] {
  const module = loadedModule(file, node);
  if (module !== undefined) return importOrigins(file, module, path, node);
  if (node.type === T.ImportExpression) return [];
  const callee = unwrap(node.callee);
  if (callee.type === T.MemberExpression) {
    // `$.extend({}, defaults, options)`
    if (isMerger(file, callee)) return node.arguments.flatMap((value) => trace(file, value, path));
    const known = traceMethod(file, node, callee, path);
    if (known) return known;
  }
  const known = traceGlobal(file, node, callee, path);
  return known ?? traceCallee(file, node, callee, path);
}

function isMerger({ model }: FileFlow, { object, property }: TSESTree.MemberExpression): boolean {
  if (object.type !== T.Identifier || property.type !== T.Identifier) return false;
  return model.mergers.has(`${object.name}.${property.name}`);
}

/** Tagged templates are opaque unless the catalogue knows the tag: `sql` and `html` tags escape, `String.raw` does not. */
export function traceTagged(
  file: FileFlow,
  node: TSESTree.TaggedTemplateExpression,
  path: AccessPath,
): readonly Origin[] {
  const { tag, quasi } = node;
  const isRaw = tag.type === T.MemberExpression && memberName(tag) === "raw";
  if (isRaw || (tag.type === T.Identifier && /^(?:dedent|outdent|oneLine|stripIndent)$/.test(tag.name))) {
    return trace(file, quasi, path);
  }
  const bodies = functionsOf(file, tag);
  if (bodies.length === 0) return [originAt({ type: "result", call: node }, path, node)];
  return bodies.flatMap((body) =>
    (fileOf(body)?.returnsOf(body) ?? [])
      .flatMap((value) => traceAnywhere(value, path))
      .flatMap((origin) => bindArguments(file, node, body, origin, { shift: 0 })),
  );
}

/** `require("x")`, `import("x")` */
function loadedModule(file: FileFlow, node: Call): string | undefined {
  if (node.type === T.ImportExpression) return staticText(node.source);
  if (node.type !== T.CallExpression) return undefined;
  const { callee } = node;
  const isOwn = callee.type === T.Identifier && callee.name === "require" && file.bindings.variableOf(callee);
  return isOwn ? undefined : requiredModule(node);
}

/** A call of something that the walk finds the body of, that the catalogue knows, or that stays opaque. */
function traceCallee(file: FileFlow, node: CallNode, callee: Node, path: AccessPath): readonly Origin[] {
  const segment = node.type === T.NewExpression ? INSTANCE : RESULT;
  const declared = resultOfDeclaration(file, node, path);
  const targets = trace(file, callee);
  // what a helper is called says nothing where its body can be seen
  const isSeen = targets.some(({ root }) => root.type === "function");
  const known = targets.flatMap((target) => {
    const { root } = target;
    if (root.type === "function" && segment === INSTANCE && path.length > 0)
      return traceConstruction(file, node, root.node, path);
    if (root.type === "function" && target.path.length === 0) {
      const effect = file.model.effectOf(target, node);
      if (effect) return traceEffect(file, node, callee, effect, path);
    }
    if (root.type === "function")
      return boundByReceiver(file, callee, traceBody(file, node, root, target.path, path));
    if (root.type === "class" && segment === INSTANCE) return traceInstance(file, node, root.node, path);
    const injected = isInjection(file, target) ? traceInjected(file, node, path) : [];
    if (injected.length > 0) return injected;
    const known = root.type === "import" ? urlFunction(root.module, target.path) : undefined;
    if (known !== undefined) return traceNamed(file, node, known, path) ?? [];
    if (isQueryParser(file, target) && path.length > 0) return traceSearchParams(file, node, path);
    const effect = isSeen ? undefined : file.model.effectOf(target, node);
    if (effect && !effect.fields) return traceEffect(file, node, callee, effect, path);
    if (root.type === "literal") return [];
    // a path that would be cut: `app.get(…).get(…)` is the `app` that it starts with
    const isLong = target.path.length > LONGEST_CHAIN && file.model.answersItself(target);
    const reached = isLong ? target.path.slice(0, -1) : [...target.path, segment];
    const made = { ...originAt(root, extend(reached, path), node), facts: [] };
    const isField = effect?.fields?.test(path[0] ?? "") && !path.includes(RESULT);
    return effect && isField ? [...traceEffect(file, node, callee, effect, path), made] : [made];
  });
  return [...known, ...declared, ...traceRequested(file, node, path)];
}

/** `qs.parse(location.search).next` */
function isQueryParser({ model }: FileFlow, { root, path }: Origin): boolean {
  return root.type === "import" && model.queryParsers.has([root.module, ...path].join("."));
}

/** `inject(UserService)` hands out an instance of the class. */
function isInjection({ model }: FileFlow, { root, path }: Origin): boolean {
  return root.type === "import" && model.injectors.has([root.module, ...path].join("."));
}

function traceInjected(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [token] = node.arguments;
  const classes = token ? trace(file, token) : [];
  return classes.flatMap(({ root }) => {
    const home = root.type === "class" ? fileOf(root.node) : undefined;
    return root.type === "class" && home ? traceInstance(home, node, root.node, path) : [];
  });
}

function traceBody(
  file: FileFlow,
  node: CallNode,
  { node: body, boundBy }: Extract<Root, { type: "function" }>,
  method: AccessPath,
  path: AccessPath,
): readonly Origin[] {
  const passing = passingOf(method);
  if (!passing) {
    // a function that is bound twice is followed no further
    return method[0] === "bind" && !boundBy && path.length < 2 && passingOf(path)
      ? [originAt({ type: "function", node: body, boundBy: node }, path, node)]
      : [];
  }
  const home = fileOf(body);
  const asked = body.generator && path[0] !== undefined ? path.slice(1) : path;
  const returned = home ? distinct(home.returnsOf(body), (value) => traceAnywhere(value, asked)) : [];
  const bound = distinct(returned, (origin) =>
    boundBy && isBoundAt(boundBy, body, origin.root)
      ? bindArguments(fileOf(boundBy) ?? file, boundBy, body, origin, BINDING)
      : bindArguments(file, node, body, origin, behindBound(passing, boundBy)),
  );
  // what the body does not say, the signature may
  return [...bound, ...declaredResult(body, path, node)];
}

/** `f.bind(self, a, b)` fills in the parameters in front. */
const BINDING: Passing = { shift: 1 };

function isBoundAt(boundBy: CallNode, body: FunctionNode, root: Root): boolean {
  return (
    root.type === "parameter" && root.of === body && root.index + BINDING.shift < boundBy.arguments.length
  );
}

function behindBound({ shift, list }: Passing, boundBy: CallNode | undefined): Passing {
  const bound = boundBy ? Math.max(boundBy.arguments.length - BINDING.shift, 0) : 0;
  return list ? { shift, list } : { shift: shift - bound };
}

/** `f()`, `f.call(self, …)`, `f.apply(self, list)` */
function passingOf(method: AccessPath): Passing | undefined {
  if (method.length === 0) return { shift: 0 };
  if (method[0] === "call") return { shift: 1 };
  return method[0] === "apply" ? { shift: 1, list: true } : undefined;
}

/** What a body does to its parameter is done to the argument; other origins pass through. */
export function bindArguments(
  file: FileFlow,
  node: CallNode | TSESTree.TaggedTemplateExpression,
  body: FunctionNode,
  origin: Origin,
  passing: Passing,
): readonly Origin[] {
  const { root } = origin;
  if (root.type !== "parameter" || root.of !== body) return [withStep(origin, node)];
  return passedTo(node, body, root.index, passing).flatMap(({ node: value, at, skip }) =>
    trace(file, value, extend(at, origin.path.slice(skip))).map((inner) => compose(origin, inner, node)),
  );
}

/** `new Store(db).find` where `Store` is a function that puts its members on `this`. */
function traceConstruction(
  file: FileFlow,
  node: CallNode,
  of: FunctionNode,
  path: AccessPath,
): readonly Origin[] {
  const home = fileOf(of);
  return home
    ? traceConstructed(home, of, path).flatMap((origin) =>
        bindArguments(file, node, of, origin, { shift: 0 }),
      )
    : [];
}

function traceInstance(
  file: FileFlow,
  node: CallNode,
  of: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  path: AccessPath,
): readonly Origin[] {
  if (path.length === 0) return [originAt({ type: "this", of }, [], node)];
  const home = fileOf(of);
  if (!home) return [];
  return traceMemberOf(home, of, path, node).flatMap((origin) => boundByConstruction(file, node, of, origin));
}
