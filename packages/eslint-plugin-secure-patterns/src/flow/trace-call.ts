import {
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, extend, INSTANCE, KEY, RESULT, type AccessPath } from "./access-path.ts";
import { passedTo, type Passing } from "./arguments.ts";
import {
  ELEMENTS,
  MEASURING_METHODS,
  PARSED,
  PIECES,
  SAME_CONTENT,
  SAME_TEXT,
  TAIL,
  urlFunction,
} from "./builtins.ts";
import { callbackOutput, promisedValue } from "./callbacks.ts";
import { factsOfKept } from "./predicates.ts";
import { constantOf } from "./stored-conditions.ts";
import { declaredResult, resultOfDeclaration } from "./declared-result.ts";
import { fileOf, type CallEffect, type FileFlow } from "./file-flow.ts";
import { flat, functionsOf, trace, traceAnywhere } from "./trace.ts";
import { compose, originAt, withFacts, withKinds, withStep, withText, type Origin } from "./origin.ts";
import { constructorOf, traceMemberOf } from "./trace-class.ts";
import { traceConstructed } from "./trace-constructor.ts";
import { traceParts } from "./trace-text.ts";
import { traceFormat, traceSearchParams, traceUrl } from "./trace-url.ts";
import { importOrigins } from "./trace-variable.ts";

type Call = CallNode | TSESTree.ImportExpression;

