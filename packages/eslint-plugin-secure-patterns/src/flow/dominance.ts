import { T, type Node } from "../ast/nodes.ts";
import type { Block, Condition, Position } from "./control-flow.ts";
import type { FileFlow } from "./file-flow.ts";
import { neverReturns } from "./never-returns.ts";
import { spendWork } from "./work.ts";

/** What lets control go on only where something holds. */
export interface Gate {
  /** A call that returns only then. */
  returns(call: Node): boolean;
  /** A condition that is met only then. */
  meets(condition: Condition): boolean;
}

/** Whether control gets to `node` only through a gate, in its function or in one that it is made in. */
export function isBehind(file: FileFlow, node: Node, gate: Gate): boolean {
  let from = node;
  for (;;) {
    const owner = file.ownerOf(from);
    const { entry, positionOf } = file.controlFlow(owner);
    const position = positionOf(from);
    if (position && isCutOff(file, position, entry, gate)) return true;
    if (owner.type === T.Program) return false;
    from = owner;
  }
}

/** Whether every way back from a position meets a gate before the function's start. */
export function isCutOff(file: FileFlow, start: Position, entry: Block, gate: Gate): boolean {
  const seen = new Set<Block>();
  const pending = [start];
  for (let place = pending.pop(); place; place = pending.pop()) {
    if (!spendWork()) return false;
    const { block, index } = place;
    const events = block.events.slice(0, index);
    if (
      events.some(
        (event) => event.type === T.CallExpression && (neverReturns(file, event) || gate.returns(event)),
      )
    )
      continue;
    if (block === entry) return false;
    for (const { block: before, condition } of block.from) {
      if (seen.has(before) || (condition && gate.meets(condition))) continue;
      seen.add(before);
      pending.push({ block: before, index: before.events.length });
    }
  }
  return true;
}
