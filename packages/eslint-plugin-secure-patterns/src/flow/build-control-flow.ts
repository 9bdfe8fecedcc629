import { isFunction, staticText, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Block, Condition, ControlFlow, Edge, Position } from "./control-flow.ts";

interface Target {
  readonly label: string | undefined;
  readonly breakTo: Block;
  readonly continueTo: Block | undefined;
}

type Keys = Readonly<Record<string, readonly string[] | undefined>>;

export function buildControlFlow(scope: FunctionNode | TSESTree.Program, keys: Keys): ControlFlow {
  return new Builder(keys).build(scope);
}

class Builder {
  readonly #keys: Keys;
  readonly #positions = new Map<Node, Position>();
  readonly #exits: { position: Position; value: Node | undefined }[] = [];
  readonly #targets: Target[] = [];
  /** Every block made inside the innermost `try`, since any of them may jump to its handler. */
  #tried: Block[][] = [];
  #current: Block = { events: [], from: [] };
  readonly #blocks: Block[] = [];
  /** How many statements have left for somewhere else than the next one. */
  #jumps = 0;
  #label: string | undefined;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  build(scope: FunctionNode | TSESTree.Program): ControlFlow {
    const entry = this.#current;
    if (scope.type === T.Program) for (const statement of scope.body) this.#visit(statement);
    else {
      for (const parameter of scope.params) this.#visit(parameter);
      this.#visit(scope.body);
      const value = scope.body.type === T.BlockStatement ? undefined : scope.body;
      this.#exits.push({ position: this.#here(), value });
    }
    return { entry, exits: this.#exits, positionOf: (node) => this.#positions.get(node) };
  }

  #here(): Position {
    return { block: this.#current, index: this.#current.events.length };
  }

