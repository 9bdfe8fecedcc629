import type { SinkKind } from "../catalog/types.ts";
import type { Judge } from "./attack.ts";
import { htmlAttack } from "./html-attack.ts";
import { redirectAttack } from "./redirect-attack.ts";

/** Who judges whether a value does harm at a sink of this kind. */
export const judges: Readonly<Partial<Record<SinkKind, Judge>>> = {
  redirect: redirectAttack,
  html: htmlAttack,
};
