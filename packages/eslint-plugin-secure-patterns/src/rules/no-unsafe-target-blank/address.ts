import type { PossibleValue } from "../../markup/possible-values.ts";

/** `"internal"` also for what opens no page of somebody else: `#top`, `mailto:`, `blob:`. */
export type AddressKind = "external" | "internal" | "dynamic" | "none";

/** Judges by what is known of the beginning, as a browser would read it. */
export function addressKind({ state, text, isOverridable }: PossibleValue): AddressKind {
  if (state === "absent") return isOverridable ? "dynamic" : "none";
  const start = text.trimStart();
  if (start === "") return state === "known" ? "none" : "dynamic";
  if (/^(https?:|[\\/]{2})/i.test(start)) return "external";
  // "/" and nothing more may go on as "//evil.com", but nobody writes a link to another site like that.
  if (state === "known" || /^[/#?.]|^[a-z][a-z\d+.-]*:/i.test(start)) return "internal";
  return /^https?$/i.test(start) ? "external" : "internal";
}

/** For messages: the address, or what stands for one that code computes. */
export function showAddress({ state, text }: PossibleValue): string {
  if (text === "") return "a computed address";
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return state === "known" ? shown : `${shown}…`;
}
