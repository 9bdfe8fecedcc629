import { isCall, staticText } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Origin } from "../flow/origin.ts";

/** Of all headers, a link on an attacker's page chooses this one only. */
const HEADERS_A_LINK_CAN_SET = /^referr?er$/i;

/** A link can choose a query, not a Host header. */
export function isReachable(origin: Origin, row: SourceRow, rest: AccessPath): boolean {
  if (/Host header/.test(row.what)) return false;
  if (!/header/.test(row.what)) return true;
  const [first] = rest;
  if (first !== undefined && !first.startsWith("("))
    return HEADERS_A_LINK_CAN_SET.test(first) || first === "*";
  const names = isCall(origin.node) ? origin.node.arguments.slice(0, 2) : [];
  return names.some((name) => HEADERS_A_LINK_CAN_SET.test(staticText(name) ?? ""));
}
