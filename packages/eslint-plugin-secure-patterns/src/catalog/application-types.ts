import type { SinkKind } from "./sink-types.ts";
import type { Place } from "./types.ts";

// What applications say once for all of their requests, and what their own helpers are called.

/** Helpers of the applications themselves, trusted by their names while nobody has seen their bodies. */
export interface NameRow {
  /** A regular expression, without case, for the function's name. */
  readonly name: string;
  /** `"check"`: a call that a layer before handlers hands a part of the request to. */
  readonly is: "barrier" | "guard" | "middleware" | "check";
  readonly clears: readonly SinkKind[] | "all";
}

/** What runs before a handler and lets only checked requests through: a validator at the route. */
export interface MiddlewareRow {
  readonly call: Place;
  readonly clears: readonly SinkKind[];
  /** The method of what the call gives that escapes the field named by its first argument, in this part of the request or in all. */
  readonly escapes?: { readonly method: string; readonly part?: string };
}

/** A call that makes what reads the request's body. */
export interface BodyParserRow {
  readonly call: Place;
  /** With this option the parser gives texts and lists of texts, never an object. */
  readonly flat?: { readonly option: string; readonly is: string };
}

/** A call that describes the fields of a model, in an object of this argument or in what another such call makes. */
export interface FieldsRow {
  readonly call: Place;
  readonly arg: number;
}

/** A call that, made anywhere in an application, makes all of its requests safe for these kinds. */
export interface AppWideRow {
  readonly call: Place;
  /** Only with all of these arguments. */
  readonly if?: readonly {
    readonly arg: number;
    readonly at?: readonly string[];
    readonly is: readonly string[];
  }[];
  readonly clears: readonly SinkKind[];
}

/** A call that, made anywhere in an application, gives what reads its queries another form. */
export interface QueryParserRow {
  readonly call: Place;
  readonly if: { readonly arg: number; readonly is: readonly string[] };
  /** The argument that names the parser, and the names of those that give nothing but texts and lists of texts. */
  readonly arg: number;
  readonly flat: readonly string[];
}

/** Regular expressions for a file's path and for its text: one of them is enough. */
export interface FileSigns {
  readonly path?: string;
  readonly text?: string;
}
