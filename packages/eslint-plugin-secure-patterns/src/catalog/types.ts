import type {
  AppWideRow,
  BodyParserRow,
  FieldsRow,
  FileSigns,
  MiddlewareRow,
  NameRow,
  QueryParserRow,
} from "./application-types.ts";
import type { BuilderRow, ClaimRow, OperationRow } from "./operation-types.ts";
import type { ContentTypeRow, SinkKind, SinkRow } from "./sink-types.ts";

/**
 * The form of a catalogue file: typed, plain data about one framework or library. Rules never name a framework; they pair
 * the kinds that are assigned here.
 *
 * A `Place` says where something is found, read from left to right:
 * - `express#Router()`: what calling the import `Router` of the package `express` gives; a default export and a whole
 *   CommonJS module are `express#()` (called) or `express#` (itself); `pg#new Pool` is an instance;
 * - `global#location.href`: a global variable and what is read from it;
 * - `request.query`: a member of a type of the same file; `express/request.url` of another file's type;
 * - `{get,post}` are alternatives, `*` is any one member.
 */
export type Place = string;

/** What an attacker can choose, and how freely. */
export type SourceKind =
  /** Request data: query, body, headers, cookies, parameters. */
  | "remote"
  /** What the address bar, the opener or a message holds in a browser. */
  | "browser"
  /** What an own database, storage or another server answered: it may hold what a user once entered. */
  | "stored"
  /** What a function is handed whose callers nobody sees; no row of the catalogue has it. */
  | "caller";

/** Where input can still do harm that a schema has looked at: it has the declared fields and types, with any text in them. */
export const TYPED_INPUT: readonly SinkKind[] = ["redirect", "html", "script-url", "sql"];

export interface TypeRow {
  /** Expressions that give a value of this type. */
  readonly from?: readonly Place[];
  /** TypeScript types that mean it. */
  readonly annotated?: readonly Place[];
  /** Names, or patterns between slashes, that are believed where nothing else is known and the package is in use. */
  readonly named?: readonly string[];
  /** Every method returns it again: builders and chains. */
  readonly fluent?: boolean;
  /** What it is mounted with sees an address without the path of the mount. */
  readonly takesMountOff?: true;
}

export interface HandlerRow {
  /** Registered as an argument of this call, under this key of an object argument where one is given … */
  readonly call?: Place;
  readonly key?: string;
  /** Or any method of an object argument is one: `$.fn.extend({ tabs() {} })`. */
  readonly members?: true;
  /** … as the argument of this number: any where not given … */
  readonly position?: number;
  /** … as a function with just so many parameters, which tell it from others registered by the same call … */
  readonly takes?: number;
  /** … only if another argument is one of these constants, or none of them, or this place … */
  readonly if?:
    | { readonly arg: number; readonly is: readonly string[] }
    | { readonly arg: number; readonly not: readonly string[] }
    | { readonly arg: number; readonly place: Place };
  /** … or exported under one of these names from a file whose path matches this regular expression … */
  readonly exported?: readonly string[];
  /** That function, and none that lies in an object which is exported or handed to what makes the export. */
  readonly itself?: true;
  /** Each method of a class that is exported so. */
  readonly methods?: true;
  readonly file?: string;
  /** … or a method with this decorator (a place), or a parameter with it … */
  readonly decorated?: Place;
  /** … unless one of these is handed to that decorator: `@Param("id", ParseIntPipe)` … */
  readonly unless?: Place;
  /** … or a function that starts with this directive, or one that such a file exports: `"use server"` … */
  readonly directive?: string;
  /** … or assigned to a property of this name: `Page.getInitialProps = …`; with a dot, to this place: `jquery.fn.*` … */
  readonly assigned?: string | Place;
  /** … or declared to be of this TypeScript type: `const login: RequestHandler = (req, res) => …` … */
  readonly annotated?: Place;
  /** … or recognised by its parameters' names, where the package is in use. */
  readonly parameterNames?: readonly (readonly string[])[];
  /** The types of the parameters; `null` for one that carries nothing. */
  readonly params: readonly (string | null)[];
  /** The type of what the handler returns, for sinks that are answers. */
  readonly result?: string;
  /** The type of `this` inside: the collection that a plugin was called on. */
  readonly self?: string;
}

