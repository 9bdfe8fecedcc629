import type { Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";

/**
 * What a condition that held on the way says about a value. Facts are plain observations; whether one makes a value safe
 * for a sink is for the caller to judge, per kind of sink.
 */
export type Fact =
  | { readonly is: "truthy" | "falsy" }
  /** This alternative cannot have happened. */
  | { readonly is: "never" }
  /** `JSON.stringify(x)` was applied on the way. */
  | { readonly is: "json" }
  /** Built into an address, which was then written out: `new URL("/a?b=" + x, base).href`. */
  | { readonly is: "address" }
  /** `JSON.parse(x)` was applied on the way: what was checked before is the text. */
  | { readonly is: "parsed" }
  /** `decodeURIComponent(x)` was applied on the way: what was checked before is the encoded text. */
  | { readonly is: "decoded" }
  /** `x.replace(/[<>]/g, "")` was applied on the way. */
  | {
      readonly is: "replaced";
      readonly pattern: Node;
      readonly by: Node | undefined;
      readonly everywhere: boolean;
    }
  /** `x === "/home"`, `switch (x) { case … }`; `text` where the other side is a literal. */
  | { readonly is: "equal"; readonly part: Part; readonly to: Node; readonly text: string | undefined }
  | { readonly is: "not-equal"; readonly part: Part; readonly to: Node; readonly text: string | undefined }
  /** `ALLOWED.includes(x)`, `SET.has(x)`, `x in MAP`, `MAP.hasOwnProperty(x)`. */
  | { readonly is: "member"; readonly part: Part; readonly of: Node }
  | {
      readonly is: "starts-with" | "ends-with" | "contains";
      readonly part: Part;
      readonly text: string | undefined;
      readonly value: Node;
      readonly holds: boolean;
    }
  /** `/^…$/.test(x)`, `x.match(…)`; `pattern` is the regular expression's source where known. */
  | {
      readonly is: "matches";
      readonly part: Part;
      readonly pattern: string | undefined;
      readonly flags: string;
      readonly holds: boolean;
    }
  /** `typeof x === "string"`, `Array.isArray(x)`, `Number.isInteger(x)`, `x instanceof Date`. */
  | { readonly is: "type"; readonly type: string; readonly holds: boolean }
  /** `x > 0`, `x.length <= 200`; `denied` where it is the opposite that did not hold, as it does not for what is no number. */
  | {
      readonly is: "compared";
      readonly part: Part;
      readonly operator: string;
      readonly to: Node;
      readonly denied?: true;
    }
  /**
   * A call that nobody could look into said yes (or no): `isSafe(x)`, at this place of its result: `check(x).error`; or it
   * did no more than return.
   */
  | {
      readonly is: "predicate";
      readonly call: Node;
      readonly argument: number;
      readonly holds: boolean;
      readonly at?: AccessPath;
      readonly returned?: true;
    }
  | { readonly is: "all" | "any"; readonly of: readonly Fact[] };

/** Which part of the value was looked at: itself, a part of the URL that it spells, its length, its first character … */
export type Part =
  | "self"
  | "text"
  | "host"
  | "hostname"
  | "origin"
  | "protocol"
  | "pathname"
  | "href"
  | "length"
  | "username"
  /** What Node's older `url.parse(x)` takes for the host: nothing for `//host`. */
  | "legacy-host"
  /** All that `url.parse(x)` gives. */
  | "legacy"
  | "other";

export function allOf(facts: readonly (Fact | undefined)[]): Fact | undefined {
  const known = facts.filter((fact) => fact !== undefined);
  return known.length > 1 ? { is: "all", of: known } : known[0];
}

/** One of several alternatives holds: where nothing is known of one of them, nothing is known. */
export function anyOf(facts: readonly (Fact | undefined)[]): Fact | undefined {
  const known = facts.filter((fact) => fact !== undefined);
  if (known.length < facts.length) return undefined;
  return known.length > 1 ? { is: "any", of: known } : known[0];
}

/** A fact about a function's parameter, said of the part of the value that was passed in. */
export function rebase(fact: Fact, part: Part): Fact {
  if (part === "self") return fact;
  if (fact.is === "all" || fact.is === "any")
    return { is: fact.is, of: fact.of.map((item) => rebase(item, part)) };
  return "part" in fact && fact.part === "self" ? { ...fact, part } : fact;
}
