/** Where a request keeps something: for the requests of the same browser, or for what runs after it. */
export const keepers: ReadonlySet<string> = new Set(["session", "locals"]);

/** Addresses to come back to; of other things that a session holds nobody knows who wrote them last. */
export const keptNames: RegExp =
  /return|redirect|next|url|path|target|back|continue|destination|goto|referr?er/i;

/** What a request itself is called: middleware puts things on it for what runs after. */
export const carriers: ReadonlySet<string> = new Set(["req", "request", "ctx", "context"]);

/** Addresses to come back to that are no member which every request has. */
export const carriedNames: RegExp =
  /^(?!(?:url|original_?url|base_?url|path|href|next|referr?er)$).*(?:return|redirect|next|target|back|continue|destination|goto)/i;

/** What handlers call the things that all handlers of a request share. */
export const sharedParameters: RegExp = /^_?(?:req|request|res|response|reply|ctx|context|c|event|evt)$/;

/** How a context keeps things under names, as Hono's does. */
export const sharedNames = { set: "set", get: "get", held: "var" } as const;