export function traceCall(file: FileFlow, node: Call, path: AccessPath): readonly Origin[] {
  const module = requiredModule(file, node);
  if (module !== undefined) return importOrigins(file, module, path, node);
  if (node.type === T.ImportExpression) return [];
  const callee = unwrap(node.callee);
  if (callee.type === T.MemberExpression) {
    const known = traceMethod(file, node, callee, path);
    if (known) return known;
  }
  const known = traceGlobal(file, node, callee, path);
  return known ?? traceCallee(file, node, callee, path);
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
function requiredModule(file: FileFlow, node: Call): string | undefined {
  if (node.type === T.ImportExpression) return staticText(node.source);
  const [first] = node.arguments;
  if (node.type !== T.CallExpression || node.callee.type !== T.Identifier || !first) return undefined;
  const isRequire = node.callee.name === "require" && !file.bindings.variableOf(node.callee);
  return isRequire ? staticText(first) : undefined;
}

/** Methods of strings, arrays and promises: by name, since hardly anything else is called so. */
function traceMethod(
  file: FileFlow,
  node: CallNode,
  callee: TSESTree.MemberExpression,
  path: AccessPath,
): readonly Origin[] | undefined {
  const method = memberName(callee);
  if (method === undefined || node.type === T.NewExpression) return undefined;
  const { object } = callee;
  const [first] = node.arguments;
  if (method === "filter" && first && path.length > 0) return traceFiltered(file, object, first, path);
  if (SAME_CONTENT.has(method)) return trace(file, object, path);
  if (SAME_TEXT.has(method) && (!first || staticText(first) !== undefined))
    return trace(file, object, path).map((origin) => ({ ...origin, text: true }));
  if (PIECES.has(method)) return trace(file, object, path).map((origin) => pieceOf(origin, first));
  // `$location.search("next")` is none of a text
  const isOther = method === "search" && (!first || staticText(first) !== undefined);
  if (MEASURING_METHODS.has(method) && !isOther) return path.length === 0 ? [] : undefined;
  if (ELEMENTS.has(method) && isPlainElement(method, node))
    return trace(file, object, extend([ELEMENT], path));
  switch (method) {
    case "charAt":
      return [];
    case "concat":
      return traceConcat(file, node, object, path);
    case "join":
      if (node.arguments.length > 1) return undefined;
      return traceJoin(file, node, object, path);
    case "padStart":
    case "padEnd":
      return flat([...trace(file, object), ...traceArgument(file, node, 1, [])]).map((origin) =>
        withText(origin, ""),
      );
    case "fill":
      return [...traceArgument(file, node, 0, path.slice(1)), ...trace(file, object, path)];
    case "with":
      return node.arguments.length === 2
        ? [...traceArgument(file, node, 1, path.slice(1)), ...trace(file, object, path)]
        : undefined;
    case "split":
    case "match":
    case "matchAll":
      if (!first || first.type === T.ObjectExpression) return undefined;
      return flat(trace(file, object)).map((origin) => {
        // what stands in front of the first separator is the front of the whole
        const isFront = method === "split" && path[0] === "0";
        return withStep(isFront ? withText(origin, "") : tailOf(origin), node);
      });
    case "exec":
      return first ? flat(trace(file, first)).map((origin) => withStep(tailOf(origin), node)) : undefined;
    case "replace":
    case "replaceAll":
      return node.arguments.length === 2 ? traceReplace(file, node, object) : undefined;
    case "map":
      return first ? callbackOutput(file, first, path[0] === undefined ? [] : path.slice(1)) : undefined;
    case "flatMap":
      return first ? callbackOutput(file, first, path) : undefined;
    case "values":
      return node.arguments.length === 0 ? trace(file, object, path) : undefined;
    case "entries":
      return node.arguments.length === 0 ? trace(file, object, [ELEMENT, ...path.slice(2)]) : undefined;
    case "reduce":
    case "reduceRight":
      return first
        ? [...callbackOutput(file, first, path), ...traceArgument(file, node, 1, path)]
        : undefined;
    case "then":
      return node.arguments.flatMap((callback) => callbackOutput(file, callback, path));
    case "catch":
      return [...trace(file, object, path), ...(first ? callbackOutput(file, first, path) : [])];
    default:
      return undefined;
  }
}

function traceFiltered(file: FileFlow, object: Node, callback: Node, path: AccessPath): readonly Origin[] {
  const fact = factsOfKept(file, callback);
  return trace(file, object, path).map((origin) => (fact ? withFacts(origin, [fact]) : origin));
}

function isPlainElement(method: string, node: CallNode): boolean {
  const [first] = node.arguments;
  if (method === "find" || method === "findLast") return isFunction(first);
  return method === "at" ? node.arguments.length === 1 : node.arguments.length === 0;
}

function pieceOf(origin: Origin, start: Node | undefined): Origin {
  const fromStart = !start || staticText(start) === "0";
  // `hash.slice(1)` takes away the `#` in front
  if (origin.before.length === 1 && Number(start && staticText(start)) >= 1) return tailOf(origin);
  return fromStart || origin.before !== "" ? origin : tailOf(origin);
}

function tailOf(origin: Origin): Origin {
  const path = origin.path.at(-1) === TAIL ? origin.path : [...origin.path, TAIL];
  return { ...origin, path, before: "" };
}

function traceConcat(file: FileFlow, node: CallNode, object: Node, path: AccessPath): readonly Origin[] {
  const isArray = path.length > 0 || unwrap(object).type === T.ArrayExpression;
  const values = [object, ...node.arguments];
  return isArray ? values.flatMap((value) => trace(file, value, path)) : traceParts(file, node, values, path);
}

/** `["/search?q=", term].join("")`: what stands before an element is known where the list is written out. */
function traceJoin(file: FileFlow, node: CallNode, object: Node, path: AccessPath): readonly Origin[] {
  const list = listOf(file, object);
  const [by] = node.arguments;
  if (!list)
    return [...flat(trace(file, object, [ELEMENT])), ...flat(traceArgument(file, node, 0, []))].map(
      (origin) => withText(origin, ""),
    );
  const parts = list.flatMap((element, index) => (index === 0 ? [element] : [by ?? ",", element]));
  return traceParts(file, node, parts, path);
}

/** The elements of a list that is written out and not changed later. */
function listOf(file: FileFlow, node: Node): readonly Node[] | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) {
    const variable = file.bindings.variableOf(plain);
    const value = variable && file.isConstant(variable) ? file.subjects.onlyValue(variable) : undefined;
    return value?.path.length === 0 && value.node.type === T.ArrayExpression
      ? listOf(file, value.node)
      : undefined;
  }
  if (plain.type !== T.ArrayExpression) return undefined;
  const elements = plain.elements.filter((element) => element !== null);
  return elements.some((element) => element.type === T.SpreadElement) ? undefined : elements;
}

function traceReplace(file: FileFlow, node: CallNode, object: Node): readonly Origin[] {
  const [searched, by] = node.arguments as [Node, Node];
  const pattern = constantOf(file, searched);
  const everywhere =
    node.type === T.CallExpression &&
    node.callee.type === T.MemberExpression &&
    memberName(node.callee) === "replaceAll";
  const inserted = isFunction(by) ? callbackOutput(file, by, []) : flat(trace(file, by));
  const cutsFront = isFront(pattern);
  const kept = flat(trace(file, object)).map((origin) =>
    withFacts({ ...(cutsFront ? tailOf(origin) : origin), text: true }, [
      { is: "replaced", pattern, by: isFunction(by) ? by : constantOf(file, by), everywhere },
    ]),
  );
  return [
    ...kept,
    ...inserted.filter(({ root }) => root.type !== "literal").map((origin) => withText(origin, "\uFFFC")),
  ];
}

