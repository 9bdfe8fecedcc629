import type { PossibleValue } from "../../markup/possible-values.ts";

/** `"internal"` also for what opens no page of somebody else: `#top`, `mailto:`, `blob:`. */
export type AddressKind = "external" | "internal" | "dynamic" | "none";

/** What a developer runs: nobody else answers there. */
const OWN_MACHINE = /^(?:https?:)?\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/?#]|$)/i;

/** Judges by what is known of the beginning, as a browser would read it. */
export function addressKind({ state, text, isOverridable }: PossibleValue): AddressKind {
  if (state === "absent") return isOverridable ? "dynamic" : "none";
  const start = text.trimStart();
  if (start === "") return state === "known" ? "none" : "dynamic";
  if (OWN_MACHINE.test(start)) return "internal";
  if (/^(https?:|[\\/]{2})/i.test(start)) return "external";
  // "/" and nothing more may go on as "//evil.com", but nobody writes a link to another site like that.
  if (state === "known" || /^[/#?.]|^[a-z][a-z\d+.-]*:/i.test(start)) return "internal";
  return /^https?$/i.test(start) ? "external" : "internal";
}

/** Whether the code that computes an address names a page or file of this site: `route.href`, `getPathOf(user)`, `pdfUrl`, `API_URL + "/bills"`. */
export function looksInternal({ code = "" }: PossibleValue): boolean {
  return /route|path|pdf|blob|object_?url|download|api_?(?:base_?)?url|base_?url|backend|export_?url/i.test(
    code,
  );
}

/** For messages: the address, or the code that computes it. */
export function showAddress({ state, text, code = "" }: PossibleValue): string {
  if (text === "") return code && code.length <= 60 ? code.replace(/\s+/g, " ") : "a computed address";
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return state === "known" ? shown : `${shown}…`;
}