  #event(node: Node): void {
    this.#current.events.push(node);
  }

  #start(...edges: Edge[]): Block {
    const block: Block = { events: [], from: edges };
    this.#blocks.push(block);
    for (const group of this.#tried) group.push(block);
    this.#current = block;
    return block;
  }

  #end(): void {
    this.#jumps++;
    this.#start();
  }

  #visit(node: Node | null | undefined): void {
    if (!node) return;
    this.#positions.set(node, this.#here());
    if (isFunction(node)) return;
    const label = this.#label;
    this.#label = undefined;
    switch (node.type) {
      case T.IfStatement:
      case T.ConditionalExpression:
        return this.#visitBranches(node);
      case T.LogicalExpression:
        return this.#visitLogical(node.left, node.right, node.operator);
      case T.AssignmentExpression:
        return this.#visitAssignment(node);
      case T.WhileStatement:
      case T.DoWhileStatement:
      case T.ForStatement:
        return this.#visitLoop(node, label);
      case T.ForInStatement:
      case T.ForOfStatement:
        return this.#visitForEach(node, label);
      case T.SwitchStatement:
        return this.#visitSwitch(node, label);
      case T.TryStatement:
        return this.#visitTry(node);
      case T.LabeledStatement:
        this.#label = node.label.name;
        return this.#visitLabeled(node);
      case T.BreakStatement:
      case T.ContinueStatement:
        return this.#visitJump(node);
      case T.ReturnStatement:
        this.#visit(node.argument);
        this.#exits.push({ position: this.#here(), value: node.argument ?? undefined });
        return this.#end();
      case T.ThrowStatement:
        this.#visit(node.argument);
        return this.#end();
      case T.ClassDeclaration:
      case T.ClassExpression:
        return this.#visit(node.superClass);
      default:
        return this.#visitPlain(node);
    }
  }

  #visitPlain(node: Node): void {
    this.#visitChildren(node);
    switch (node.type) {
      case T.VariableDeclarator:
      case T.UpdateExpression:
      case T.CallExpression:
      case T.NewExpression:
        this.#event(node);
    }
  }

  #visitChildren(node: Node): void {
    for (const key of this.#keys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) for (const item of child) this.#visit(item as Node | null);
      else if (child && typeof child === "object") this.#visit(child as Node);
    }
  }

  #visitBranches(node: TSESTree.IfStatement | TSESTree.ConditionalExpression): void {
    this.#visit(node.test);
    const test = this.#current;
    const mark = this.#mark();
    this.#start({ block: test, condition: { test: node.test, holds: true } });
    this.#visit(node.consequent);
    const consequent = this.#current;
    this.#start({ block: test, condition: { test: node.test, holds: false } });
    this.#visit(node.alternate);
    this.#join(mark, test, { block: consequent, condition: undefined });
  }

  #mark(): { blocks: number; jumps: number } {
    return { blocks: this.#blocks.length, jumps: this.#jumps };
  }

  /** The branches that began at `mark` meet: `other` and the current one. */
  #join(mark: { blocks: number; jumps: number }, before: Block, other: Edge): void {
    const branches = this.#blocks.slice(mark.blocks);
    const block = this.#start(other, { block: this.#current, condition: undefined });
    if (mark.jumps === this.#jumps) block.around = { block: before, branches };
  }

  #visitLogical(left: Node, right: Node, operator: string): void {
    this.#visit(left);
    const before = this.#current;
    const mark = this.#mark();
    const condition = operator.startsWith("??")
      ? undefined
      : { test: left, holds: operator.startsWith("&&") };
    this.#start({ block: before, condition });
    this.#visit(right);
    const opposite = condition && { test: left, holds: !condition.holds };
    this.#join(mark, before, { block: before, condition: opposite });
  }

  #visitAssignment(node: TSESTree.AssignmentExpression): void {
    this.#visit(node.left);
    const logical = ["||=", "&&=", "??="].includes(node.operator);
    if (logical) {
      const before = this.#current;
      this.#start({ block: before, condition: { test: node.left, holds: node.operator === "&&=" } });
      this.#visit(node.right);
      this.#event(node);
      this.#start({ block: before, condition: undefined }, { block: this.#current, condition: undefined });
      return;
    }
    this.#visit(node.right);
    this.#event(node);
  }

  #visitLoop(
    node: TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement,
    label?: string,
  ): void {
    if (node.type === T.ForStatement) this.#visit(node.init);
    const head = this.#start({ block: this.#current, condition: undefined });
    const after: Block = { events: [], from: [] };
    const next: Block = { events: [], from: [] };
    this.#targets.push({ label, breakTo: after, continueTo: next });
    if (node.type !== T.DoWhileStatement && node.test) {
      this.#visit(node.test);
      this.#leave(node.test, after);
      this.#start({ block: this.#current, condition: { test: node.test, holds: true } });
    }
    this.#visit(node.body);
    next.from.push({ block: this.#current, condition: undefined });
    this.#enter(next);
    if (node.type === T.ForStatement) this.#visit(node.update);
    if (node.type === T.DoWhileStatement) {
      this.#visit(node.test);
      this.#leave(node.test, after);
    }
    head.from.push({ block: this.#current, condition: undefined });
    this.#targets.pop();
    this.#enter(after);
  }

  /** `while (true)` is left by `break` alone. */
  #leave(test: Node, after: Block): void {
    if (staticText(test) === "true") return;
    after.from.push({ block: this.#current, condition: { test, holds: false } });
  }

  #visitForEach(node: TSESTree.ForInStatement | TSESTree.ForOfStatement, label?: string): void {
    this.#visit(node.right);
    const head = this.#start({ block: this.#current, condition: undefined });
    const after: Block = { events: [], from: [{ block: head, condition: undefined }] };
    this.#targets.push({ label, breakTo: after, continueTo: head });
    this.#start({ block: head, condition: undefined });
    this.#event(node);
    this.#visit(node.left.type === T.VariableDeclaration ? null : node.left);
    this.#visit(node.body);
    head.from.push({ block: this.#current, condition: undefined });
    this.#targets.pop();
    this.#enter(after);
  }

  #visitSwitch(node: TSESTree.SwitchStatement, label?: string): void {
    this.#visit(node.discriminant);
    const start = this.#current;
    const after: Block = { events: [], from: [] };
    this.#targets.push({ label, breakTo: after, continueTo: undefined });
    const tests = node.cases.flatMap((item) => (item.test ? [item.test] : []));
    const none: Condition = { discriminant: node.discriminant, cases: tests, holds: false };
    this.#end();
    for (const item of node.cases) {
      const met: Condition = item.test
        ? { discriminant: node.discriminant, cases: [item.test], holds: true }
        : none;
      this.#start({ block: this.#current, condition: undefined }, { block: start, condition: met });
      for (const statement of item.consequent) this.#visit(statement);
    }
    after.from.push({ block: this.#current, condition: undefined });
    if (node.cases.every((item) => item.test)) after.from.push({ block: start, condition: none });
    this.#targets.pop();
    this.#enter(after);
  }

  #visitTry(node: TSESTree.TryStatement): void {
    const start = this.#current;
    const tried = [start];
    this.#tried.push(tried);
    this.#start({ block: start, condition: undefined });
    this.#visit(node.block);
    this.#tried.pop();
    const ends: Edge[] = [{ block: this.#current, condition: undefined }];
    if (node.handler) {
      this.#start(...tried.map((block) => ({ block, condition: undefined })));
      this.#visit(node.handler.body);
      ends.push({ block: this.#current, condition: undefined });
    }
    this.#start(...ends);
    this.#visit(node.finalizer);
  }

  #visitLabeled(node: TSESTree.LabeledStatement): void {
    const isLoop = /^(?:While|DoWhile|For|ForIn|ForOf|Switch)Statement$/.test(node.body.type);
    if (isLoop) return this.#visit(node.body);
    const after: Block = { events: [], from: [] };
    this.#targets.push({ label: node.label.name, breakTo: after, continueTo: undefined });
    this.#visit(node.body);
    this.#targets.pop();
    after.from.push({ block: this.#current, condition: undefined });
    this.#enter(after);
  }

  #visitJump(node: TSESTree.BreakStatement | TSESTree.ContinueStatement): void {
    const isBreak = node.type === T.BreakStatement;
    const target = this.#targets.findLast((item) =>
      node.label ? item.label === node.label.name : isBreak || item.continueTo !== undefined,
    );
    const to = isBreak ? target?.breakTo : target?.continueTo;
    to?.from.push({ block: this.#current, condition: undefined });
    this.#end();
  }

  #enter(block: Block): void {
    for (const group of this.#tried) group.push(block);
    this.#current = block;
  }
}