/** `replace(/^#/, "")`, `replace("?", "")`: takes away what stood in front. */
function isFront(pattern: Node): boolean {
  if (pattern.type === T.Literal && "regex" in pattern) return /^\^|^[#?]/.test(pattern.regex.pattern);
  return /^[#?]/.test(staticText(pattern) ?? "");
}

/** Global functions and constructors of the language. */
function traceGlobal(
  file: FileFlow,
  node: CallNode,
  callee: Node,
  path: AccessPath,
): readonly Origin[] | undefined {
  return traceNamed(file, node, globalName(file, callee), path);
}

function traceNamed(
  file: FileFlow,
  node: CallNode,
  name: string | undefined,
  path: AccessPath,
): readonly Origin[] | undefined {
  switch (name) {
    case "URL":
    case "URL.parse":
    case "url.parse":
      return traceUrl(file, node, path);
    case "url.format":
      return traceFormat(file, node);
    case "URLSearchParams":
      return traceSearchParams(file, node, path);
    case "Promise":
      return node.type === T.NewExpression ? promisedValue(file, node, path) : undefined;
    case "Promise.resolve":
    case "Object.freeze":
    case "Object.seal":
    case "structuredClone":
      return traceArgument(file, node, 0, path);
    case "Promise.all":
    case "Promise.allSettled":
    case "Promise.race":
    case "Promise.any":
    case "Object.fromEntries":
      return traceArgument(
        file,
        node,
        0,
        name.startsWith("Promise") && /race|any/.test(name) ? [ELEMENT, ...path] : path,
      );
    case "Array.from":
      return node.arguments[1]
        ? callbackOutput(file, node.arguments[1], path.slice(1))
        : traceArgument(file, node, 0, path);
    case "Array.of":
      return node.arguments.flatMap((value) => trace(file, value, path.slice(1)));
    case "Object.keys":
      return traceArgument(file, node, 0, [KEY]).map((origin) => ({ ...origin, text: true }));
    case "Object.create":
      return traceArgument(file, node, 0, path);
    case "Object.assign":
      return node.arguments.flatMap((value) => trace(file, value, path));
    case "Object.values":
    case "Object.entries":
      return traceArgument(file, node, 0, [ELEMENT, ...path.slice(name === "Object.entries" ? 2 : 1)]);
    case "Set":
    case "Map":
    case "Array":
      return traceArgument(file, node, 0, path);
    case "JSON.parse":
    case "String":
    case "decodeURIComponent":
    case "decodeURI":
    case "unescape":
    case "atob":
    case "Object":
      return traceConversion(file, node, name, path);
    case "Buffer.from":
      return traceArgument(file, node, 0, []).map((origin) => ({ ...origin, text: true }));
    case "JSON.stringify":
      return traceArgument(file, node, 0, []).map((origin) =>
        withText({ ...withFacts(origin, [{ is: "json" }]), within: [] }, ""),
      );
    default:
      return undefined;
  }
}

function traceConversion(file: FileFlow, node: CallNode, name: string, path: AccessPath): readonly Origin[] {
  const values = flat(traceArgument(file, node, 0, []));
  if (name === "Object") return traceArgument(file, node, 0, path);
  // what was parsed out of a text may be an object, and its parts are the text's
  if (name === "JSON.parse")
    return values.map((origin) => ({
      ...withFacts(origin, [{ is: "parsed" }]),
      text: false,
      before: "",
      path: extend([...origin.path, PARSED], path),
    }));
  return values.map((origin) => ({ ...origin, text: true }));
}

export function globalName(file: FileFlow, node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return file.bindings.variableOf(plain) ? undefined : plain.name;
  if (plain.type !== T.MemberExpression) return undefined;
  const object = globalName(file, plain.object);
  const name = memberName(plain);
  if (object === undefined || name === undefined) return undefined;
  return /^(?:globalThis|window|self|global)$/.test(object) ? name : `${object}.${name}`;
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
    if (root.type === "function") return traceBody(file, node, root.node, target.path, path);
    if (root.type === "class" && segment === INSTANCE) return traceInstance(file, node, root.node, path);
    const known = root.type === "import" ? urlFunction(root.module, target.path) : undefined;
    if (known !== undefined) return traceNamed(file, node, known, path) ?? [];
    const effect = isSeen ? undefined : file.model.effectOf(target, node);
    if (effect) return traceEffect(file, node, callee, effect, path);
    if (root.type === "literal") return [];
    return [{ ...originAt(root, extend([...target.path, segment], path), node), facts: [] }];
  });
  return [...known, ...declared];
}

