import {
  enclosingFunction,
  isFunction,
  memberName,
  T,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { createBindings, type Bindings } from "./bindings.ts";
import type { Companion } from "./companions.ts";
import { buildControlFlow } from "./build-control-flow.ts";
import type { ControlFlow } from "./control-flow.ts";
import type { Fact } from "./facts.ts";
import { handedWrites } from "./handed-writes.ts";
import type { Kinds, Origin } from "./origin.ts";
import { createSubjects, type Subjects } from "./subject.ts";
import type { Unit, Variable } from "./unit.ts";
import { isConstant, writesOf, type Write } from "./writes.ts";
import { nodesOfType } from "./nodes.ts";
import { keep } from "./whole-answers.ts";

/** What calls outside of the file do to values; the catalogue stands behind it. */
export interface CallModel {
  /** Whether a method answers with what it is called on, as those of builders do. */
  answersItself(callee: Origin): boolean;
  /** What the result of a call has to do with its arguments; undefined where nothing is known. */
  effectOf(callee: Origin, call: Node): CallEffect | undefined;
  /** Whose answers a value is, where a framework hands them over. */
  companionsOf(origin: Origin, file: FileFlow): readonly Companion[];
  /** Functions that put the properties of their other arguments into the first, as `Object.assign` does: `"_.merge"`. */
  readonly mergers: ReadonlySet<string>;
  /** Functions that answer an instance of the class that they are handed: `"@angular/core.inject"`. */
  readonly injectors: ReadonlySet<string>;
  /** Methods of containers that are asked for a class: `container.resolve(Users)`. */
  readonly containerMethods: ReadonlySet<string>;
  /** Methods that put properties into a member of `this`, and that member: `this.setState({ name })` into `this.state`. */
  readonly stateSetters: ReadonlyMap<string, string>;
  /** Members of requests that keep values for later: `req.session`. */
  readonly keepers: ReadonlySet<string>;
  /** Which of the kept values are followed to where they are written. */
  readonly keptNames: RegExp;
  /** What parameters are called that things may be put on for whoever is handed the same object next. */
  readonly carriers: ReadonlySet<string>;
  /** Names of what is put there. */
  readonly carriedNames: RegExp;
  /** What handlers call the things that all handlers of a request share. */
  readonly sharedParameters: RegExp;
  /** How they put something there under a name and ask for it, and the member that holds all such: `c.set("a", x)`, `c.get("a")`, `c.var.a`. */
  readonly sharedNames: { readonly set: string; readonly get: string; readonly held: string };
  /** How the state is read that all components share; what it is called where a function is handed it. */
  readonly sharedReads: readonly AccessPath[];
  readonly stateNames: RegExp;
  /** Methods that name what they hand a value: `commit("setText", x)`. */
  readonly sendsByName: ReadonlySet<string>;
  /** Names of functions that call their second argument with what the first one gives. */
  readonly watchers: ReadonlySet<string>;
  /** Functions that take a query string apart: `"qs.parse"`. */
  readonly queryParsers: ReadonlySet<string>;
  /** Modules whose functions are operators on the values of a stream: `source.pipe(map(…))`. */
  readonly operatorModules: ReadonlySet<string>;
}

/**
 * What a call answers with: an argument of this number, the object of a method call, all arguments, what the first one returns,
 * the value of a pair of a value and its setter, what the first argument holds where the second one says, what is put into
 * the first argument wherever that is known by its name, what a reducer makes of actions, what a store holds, what a
 * function writes into its parameter, what was provided under a name.
 */
export type Passed =
  | number
  | "receiver"
  | "all"
  | "callback"
  | "state"
  | "member"
  | "held"
  | "reduced"
  | "store"
  | "drafted"
  | "provided";

export interface CallEffect {
  /** What comes back. */
  readonly passes: readonly Passed[];
  /** Kinds of danger that the result is free of. */
  readonly clears: Kinds;
  /** The result is a string. */
  readonly text?: boolean;
  /** All arguments are joined into one string with this between them. */
  readonly join?: string;
  /** The value sits at this path of the result: `["data"]` of `safeParse(x)`. */
  readonly at?: AccessPath;
  /** Only the fields with such names are those of the value: the result is something of its own, with methods. */
  readonly fields?: RegExp;
  /** What is known of what is read from the value: a schema's word on a field. */
  factOf?(path: AccessPath): Fact | undefined;
}

/** What the other files of the project say. Every answer may be "unknown". */
export interface ModuleProvider {
  /** The node behind what a module exports at `path`, and what of the path is left. */
  resolve(from: FileFlow, module: string, path: AccessPath): { node: Node; rest: AccessPath } | undefined;
  /** The functions of this name that other scripts of the same page define. */
  sharedBetweenScripts(from: FileFlow, name: string): readonly Node[];
  /** Calls in other files of a function, or a class, that is what `file` exports as `exported`, or sits in that under `keys`. */
  callsOf(
    file: FileFlow,
    of: FunctionNode | TSESTree.ClassDeclaration | TSESTree.ClassExpression,
    exported: string,
    keys: readonly string[],
  ): readonly CallNode[];
  /** Assignments `….name = …` in the files near `file`. */
  writesNear(file: FileFlow, name: string): readonly TSESTree.AssignmentExpression[];
  /** The files of the package that write to the state which all components share, and mention a member `name`. */
  stateFiles(file: FileFlow, name: string): readonly FileFlow[];
  /** The files near `file` that call a function of this name; a sample where there are many. */
  filesCalling(file: FileFlow, name: string): readonly FileFlow[];
  /** Where this file and others mention a function, or what stands in a variable from its start, by the name that it is given. */
  mentionsOf(file: FileFlow, of: Node): readonly Node[];
  /** The classes that implement, or extend, what `file` exports as `exported`. */
  implementersOf(
    file: FileFlow,
    exported: string,
  ): readonly (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[];
}

interface MembersByName {
  readonly calls: ReadonlyMap<string, TSESTree.CallExpression[]>;
  readonly writes: ReadonlyMap<string, TSESTree.AssignmentExpression[]>;
}

/** Everything that is computed of one file, once, for all rules. */
export class FileFlow {
  readonly unit: Unit;
  readonly model: CallModel;
  readonly modules: ModuleProvider | undefined;
  readonly bindings: Bindings;
  readonly subjects: Subjects;
  readonly traces: Map<Node, Map<string, readonly Origin[]>> = new Map();
  readonly predicates: Map<string, { readonly fact?: Fact | undefined }> = new Map();
  /** The subjects that a condition speaks of; their keys mean something in this analysis of the file only. */
  readonly mentioned: Map<Node, readonly string[]> = new Map();
  /** Origins of variables that have one value only. */
  readonly constants: Map<Variable, Map<string, readonly Origin[]>> = new Map();
  readonly #constant = new Map<Variable, boolean>();
  readonly #flows = new Map<Node, ControlFlow>();
  readonly #writes = new Map<Node, readonly Write[]>();
  readonly #returns = new Map<FunctionNode, readonly Node[]>();
  #byMember: MembersByName | undefined;
  #members: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | undefined;
  #plainCalls: ReadonlyMap<string, readonly TSESTree.CallExpression[]> | undefined;
  #ids = new Map<Node, number>();

  constructor(unit: Unit, model: CallModel, modules?: ModuleProvider) {
    this.unit = unit;
    this.model = model;
    this.modules = modules;
    this.bindings = createBindings(unit);
    this.subjects = createSubjects(this.bindings);
    files.set(unit.ast, this);
  }

  /** The function, or the program, whose control flow `node` is part of. */
  ownerOf(node: Node): FunctionNode | TSESTree.Program {
    return enclosingFunction(node) ?? this.unit.ast;
  }

  controlFlow(owner: FunctionNode | TSESTree.Program): ControlFlow {
    let flow = this.#flows.get(owner);
    if (!flow) this.#flows.set(owner, (flow = buildControlFlow(owner, this.unit.visitorKeys)));
    return flow;
  }

  writesOf(event: Node): readonly Write[] {
    return keep(this.#writes, event, [], () => {
      const writes = writesOf(event, this.bindings, this.model.mergers);
      return event.type === T.CallExpression ? [...writes, ...handedWrites(this, event)] : writes;
    });
  }

  /** Whether a variable is given one value, and nothing is put into that later. */
  isConstant(variable: Variable): boolean {
    let answer = this.#constant.get(variable);
    if (answer === undefined) this.#constant.set(variable, (answer = isConstant(variable)));
    return answer;
  }

  /** The expressions that a function returns or yields. */
  returnsOf(node: FunctionNode): readonly Node[] {
    let values = this.#returns.get(node);
    if (!values) this.#returns.set(node, (values = findReturns(node, this.unit.visitorKeys)));
    return values;
  }

  /** All calls `….name()` of the file. */
  callsNamed(name: string): readonly TSESTree.CallExpression[] {
    return (this.#byMember ??= indexMembers(this.unit)).calls.get(name) ?? [];
  }

  /** All calls `name()` and `….name()` of the file. */
  everyCallOf(name: string): readonly TSESTree.CallExpression[] {
    return [...this.plainCallsNamed(name), ...this.callsNamed(name)];
  }

  /** All calls `name()` of the file. */
  plainCallsNamed(name: string): readonly TSESTree.CallExpression[] {
    return (this.#plainCalls ??= groupPlainCalls(this.unit)).get(name) ?? [];
  }

  /** All assignments `….name = …` of the file. */
  writesNamed(name: string): readonly TSESTree.AssignmentExpression[] {
    return (this.#byMember ??= indexMembers(this.unit)).writes.get(name) ?? [];
  }

  /** All `….name` and `…["name"]` of the file, in the order of `nodesOf`. */
  membersNamed(name: string): readonly TSESTree.MemberExpression[] {
    return (this.#members ??= groupMembers(this.unit)).get(name) ?? [];
  }

  idOf(node: Node): number {
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    this.#ids.set(node, this.#ids.size);
    return this.#ids.size - 1;
  }
}

const files = new WeakMap<TSESTree.Program, FileFlow>();

/** The file that a node belongs to, when nodes of several files are at hand. */
export function fileOf(node: Node): FileFlow | undefined {
  let current: Node = node;
  while (current.parent) current = current.parent;
  return current.type === T.Program ? files.get(current) : undefined;
}

function findReturns(node: FunctionNode, keys: Unit["visitorKeys"]): readonly Node[] {
  if (node.body.type !== T.BlockStatement) return [node.body];
  const values: Node[] = [];
  const pending: Node[] = [...node.body.body];
  for (let current = pending.pop(); current; current = pending.pop()) {
    if (isFunction(current) || current.type === T.ClassDeclaration || current.type === T.ClassExpression)
      continue;
    if ((current.type === T.ReturnStatement || current.type === T.YieldExpression) && current.argument) {
      values.push(current.argument);
    }
    pending.push(...childrenOf(current, keys));
  }
  return values.reverse();
}

function indexMembers(unit: Unit): MembersByName {
  const calls = new Map<string, TSESTree.CallExpression[]>();
  const writes = new Map<string, TSESTree.AssignmentExpression[]>();
  for (const call of nodesOfType(unit, T.CallExpression)) addByMember(calls, call.callee, call);
  for (const write of nodesOfType(unit, T.AssignmentExpression)) addByMember(writes, write.left, write);
  return { calls, writes };
}

function groupMembers(unit: Unit): ReadonlyMap<string, readonly TSESTree.MemberExpression[]> {
  const members = new Map<string, TSESTree.MemberExpression[]>();
  for (const node of nodesOfType(unit, T.MemberExpression)) addNamed(members, memberName(node), node);
  return members;
}

function groupPlainCalls(unit: Unit): ReadonlyMap<string, readonly TSESTree.CallExpression[]> {
  const calls = new Map<string, TSESTree.CallExpression[]>();
  for (const call of nodesOfType(unit, T.CallExpression))
    if (call.callee.type === T.Identifier) addNamed(calls, call.callee.name, call);
  return calls;
}

function addByMember<N>(to: Map<string, N[]>, target: Node, node: N): void {
  if (target.type === T.MemberExpression && !target.computed) addNamed(to, memberName(target), node);
}

function addNamed<N>(to: Map<string, N[]>, name: string | undefined, node: N): void {
  if (name === undefined) return;
  const known = to.get(name);
  if (known) known.push(node);
  else to.set(name, [node]);
}

export function childrenOf(node: Node, keys: Unit["visitorKeys"]): Node[] {
  const children: Node[] = [];
  for (const key of keys[node.type] ?? []) {
    const child = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(child)) {
      for (const item of child) if (item) children.push(item as Node);
    } else if (child && typeof child === "object") children.push(child as Node);
  }
  return children;
}

/** The functions of a file that are in no other function. */
export function functionsIn(unit: Unit): FunctionNode[] {
  const found: FunctionNode[] = [];
  const pending: Node[] = [unit.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isFunction(node)) found.push(node);
    else pending.push(...childrenOf(node, unit.visitorKeys));
  }
  return found.reverse();
}
