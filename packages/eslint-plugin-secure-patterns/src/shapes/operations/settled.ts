import type { Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { precedes, type Scope } from "./scope.ts";

/** Tables and reads of which is known what becomes of them, on the ways through a scope that pass a certain write. */
export class Settled {
  readonly #file: FileFlow;
  readonly #scope: Scope;
  readonly #writes = new Map<string | Node, Node[]>();

  constructor(file: FileFlow, scope: Scope) {
    this.#file = file;
    this.#scope = scope;
  }

  add(what: string | Node, write: Node): void {
    this.#writes.set(what, [...(this.#writes.get(what) ?? []), write]);
  }

  /** Whether a write that settled it comes first. */
  isBefore(what: string | Node, at: Node): boolean {
    return (this.#writes.get(what) ?? []).some(
      (known) =>
        precedes(this.#file, this.#scope, known, at) && !precedes(this.#file, this.#scope, at, known),
    );
  }

  /** A write in another branch, which returns, settles nothing here. */
  has(what: string | Node, write: Node): boolean {
    return (this.#writes.get(what) ?? []).some(
      (known) =>
        known === write ||
        precedes(this.#file, this.#scope, known, write) ||
        precedes(this.#file, this.#scope, write, known),
    );
  }
}