function traceBody(
  file: FileFlow,
  node: CallNode,
  body: FunctionNode,
  method: AccessPath,
  path: AccessPath,
): readonly Origin[] {
  const passing = passingOf(method);
  if (!passing) {
    return method[0] === "bind" && path.length === 0
      ? [originAt({ type: "function", node: body }, [], node)]
      : [];
  }
  const home = fileOf(body);
  const asked = body.generator && path[0] !== undefined ? path.slice(1) : path;
  const returned = home?.returnsOf(body).flatMap((value) => traceAnywhere(value, asked)) ?? [];
  const bound = returned.flatMap((origin) => bindArguments(file, node, body, origin, passing));
  // what the body does not say, the signature may
  return [...bound, ...declaredResult(body, path, node)];
}

/** `f()`, `f.call(self, …)`, `f.apply(self, list)` */
function passingOf(method: AccessPath): Passing | undefined {
  if (method.length === 0) return { shift: 0 };
  if (method[0] === "call") return { shift: 1 };
  return method[0] === "apply" ? { shift: 1, list: true } : undefined;
}

/** What a body does to its parameter is done to the argument; other origins pass through. */
function bindArguments(
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
  const constructor = constructorOf(of);
  return traceMemberOf(home, of, path, node).flatMap((origin) =>
    constructor ? bindArguments(file, node, constructor, origin, { shift: 0 }) : [origin],
  );
}

function traceEffect(
  file: FileFlow,
  node: CallNode,
  callee: Node,
  effect: CallEffect,
  path: AccessPath,
): readonly Origin[] {
  const at = effect.at ?? [];
  if (at.some((segment, index) => path[index] !== undefined && path[index] !== segment)) return [];
  const rest = path.slice(at.length);
  const values = effect.passes.flatMap((which) => {
    if (which === "receiver")
      return callee.type === T.MemberExpression ? trace(file, callee.object, rest) : [];
    if (which === "state") return traceState(file, node, rest);
    if (which === "callback") return node.arguments[0] ? callbackOutput(file, node.arguments[0], rest) : [];
    if (which === "all" && effect.join !== undefined) return traceJoined(file, node, effect.join, rest);
    if (which === "all") return node.arguments.flatMap((value) => trace(file, value, rest));
    return traceArgument(file, node, which, rest);
  });
  return values.map((origin) => {
    const kept = withStep(withKinds(origin, effect.clears), node);
    return effect.text ? { ...kept, text: true } : kept;
  });
}

/** `const [value, setValue] = useState(initial)`: the value is whatever was set. */
function traceState(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [element, ...rest] = path;
  const declarator = node.parent;
  if (element !== "0" || declarator?.type !== T.VariableDeclarator) return [];
  const setter = declarator.id.type === T.ArrayPattern ? declarator.id.elements[1] : undefined;
  const variable = setter && file.bindings.variableOf(setter);
  const calls = (variable?.references ?? []).map(({ identifier }) => (identifier as Node).parent);
  const values = calls.flatMap((call) => {
    const [value] = call?.type === T.CallExpression ? call.arguments : [];
    if (!value) return [];
    return isFunction(value) ? callbackOutput(file, value, rest) : trace(file, value, rest);
  });
  return [...traceArgument(file, node, 0, rest), ...values];
}

function traceJoined(file: FileFlow, node: CallNode, by: string, path: AccessPath): readonly Origin[] {
  const parts = node.arguments.flatMap((argument, index) => (index === 0 ? [argument] : [by, argument]));
  return traceParts(file, node, parts, path);
}

function traceArgument(file: FileFlow, node: CallNode, index: number, path: AccessPath): readonly Origin[] {
  const argument = node.arguments[index];
  return argument && argument.type !== T.SpreadElement ? trace(file, argument, path) : [];
}
