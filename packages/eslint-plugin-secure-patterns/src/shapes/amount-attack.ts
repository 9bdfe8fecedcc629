import { isCall } from "../ast/nodes.ts";
import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { Origin } from "../flow/origin.ts";
import { isAmountField, isPriceOfSale } from "./amount-fields.ts";
import type { Analysis } from "./analysis.ts";
import type { Attack } from "./attack.ts";
import { isCheckedInChain } from "./checked-in-chain.ts";
import { isDeclaredByClass } from "./declared-body.ts";
import { isForAdmins } from "./for-admins.ts";
import { isTrustedGuard } from "./passes.ts";
import { boundOf } from "./text-bounds.ts";
import { isMeasure } from "./request-part.ts";
import type { SinkUse } from "./sink-uses.ts";
import { spell } from "./spell.ts";
import { isValidatedAtRoute } from "./validated-route.ts";

/**
 * Fields that are written: is there a negative, huge or broken number that gets through where an amount is meant, or a text
 * that is longer than a schema of the project allows elsewhere?
 */
export function amountAttack(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): Attack | undefined {
  const field = use.column?.name ?? fieldOf(origin.within);
  const isAmount = isAmountField(field);
  const bound = isAmount || field === "" || row.kind !== "remote" ? undefined : boundOf(analysis, field);
  if (!(isAmount || bound) || isMeasure(rest) || isDeclaredByClass(origin)) return undefined;
  if (origin.facts.some((fact) => isCheck(analysis, fact))) return undefined;
  if (isValidatedAtRoute(analysis, origin, "amount") || isCheckedInChain(analysis, origin, use))
    return undefined;
  const isSure = isOfSale(field, row, use) && !isForAdmins(analysis, origin);
  if (!bound) return { input: "-1", confidence: isSure ? "proven" : "likely" };
  const limit = `${bound.most} in ${bound.place}`;
  return { input: `"${"a".repeat(3)}…"`, confidence: "likely", limit };
}

/** `{ balance: { decrement: x } }` changes the balance. */
function fieldOf(within: AccessPath): string {
  const last = within.at(-1) ?? "";
  return (/^(?:increment|decrement|multiply|divide|set)$/.test(last) ? within.at(-2) : last) ?? "";
}

/** `Order.create({ totalPrice: req.body.totalPrice })` */
function isOfSale(field: string, row: SourceRow, { node, column }: SinkUse): boolean {
  return row.kind === "remote" && isCall(node) && isPriceOfSale(field, column?.table ?? spell(node.callee));
}

/** That something is there says nothing of how much it is. */
function isCheck(analysis: Analysis, fact: Fact): boolean {
  if (fact.is === "all" || fact.is === "any") return fact.of.some((item) => isCheck(analysis, item));
  if (fact.is === "predicate") return !fact.returned || isTrustedGuard(analysis, "amount", fact);
  if (fact.is === "type") return !/^(?:string|object|undefined)$/.test(fact.type);
  return !/^(?:truthy|not-equal|json|replaced)$/.test(fact.is);
}
