import type { SinkKind } from "../catalog/sink-types.ts";
import { amountAttack } from "./amount-attack.ts";
import type { Judge } from "./attack.ts";
import { htmlAttack } from "./html-attack.ts";
import { assignmentAttack, filterAttack } from "./object-attack.ts";
import { redirectAttack } from "./redirect-attack.ts";
import { sqlAttack } from "./sql-attack.ts";

/** Who judges whether a value does harm at a sink of this kind. */
export const judges: Readonly<Partial<Record<SinkKind, Judge>>> = {
  redirect: redirectAttack,
  html: htmlAttack,
  sql: sqlAttack,
  "query-object": filterAttack,
  "mass-assignment": assignmentAttack,
  amount: amountAttack,
};