export interface SourceRow {
  readonly read: Place;
  readonly kind: SourceKind;
  /** For messages: "the query string". */
  readonly what: string;
  /**
   * `"url"`: the absolute address of the request itself: its host is not the attacker's to choose. `"path"`: starts with
   * a slash, but perhaps with two. `"own-path"`: that of a page which the site has served.
   */
  readonly form?: "url" | "path" | "own-path";
  /** The server sends a path with two slashes back, cleaned, before the program sees it. */
  readonly singleSlashes?: true;
  /** The character that is always in front: `"#"` of `location.hash`. */
  readonly before?: string;
  /** Always a string: no object can come out of it; `"itself"` where what is read from it has been parsed by somebody. */
  readonly text?: boolean | "itself";
  /** A record of strings and lists of strings: all of it is the client's, but what it holds are no objects. */
  readonly flat?: true;
  /** `flat` since this major version of this package, unless a query parser is chosen. */
  readonly flatSince?: { readonly package: string; readonly major: number };
  /** Worth a word at these kinds of sink only: a menu may lead where its options say. */
  readonly for?: readonly SinkKind[];
  /** Read by a call with so many arguments, none of them an object: `attr("title")`, but not `attr("title", x)`. */
  readonly given?: number;
  /** One field of it, whose name is an argument: mostly a text. */
  readonly field?: true;
  /** What a body parser makes of the request's body. */
  readonly parsed?: true;
  /** An attacker's in some set-ups only: what starts a function may be a queue that nobody else writes to. */
  readonly likely?: true;
  /** Beside what somebody entered it holds what the program drew, counted or chose: a field's name tells which; `"parts"`: as a whole it may be a text. */
  readonly mixed?: true | "parts";
  /** Its addresses are those of pages that a browser has opened: none starts with `javascript:`. */
  readonly opened?: true;
  /** Where it may end: a plugin that hands an option to `$()` surprises, one that hands it to `html()` means markup. */
  readonly into?: readonly SinkRow["output"][];
  /** The whole of it is a piece of a page that the server has written; only its parts are what somebody entered. */
  readonly fragment?: true;
  /** The page's own text: only the file that reads it again is likely to show what somebody typed. */
  readonly nearby?: true;
  /** What the program itself has put away in its user's browser. */
  readonly kept?: true;
  /** What stands beside it and says who sent it: where that was checked, nobody else did. */
  readonly vouchedBy?: readonly string[];
  /** As the browser encoded it: no `<` comes through, and in a segment of the path no slash. */
  readonly encoded?: true;
}

export interface BarrierRow {
  readonly call: Place;
  /** What the result is safe for; `"all"` for numbers, booleans, hashes. */
  readonly clears: readonly SinkKind[] | "all";
  /**
   * Which arguments come back: the first where not given, none for `[]`; `"callback"`: what the first one
   * returns; `"state"`: a pair of a value and its setter; `"member"`: what stands in the first argument where the second one
   * says, or else the third; `"held"`: what is put into the first argument (a context, an atom, a store) anywhere; `"reduced"`:
   * a pair of what the first argument makes of actions, and what sends them; `"store"`: what the function that is called
   * holds, as the first argument picks it; `"drafted"`: what the second argument writes into its parameter, or answers; `"provided"`: what `provide` was given under the same name.
   */
  readonly passes?: readonly (
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
    | "provided"
  )[];
  /** All arguments are joined into one string with this between them. */
  readonly join?: string;
  /** Where in the result the value sits. */
  readonly at?: readonly string[];
  /** The result is something of its own, whose fields with such names are those of the argument: `new Note({ text }).text`. */
  readonly fields?: string;
  readonly text?: boolean;
  /** Where the schema stands that says what its fields hold: `"receiver"` of `schema.parse(x)`, or an argument. */
  readonly schema?: number | "receiver";
  /** Only if another argument, or what it holds at `at`, is one of these: `serialize(value, { unsafe: true })` … */
  readonly if?: { readonly arg: number; readonly at?: readonly string[]; readonly is: readonly string[] };
  /**
   * … or what its object was made with: `new MarkdownIt({ html: true }).render(text)`, `remark().use(plugin).process(text)` with
   * what this module exports. Stands before the usual row.
   */
  readonly madeWith?:
    | { readonly arg: number; readonly at?: readonly string[]; readonly is: readonly string[] }
    | { readonly arg: number; readonly from: string };
}

