import {
  calleeName,
  isCall,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { NEVER_OF_PROJECT } from "../../flow/builtins.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { functionsOf } from "../../flow/trace.ts";
import { keep, noteCut } from "../../flow/whole-answers.ts";
import { isOnlyOfBrowser } from "../browser-file.ts";
import { operationAt } from "./find-operation.ts";
import { applied } from "./applied.ts";
import { isCleanUp } from "./clean-up.ts";
import { guessByName } from "./guess.ts";
import { taggedOperation } from "./sql-operation.ts";
import { identifiersIn } from "./columns.ts";
import type { Operation } from "./operation.ts";
import { receiverName } from "./receiver-name.ts";
import { namedByReceiver } from "./record-name.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";
import { methodsOfRecord } from "./record-methods.ts";
import { nodesIn, type Scope } from "./scope.ts";

/** Something that a scope does, itself or through a function that it calls. */
export interface Event {
  /** The operation, or the call itself where it is none. */
  readonly at: Node;
  readonly operation: Operation | undefined;
  /** The helper's name, where the operation lies in another function. */
  readonly helper: string | undefined;
  /** The helper itself. */
  readonly body?: FunctionNode;
  /** What the helper does with the answer, before its own answer is looked at. */
  readonly inner: Outcome | undefined;
  /** For calls of unknown functions: the name that tells what they do. */
  readonly name: string | undefined;
}

const DEEPEST = 3;
/** Operations of one scope that are looked at, and calls of which only the name is known. */
const MOST_OPERATIONS = 120;
const MOST_NAMES = 400;
/** By how deep in helpers the scope is looked at: the deeper, the less far it is looked further. */
const memos = Array.from({ length: DEEPEST + 1 }, () => new WeakMap<FunctionNode, readonly Event[]>());

const running = new Set<FunctionNode>();

/** All operations and telling calls of a scope, in source order. */
export function eventsOf(file: FileFlow, scope: Scope, depth = 0): readonly Event[] {
  const memo = memos[depth];
  if (!memo) return [];
  return keep(memo, scope, [], () => {
    if (running.has(scope)) {
      noteCut();
      return [];
    }
    running.add(scope);
    try {
      return findEvents(file, scope, depth);
    } finally {
      running.delete(scope);
    }
  });
}

function findEvents(file: FileFlow, scope: Scope, depth: number): Event[] {
  const events: Event[] = [];
  let operations = 0;
  for (const node of nodesIn(file, scope)) {
    if (operations >= MOST_OPERATIONS || events.length - operations >= MOST_NAMES) break;
    for (const event of eventsOfNode(file, node, scope, depth)) {
      events.push(event);
      if (event.operation) operations++;
    }
  }
  return events;
}

function eventsOfNode(file: FileFlow, node: Node, scope: Scope, depth: number): Event[] {
  if (node.type === T.TaggedTemplateExpression) {
    const found = taggedOperation(file, node);
    return found ? [direct(found)] : [];
  }
  return isCall(node) ? eventsAt(file, node, scope, depth) : [];
}

function direct(found: Operation): Event {
  return { at: found.node, operation: found, helper: undefined, inner: undefined, name: undefined };
}

function eventsAt(file: FileFlow, call: CallNode, scope: Scope, depth: number): Event[] {
  const found = operationAt(file, call);
  if (found) {
    // `repo.delete(id)` of the project's own repository: its body says more than its name
    const isUnsure = found.record !== undefined || found.isKey || isOwn(call) || isBelievedByForm(found);
    const lifted = isUnsure ? liftedEvents(file, call, depth) : [];
    return lifted.length > 0 ? lifted : [direct(found)];
  }
  const lifted = liftedEvents(file, call, depth);
  const guess = guessByName(file, call, scope);
  if (lifted.length > 0) {
    if (guess && lifted.every(isVague)) return lifted.map((event) => calledLike(guess, event));
    // `expireCodes(user)` whose writes could not be seen still ends them
    const isBlind = guess?.does === "delete" && lifted.every(({ operation }) => operation?.does === "read");
    return [...lifted, ...(isBlind ? [direct(guess)] : []), ...(depth === 0 ? named(call) : [])];
  }
  if (guess) return [direct(guess)];
  return named(call);
}

/** `redis.del(email)` of codes that are kept under the address alone. */
function isVague({ operation }: Event): boolean {
  return operation !== undefined && operation.isKey && !names.purpose.test(operation.table);
}

/** `deleteOtpByEmail(email)`: the helper's name says more than the key that it is handed. */
function calledLike({ does, table }: Operation, event: Event): Event {
  const { operation } = event;
  return operation?.does === does ? { ...event, operation: { ...operation, table } } : event;
}

/** `users.update({ id }, { name })` of no known library. */
function isBelievedByForm({ row }: Operation): boolean {
  return row !== undefined && "literal" in row && row.literal === true;
}

/** `this.find(…)`: what the class itself says is known. */
function isOwn({ callee }: CallNode): boolean {
  return callee.type === T.MemberExpression && callee.object.type === T.ThisExpression;
}

function named(call: CallNode): Event[] {
  const name = tellingName(call);
  return name === undefined
    ? []
    : [{ at: call, operation: undefined, helper: undefined, inner: undefined, name }];
}

/** `sessionStrategy.start(…)` is told by what it starts. */
function tellingName({ callee }: CallNode): string | undefined {
  const plain = unwrap(callee);
  const name = plain.type === T.MemberExpression ? memberName(plain) : undefined;
  if (plain.type !== T.MemberExpression || name === undefined)
    return plain.type === T.Identifier ? plain.name : undefined;
  const receiver = /^(?:start|open)$/.test(name) ? receiverName(plain.object) : "";
  return /session/i.test(receiver) ? name + receiver.charAt(0).toUpperCase() + receiver.slice(1) : name;
}

/** What the functions that a call can stand for do. */
function liftedEvents(file: FileFlow, call: CallNode, depth: number): Event[] {
  if (depth >= DEEPEST || call.type === T.NewExpression || isOfBrowser(call)) return [];
  const helper = calleeName(call) ?? "";
  // what a page calls runs in one browser, or is a server's function and looked at there
  if (NEVER_OF_PROJECT.has(helper) || isOnlyOfBrowser(file.unit)) return [];
  const bodies = [functionsOf(file, call.callee), methodsOfRecord(file, call)]
    .find((found) => found.length > 0)
    ?.filter((body) => !contains(body, call));
  if (!bodies) return [];
  const seen = new Map<Node, string>();
  return bodies.slice(0, 2).flatMap((body) => {
    const home = fileOf(body);
    if (!home) return [];
    return eventsOf(home, body, depth + 1).flatMap((event): Event[] => {
      if (!event.operation || isAside(home, body, event)) return [];
      // a helper that both branches of another one call does one thing
      const { node, columns, sets } = event.operation;
      const touched = [...columns, "=", ...sets.keys()].join();
      if (seen.get(node) === touched) return [];
      seen.set(node, touched);
      const operation = renamed(applied(event.operation, home, body, file, call), file, call);
      return [{ at: call, operation, helper, body, inner: outcomeInside(home, event), name: undefined }];
    });
  });
}

/** A base class does not know what it keeps; the receiver may. */
function renamed(operation: Operation, file: FileFlow, { callee }: CallNode): Operation {
  if (operation.isKey || callee.type !== T.MemberExpression) return operation;
  return { ...operation, table: namedByReceiver(file, operation.table, callee.object) };
}

/** `sessionStorage.forget()`, also of a wrapper: one browser has it, and no second request. */
function isOfBrowser({ callee }: CallNode): boolean {
  return (
    callee.type === T.MemberExpression && /^(?:session|local)Storage$/i.test(receiverName(callee.object))
  );
}

/** `if (isExpired) { await remove(token); throw … }` says nothing of the way on which the caller goes on. */
function isAside(home: FileFlow, body: FunctionNode, { at, operation }: Event): boolean {
  return operation?.does !== "read" && isCleanUp(home, body, at);
}

function outcomeInside(home: FileFlow, event: Event): Outcome {
  const own = outcomeOf(home, event.at, (event.operation?.throws ?? false) || event.inner?.how === "throws");
  if (event.inner?.how === "ignored") return event.inner;
  if (own.how === "caught") return { how: "returned", at: own.at };
  return event.inner?.how === "checked" && own.how === "ignored" ? event.inner : own;
}

function contains(outer: Node, inner: Node): boolean {
  return (
    outer.range[0] <= inner.range[0] && outer.range[1] >= inner.range[1] && fileOf(outer) === fileOf(inner)
  );
}

/** Whether an expression speaks of one of these variables. */
export function mentionsAny(file: FileFlow, node: Node, variables: ReadonlySet<unknown>): boolean {
  return (
    variables.size > 0 &&
    identifiersIn(file, node).some((identifier) => variables.has(file.bindings.variableOf(identifier)))
  );
}
