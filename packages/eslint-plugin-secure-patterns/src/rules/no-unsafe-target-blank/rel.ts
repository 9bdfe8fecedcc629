import type { PossibleValue } from "../../markup/possible-values.ts";

export type RelProblem = "missing" | "opener" | "referrer";

/** What is wrong with a `rel`, if anything; of one that is computed nothing can be said. */
export function relProblem(
  { state, text }: PossibleValue,
  required: readonly string[],
): RelProblem | undefined {
  if (state === "partial") return undefined;
  const tokens = tokensOf(text);
  // `noreferrer` implies `noopener`.
  if (tokens.includes("noreferrer")) return undefined;
  if (tokens.includes("noopener")) return required.includes("noreferrer") ? "referrer" : undefined;
  return tokens.includes("opener") ? "opener" : "missing";
}

/** The tokens that are there, and those that are required. */
export function completeRel(texts: readonly string[], required: readonly string[]): string {
  const tokens = texts
    .flatMap((text) => text.split(/\s+/))
    .filter((token) => token && !/^opener$/i.test(token));
  const present = new Set(tokens.map((token) => token.toLowerCase()));
  return [...new Set([...tokens, ...required.filter((token) => !present.has(token))])].join(" ");
}

function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/);
}
