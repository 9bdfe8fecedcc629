import type { Place } from "./types.ts";

/** What can go wrong at a sink; a barrier or guard makes a value safe for some of these. */
export const SINK_KINDS = [
  "redirect",
  "html",
  "script-url",
  "sql",
  "query-object",
  "mass-assignment",
  "amount",
  "log",
  "served-folder",
  // no value arrives here: a setting that switches escaping off for all of them
  "unescaped",
] as const;
export type SinkKind = (typeof SINK_KINDS)[number];

export interface SinkRow {
  /** A call, with the argument that is dangerous … */
  readonly call?: Place;
  readonly arg?: number | "last" | "all" | "rest" | "receiver";
  /** … or an assignment to this place … */
  readonly write?: Place;
  /** … or an attribute of this name in JSX … */
  readonly attribute?: string;
  /** … which may also stand in an object that is spread into an element: `{ dangerouslySetInnerHTML: { __html } }` … */
  readonly spread?: true;
  /** The elements on which the attribute counts, or what the property's owner was made as: all where not given. */
  readonly elements?: readonly string[];
  /** What the owner was made as, where it does no harm: `document.createElement("style").innerHTML`. */
  readonly exceptOn?: readonly string[];
  /** … or what a handler returns whose `result` is this type … */
  readonly returned?: string;
  /** … or a call that is known by its last one or two names alone: a regular expression, without case, for `logger.info`. */
  readonly named?: string;
  readonly kind: SinkKind;
  /** The dangerous value sits here inside the argument: `["headers", "Location"]`; a header's name in any case. */
  readonly at?: readonly string[];
  /** Only where the text starts like this (a regular expression, without case): what is known of calls by name alone. */
  readonly begins?: string;
  /** Only in files whose text has this word: what is known of calls by name alone. */
  readonly mentions?: string;
  /** A filter whose values are bound, whatever they are: only who writes its keys does harm. */
  readonly bound?: true;
  /** Values may be handed over beside the text: in a list behind it, or to the call that runs the prepared statement. */
  readonly binds?: {
    readonly placeholder: "$n" | "?";
    readonly chained?: true;
    /** They are an option of the call: `{ replacements: [id] }`. */
    readonly option?: string;
  };
  /** The operator that compares a value as it is: `{ $eq: value }`. */
  readonly compares?: string;
  /** A text that is run as code. */
  readonly code?: true;
  /** How a question is written that is no SQL. */
  readonly language?: "graphql" | "ldap" | "postgrest";
  /** A list is read as further arguments of the command. */
  readonly list?: true;
  /** Values nested anywhere inside the argument are dangerous too. */
  readonly deep?: boolean;
  /**
   * Only if another argument, or what it holds at `at`, is one of these: `setHeader("Location", …)`; without case. What is
   * assigned, or given to an attribute, is argument 0.
   */
  readonly if?:
    | { readonly arg: number; readonly at?: readonly string[]; readonly is: readonly string[] }
    /** … or it is a function that answers what it is handed: `escape: (text) => text`. */
    | { readonly arg: number; readonly at?: readonly string[]; readonly identity: true }
    /** … or it is a list that holds what this module exports, and nothing of that one: `rehypePlugins={[rehypeRaw]}`. */
    | { readonly arg: number; readonly holds: string; readonly without: string }
    /** … or a text in it matches this regular expression: `appendFile(join(dir, "app.log"), …)`. */
    | { readonly arg: number; readonly at?: readonly string[]; readonly matches: string }
    /** … or it is what this module exports: `app.register(fastifyStatic, …)`. */
    | { readonly arg: number; readonly from: string };
  /** A constant does harm too: the folder that is served. */
  readonly constant?: true;
  /** Takes elements as well as text: `append(node)`. */
  readonly takesNodes?: true;
  /** A router of pages: what stands behind a slash of the program's own is taken for a page. */
  readonly client?: true;
  /** It makes one slash of several and of backslashes before it goes anywhere, so that a path stays one. */
  readonly singleSlashes?: true;
  /** Templates of texts of any kind: only in files that say something of pages or mails. */
  readonly anyText?: true;
  /** Dangerous in some versions or set-ups only. */
  readonly likely?: true;
  /** In a browser nobody but its user sees it: the console. What is only written once somebody asks for it is off in production. */
  readonly visible?: "locally" | "on request";
  /**
   * What becomes of HTML here: an answer of the server (its content type decides), a document (`textContent` is the safe
   * sibling), markup that a framework would have escaped, a mail, a template's own source, or a selector that is markup if it
   * starts with `<`, or what a template of another file writes.
   */
  readonly output?: "response" | "document" | "markup" | "mail" | "template" | "selector" | "view";
  /**
   * The content type of an answer that sets none; `"sniffed"` where a text that starts with a tag is read as HTML;
   * `"untyped"` where the browser is told nothing, and takes all but JSON for HTML.
   */
  readonly defaultType?: "html" | "untyped" | "sniffed" | "other";
  /** What is made does nothing until a method of this name is handed it: `client.send(command)`. */
  readonly sentBy?: string;
  /** For messages: "res.redirect". */
  readonly what: string;
}

/** A call, a decorator of the handler, an assignment or an answer that sets the content type. */
export interface ContentTypeRow {
  readonly call?: Place;
  readonly write?: Place;
  /** Or what is returned says it: the type of a handler's result. */
  readonly returned?: string;
  /** The argument that holds the type: the first where not given; … */
  readonly arg?: number;
  /** … at this path, if it is an object of headers; … */
  readonly at?: readonly string[];
  /** … only if another argument is one of these constants. */
  readonly if?: { readonly arg: number; readonly is: readonly string[] };
  /**
   * The call makes the browser keep the answer as a file. A header `Content-Disposition` needs no row: `shapes/dispositions.ts`
   * derives it from the row of the type.
   */
  readonly keeps?: true;
}
