import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import type { Attack } from "./attack.ts";
import { isDeclaredByClass } from "./declared-body.ts";
import { isTrustedGuard } from "./passes.ts";
import { isMeasure } from "./request-part.ts";
import { isValidatedAtRoute } from "./validated-route.ts";

const AMOUNT =
  /(?:^|_|[a-z])(?:price|amount|quantity|qty|total|balance|cost|credits?|discount|salary|stock)$/i;

/** Amounts that are written: is there a negative, huge or broken number that gets through? */
export function amountAttack(
  analysis: Analysis,
  origin: Origin,
  _row: SourceRow,
  rest: AccessPath,
): Attack | undefined {
  if (!AMOUNT.test(origin.within.at(-1) ?? "") || isMeasure(rest)) return undefined;
  if (isDeclaredByClass(origin)) return undefined;
  if (origin.facts.some((fact) => isCheck(analysis, fact)) || isValidatedAtRoute(analysis, origin, "amount"))
    return undefined;
  return { input: "-1", confidence: "likely" };
}

/** That something is there says nothing of how much it is. */
function isCheck(analysis: Analysis, fact: Fact): boolean {
  if (fact.is === "all" || fact.is === "any") return fact.of.some((item) => isCheck(analysis, item));
  if (fact.is === "predicate") return !fact.returned || isTrustedGuard(analysis, "amount", fact);
  if (fact.is === "type") return !/^(?:string|object|undefined)$/.test(fact.type);
  return !/^(?:truthy|not-equal|json|replaced)$/.test(fact.is);
}
