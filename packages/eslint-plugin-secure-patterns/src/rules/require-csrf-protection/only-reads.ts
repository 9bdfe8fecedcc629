import type { Route } from "../../shapes/routes/route.ts";

/** `POST /orders/search`: what does not fit into an address is asked for, and nothing changes. */
export function onlyReads({ path, name }: Route): boolean {
  const literal = path.split("/").filter((part) => part !== "" && !/^[:*[{]/.test(part));
  return ASKS.test(literal.at(-1) ?? "") || GETS.test(name);
}

const ASKS = /^(?:search|look-?up|filter|query|preview|auto-?complete|suggestions?)(?:[-_A-Z]|all$|$)/;
/** What a handler is called: `searchOrders`, `getPage`; not `findOrCreate`. */
const GETS =
  /^(?:search|lookup|filter|preview|get|fetch|list|find)(?:$|(?![a-z])(?!\w*Or(?:Create|Insert|Add)))/;