export interface GuardRow {
  readonly call: Place;
  /** The argument that was checked: the first where not given. */
  readonly arg?: number;
  readonly clears: readonly SinkKind[] | "all";
  /** Where in the result the answer sits: `["error"]`. */
  readonly at?: readonly string[];
  /** The answer that means "safe" (`true` where not given); `"returns"` for checks that throw. */
  readonly when?: boolean | "returns";
  /** Only with this option: `isURL(text, { host_whitelist })`. */
  readonly option?: string;
}

/** A value that a framework hands from one exported function of a file to another: from `loader` to `useLoaderData()`. */
export interface CompanionRow {
  /** The exported functions, or members of the exported component, whose answer it is … */
  readonly answers: readonly string[];
  /** … at this path. */
  readonly at?: readonly string[];
  /** Who gets it: whoever calls this export of one of these modules, … */
  readonly call?: { readonly name: string; readonly of: readonly string[] };
  /** … or the first parameter of the file's default export, under these names. */
  readonly under?: readonly string[];
  /** Only in files whose path matches this regular expression. */
  readonly file?: string;
}

/** A call that fills in a template: what the template writes as it is, is a sink. */
export interface ViewRow {
  readonly call: Place;
  /** The argument that names the template, and the one that holds what is filled in. */
  readonly name: number;
  readonly data: number;
  /** For messages: "res.render". */
  readonly what: string;
}

/** How the templates of an engine are written, and the endings of their files. */
export interface ViewLanguage {
  readonly endings: readonly string[];
  /** Not given for endings that any engine may be told to take. */
  readonly syntax?: "scriptlets" | "mustaches" | "filters" | "indents";
  /** Values are escaped only where a filter says so. */
  readonly unescaped?: true;
}

/** A call that makes a value of chance or of time. */
export interface RandomnessRow {
  readonly call: Place;
  /** `"guessable"`: whoever sees some values computes the next ones. */
  readonly is: "guessable" | "time" | "strong";
  /** How much chance is in it: so many bits for each unit that this argument asks for, `default` units where none is given. */
  readonly size?: { readonly arg?: number; readonly bits: number; readonly default?: number };
  /** For messages: "Math.random()". */
  readonly what: string;
}

export interface Framework {
  /** The file's name; other files know its types as `name/type`. */
  readonly name: string;
  /** The packages whose presence switches on recognition by name; always on where empty. */
  readonly packages: readonly string[];
  /** What it is; where nothing tells which one of a sort is in use, the `usual` one is taken for granted. */
  readonly sort?: "server" | "database";
  readonly usual?: true;
  /** What only a file of it looks like, where nothing says what its package is made of. */
  readonly shows?: FileSigns;
  readonly types?: Readonly<Record<string, TypeRow>>;
  readonly handlers?: readonly HandlerRow[];
  readonly sources?: readonly SourceRow[];
  readonly sinks?: readonly SinkRow[];
  readonly barriers?: readonly BarrierRow[];
  readonly guards?: readonly GuardRow[];
  readonly names?: readonly NameRow[];
  readonly contentTypes?: readonly ContentTypeRow[];
  readonly views?: readonly ViewRow[];
  readonly companions?: readonly CompanionRow[];
  readonly randomness?: readonly RandomnessRow[];
  readonly operations?: readonly OperationRow[];
  readonly builders?: readonly BuilderRow[];
  readonly claims?: readonly ClaimRow[];
  /** Calls that run a list of writes, and take all of them back where one of them rejects. */
  readonly batches?: readonly string[];
  readonly middleware?: readonly MiddlewareRow[];
  readonly fields?: readonly FieldsRow[];
  readonly bodyParsers?: readonly BodyParserRow[];
  readonly queryParsers?: readonly QueryParserRow[];
  readonly appWide?: readonly AppWideRow[];
  /** A package that is of use only where it runs before every handler: importing it anywhere makes these kinds safe. */
  readonly disarms?: readonly SinkKind[];
}

/** A call whose answer is a promise, which is true whatever it will hold. */
export interface AwaitedRow {
  readonly packages: readonly string[];
  /** The way from the module to the function: `["rateLimit", "()", "check"]`; `"new"` for an instance, `"*"` for any name. */
  readonly path: readonly string[];
  /** What happens where nobody waits. */
  readonly effect: string;
  /** Its answer lets something through or not; else it only has an effect. */
  readonly decides: boolean;
  /** Called with a function as its last argument, it answers by calling it. */
  readonly takesCallback?: true;
}
