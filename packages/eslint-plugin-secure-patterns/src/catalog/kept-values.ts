/** Where a request keeps something: for the requests of the same browser, or for what runs after it. */
export const keepers: ReadonlySet<string> = new Set(["session", "locals"]);

/** Addresses to come back to; of other things that a session holds nobody knows who wrote them last. */
export const keptNames: RegExp =
  /return|redirect|next|url|path|target|back|continue|destination|goto|referr?er/i;
