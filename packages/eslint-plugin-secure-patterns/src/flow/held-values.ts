import {
  calleeName,
  isCall,
  isFunction,
  keyName,
  memberName,
  outermost,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { callbackOutput } from "./callbacks.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { withStep, type Origin } from "./origin.ts";
import { callsOfSetter, valueSent } from "./state-setters.ts";
import { functionsOf, trace } from "./trace.ts";
import { keep } from "./whole-answers.ts";

/** What holds a value under a name of its own is mentioned in more places than anybody reads. */
const MOST_MENTIONS = 200;

/**
 * What is put into a context, an atom or a store, wherever it is mentioned: `useContext(Theme)` answers with what
 * `<Theme.Provider value={…}>` was given, here or in other files.
 */
export function traceHeld(file: FileFlow, holder: Node, path: AccessPath): readonly Origin[] {
  const makers = new Set(trace(file, holder).map(({ node }) => node));
  return [...makers].flatMap((made) => {
    const home = isCall(made) ? fileOf(made) : undefined;
    if (!home || !isCall(made)) return [];
    const first = made.arguments[0];
    const initial = first ? initialValues(home, first, path) : [];
    return [...initial, ...mentionsOf(home, made).flatMap((mention) => putBy(mention, path))];
  });
}

/** `inject("page")`, `inject(PAGE)` gets what `provide("page", value)` was given, here or in a file near by. */
export function traceProvided(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [key] = node.arguments;
  const name = key && nameOf(key);
  if (name === undefined) return [];
  return [file, ...(file.modules?.filesCalling(file, "provide") ?? [])].flatMap((home) =>
    home
      .everyCallOf("provide")
      .flatMap(({ arguments: [under, value] }) =>
        under && value && nameOf(under) === name
          ? [...trace(home, value, path), ...trace(home, value, ["value", ...path])]
          : [],
      ),
  );
}

function nameOf(key: Node): string | undefined {
  return key.type === T.Identifier ? key.name : staticText(key);
}

/** `createContext(value)`, `atom({ key, default: value })`, `computed(() => value)` */
function initialValues(file: FileFlow, first: Node, path: AccessPath): readonly Origin[] {
  if (isFunction(first)) return callbackOutput(file, first, path);
  const described = unwrap(first);
  const isDescribed =
    described.type === T.ObjectExpression &&
    described.properties.some((each) => each.type === T.Property && keyName(each) === "default");
  return trace(file, first, isDescribed ? ["default", ...path] : path);
}

export function mentionsOf(file: FileFlow, made: Node): readonly Node[] {
  return keep(known, made, [], () => findMentions(file, made).slice(0, MOST_MENTIONS));
}

/** Asked for each member of what is held that is read. */
const known = new WeakMap<Node, readonly Node[]>();

function findMentions(file: FileFlow, made: Node): readonly Node[] {
  if (file.modules) return file.modules.mentionsOf(file, made);
  const { parent } = outermost(made);
  const variable = parent?.type === T.VariableDeclarator ? file.bindings.variableOf(parent.id) : undefined;
  return (variable?.references ?? []).map(({ identifier }) => identifier as Node);
}

/** What is put in where a holder is mentioned. */
function putBy(mention: Node, path: AccessPath): readonly Origin[] {
  const file = fileOf(mention);
  const { parent } = mention;
  if (!file || !parent) return [];
  switch (parent.type) {
    case T.JSXMemberExpression:
      return parent.parent.type === T.JSXOpeningElement ? valueAttribute(file, parent.parent, path) : [];
    case T.JSXOpeningElement:
      return valueAttribute(file, parent, path);
    case T.MemberExpression:
      return parent.object === mention ? putByMember(file, parent, path) : [];
    case T.CallExpression:
      return putByCall(file, parent, mention, path);
    default:
      return [];
  }
}

/** `<Theme.Provider value={theme}>` */
function valueAttribute(
  file: FileFlow,
  element: TSESTree.JSXOpeningElement,
  path: AccessPath,
): readonly Origin[] {
  return element.attributes.flatMap((attribute) => {
    if (attribute.type !== T.JSXAttribute || attribute.name.name !== "value" || !attribute.value) return [];
    return stepped(trace(file, attribute.value, path), attribute.value);
  });
}

/** `store.set(x)`, `store.update((old) => x)`, `store.name = x`, `createElement(Theme.Provider, { value: x })` */
function putByMember(file: FileFlow, member: TSESTree.MemberExpression, path: AccessPath): readonly Origin[] {
  const { parent } = member;
  const name = memberName(member);
  if (parent.type === T.AssignmentExpression && parent.left === member && parent.operator === "=") {
    const [asked, ...rest] = path;
    return asked === name ? stepped(trace(file, parent.right, rest), parent.right) : [];
  }
  if (parent.type !== T.CallExpression) return [];
  if (name === "Provider" && parent.arguments[0] === member) {
    const [, properties] = parent.arguments;
    return properties ? stepped(trace(file, properties, ["value", ...path]), parent) : [];
  }
  const [value] = parent.arguments;
  const isPut = name !== undefined && /^(?:set|next|setState|update)$/.test(name);
  return isPut && parent.callee === member && value ? sentValue(file, value, path) : [];
}

/** `const [page, setPage] = useAtom(atom)`, `const setPage = useSetAtom(atom)`, `store.set(atom, x)` */
function putByCall(
  file: FileFlow,
  call: TSESTree.CallExpression,
  mention: Node,
  path: AccessPath,
): readonly Origin[] {
  if (call.arguments[0] !== mention) return [];
  const [, value] = call.arguments;
  if (value) return calleeName(call) === "set" ? sentValue(file, value, path) : [];
  const declarator = outermost(call).parent;
  if (declarator?.type !== T.VariableDeclarator) return [];
  const { id } = declarator;
  const setter = id.type === T.ArrayPattern ? id.elements[1] : id;
  if (setter?.type !== T.Identifier) return [];
  return callsOfSetter(file, setter, call).flatMap((sent) =>
    stepped(valueSent(sent, setter, path), sent.call),
  );
}

function sentValue(file: FileFlow, value: Node, path: AccessPath): readonly Origin[] {
  const isUpdate = isFunction(value) || (value.type === T.Identifier && functionsOf(file, value).length > 0);
  return stepped(isUpdate ? callbackOutput(file, value, path) : trace(file, value, path), value);
}

function stepped(origins: readonly Origin[], at: Node): readonly Origin[] {
  return origins.map((origin) => withStep(origin, at));
}
