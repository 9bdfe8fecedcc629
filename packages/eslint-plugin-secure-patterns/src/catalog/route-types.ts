/**
 * The form of what the catalogue says about routes: how frameworks register them, what may stand before them, and which
 * of them answer questions that an attacker repeats.
 */

/** What something that runs before a handler does about the request. */
export type ProtectionKind =
  /** Counts requests and refuses the ones beyond a limit. */
  | "limit"
  /** Compares a CSRF token, or where the request comes from. */
  | "csrf"
  /** Lets only known users through. */
  | "authentication"
  /** Recognises the user by a cookie that the browser sends by itself. */
  | "session"
  /** Reads cookies. */
  | "cookies";

export interface ProtectionRow {
  readonly is: ProtectionKind;
  /** Whatever comes out of one of these packages … */
  readonly packages?: readonly string[];
  /** … which, once installed, stand before all requests, without a call in the code. */
  readonly isModule?: true;
  /** … but only under export names that match this regular expression (`"default"` for the module itself) … */
  readonly exports?: string;
  /** … which only give the application what its routes then have to name: `onRequest: app.csrfProtection`. */
  readonly decorates?: true;
  /** … unless an option is set like this, which turns it off. */
  readonly off?: readonly OffSwitch[];
  /** Names of the application's own middleware, guards, decorators and helpers: a regular expression, without case. */
  readonly names?: string;
  /** … but for these: `sendLockoutEmail` tells of a limit. */
  readonly notNames?: string;
  /** What such a name proves in the code of a handler: nothing, or only where it is compared or called. */
  readonly inCode?: "compared" | "never";
}

/** A call that verifies a signature: it says yes, or throws where it cannot. */
export interface SignatureRow {
  readonly call: RegExp;
  /** Only of something that comes out of one of these packages, … */
  readonly packages?: readonly string[];
  /** … of a chain that a call of this name starts, … */
  readonly madeBy?: RegExp;
  /** … of an object of this name. */
  readonly of?: RegExp;
  readonly throws?: true;
}

/** `global: false`, `max: 0`; `missing`: the option has to be there. */
export interface OffSwitch {
  readonly option: string;
  readonly is: "false" | "true" | "missing" | "()=>true";
}

/** The runtime's adapter for a framework, and how its limit is put in place. */
export interface Adapter {
  /** Where it is imported from, below the runtime's name. */
  readonly from: string;
  /**
   * `"layer"`: an argument before the handler; `"hook"`: whatever the framework runs before it; `"wrapper"`: a call around
   * the handler; `"action"`: one around a function that is called without a request; `"procedure"`: a layer of the chain
   * that declares it; `"event"`: a list beside the handler; `"form"`: a call around an action of a form.
   */
  readonly limit: "layer" | "decorator" | "hook" | "wrapper" | "action" | "procedure" | "event" | "form";
  /** How a limit is told who asks, where the framework does not say it: an option. */
  readonly client?: string;
  /** What hands out the headers of a request that a function is not given. */
  readonly headers?: { readonly name: string; readonly from: string };
  /** What makes the answer of a form's action that failed: `fail(400, { message })`. */
  readonly fails?: { readonly name: string; readonly from: string };
  /** The list of what runs before a handler that one of these calls makes. */
  readonly lists?: HandlerList;
}

export interface HandlerList {
  readonly makers: RegExp;
  readonly name: string;
  /** Its name where this call makes the handler, and since these major versions. */
  readonly newer: {
    readonly name: string;
    readonly maker: string;
    readonly since: Readonly<Record<string, number>>;
  };
}

export interface RouteRow {
  /** None where a limit needs more than a bucket. */
  readonly adapter?: Adapter;
  /** Applications and routers come out of these packages: `app.post("/path", …)`. */
  readonly routers?: readonly string[];
  /** Layers are said after a route, or after the group that it is registered in, by calls of these names. */
  readonly chained?: { readonly layers: readonly string[]; readonly group: string; readonly prefix: string };
  /** Decorators of controllers' methods, from this package, by method: `Post` → `POST`. */
  readonly decorators?: Readonly<Record<string, string>>;
  readonly decoratorPackage?: string;
  /** Files whose exports are handlers: a regular expression for the path, and the names of the exports. */
  readonly files?: string;
  readonly exported?: readonly string[];
  /** Its routers are what a file of routes exports: they have the file's path. */
  readonly isFileHandler?: boolean;
  /** The method of handlers whose export has none in its name. */
  readonly method?: string;
  /** Files that run before all routes, by path: a regular expression. */
  readonly around?: string;
  /** Ends of chains that declare procedures: `publicProcedure.input(…).mutation(handler)`. */
  readonly procedures?: Readonly<Record<string, string>>;
  readonly procedurePackage?: string;
  /** Keys under which objects hold resolvers, where the project uses one of these packages. */
  readonly resolvers?: Readonly<Record<string, string>>;
  readonly resolverPackages?: readonly string[];
  /** Those of them that serve a schema. */
  readonly resolverServers?: readonly string[];
}

/** A question that an attacker asks again and again. */
export interface OracleRow {
  /** Completes "Anyone can …". */
  readonly attack: string;
  /** The bucket that a limit would have. */
  readonly bucket: string;
  /** Names of a project's own limiters that are meant for it: a regular expression. */
  readonly limiters?: string;
  /** Words of the route's path, or of the handler's name, joined by dashes: a regular expression. */
  readonly path: string;
  readonly notPath?: string;
  /** At least one of these must be found in the code that runs for the request. */
  readonly evidence: readonly EvidenceKind[];
  /** Asked by people who are not signed in: what all routes share cannot ask them to be. */
  readonly asksStrangers?: true;
  /** What an invisible handler at such a path must be asked with to be suspected all the same. */
  readonly suspectedBy?: "POST";
}

export type EvidenceKind =
  /** Compares a password, or lets a library do so. */
  | "password"
  /** Compares a short code. */
  | "code"
  /** Answers that something exists, is free, is valid. */
  | "answer"
  /** Answers that what was sent belongs to somebody already. */
  | "taken"
  /** Looks for a user by what was sent. */
  | "lookup"
  /** Sends a message to somebody. */
  | "message";

export interface EvidenceRow {
  readonly is: EvidenceKind;
  /** Names of called functions and methods: a regular expression, without case. */
  readonly calls?: string;
  /** Packages that the called function comes from. */
  readonly packages?: readonly string[];
  /** Names of calls that look for records … */
  readonly asks?: string;
  /** … and the keys by which they do: `findOne({ email })`. */
  readonly by?: string;
  /** Names that are compared with `===` and the like. */
  readonly compared?: string;
  /** Keys of answered objects. */
  readonly answered?: string;
  /** Texts that stand in the code. */
  readonly texts?: string;
}

/** Work that costs the server more than it costs the client. */
export interface ExpensiveRow {
  readonly what: string;
  readonly packages?: readonly string[];
  readonly calls?: string;
  /** Called as a function, not as a method: `passport.authenticate("github")` sends a browser elsewhere. */
  readonly isBare?: true;
  /** Only where the request decides what is worked on: the same page for everybody is in the cache. */
  readonly isChosen?: true;
}
