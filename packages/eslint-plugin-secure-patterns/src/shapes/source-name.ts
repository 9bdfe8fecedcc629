import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import { urlPart } from "../flow/builtins.ts";

/** What a message calls a source: of an address only the part that was read, `url.parse(req.url, true).query`. */
export function sourceName({ form, kind, what }: SourceRow, rest: AccessPath): string {
  const isAddress = form === "path" || form === "url";
  const isQuery = rest.includes(urlPart("searchParams")) || rest.includes(urlPart("query"));
  if (!isAddress || !isQuery) return what;
  return kind === "browser" ? "the page's query string" : "the query string";
}
