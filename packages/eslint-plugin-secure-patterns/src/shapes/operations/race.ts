import type { Node } from "../../ast/nodes.ts";
import type { Event } from "./events.ts";

/** A token that two requests can spend at once. */
export interface Race {
  /** `"ignored"`: nobody looks whether the write found something; `"late"`: the effect came first; `"unconditional"`: the write succeeds for everyone. */
  readonly is: "ignored" | "late" | "unconditional" | "saved" | "never";
  readonly read: Event;
  readonly write: Event | undefined;
  /** What happens twice: an event, the write itself, or the scope's answer. */
  readonly effect: Node | undefined;
  /** Everything that happens twice. */
  readonly effects: readonly Node[];
  readonly effectName: string;
  readonly grade: "value" | "flag";
  /** Nothing is called a one-time token: it is looked up by a token and ended, as such are. */
  readonly isInferred: boolean;
  readonly counter: string | undefined;
  /** Columns that the write sets to end the token. */
  readonly clears: readonly string[];
}
