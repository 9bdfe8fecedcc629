import type { NameVerdict } from "./personal-name.ts";

/** `"Received auth code:"`, `"OTP is: "`, at the very end of a text. */
const SECRET =
  /\b(passwords?|passcode|passphrase|otp|one[- ]time (?:password|code)|(?:verification|confirmation|auth|authorization|login|reset|recovery|backup) codes?|(?:access|refresh|reset|auth|bearer|id) token|api[ -]?keys?|secret(?: key)?|private key)(?: is| was)?\s*[:=]\s*["'`<([]*$/i;
/** What a program says of a secret without showing it. */
const OTHERWISE =
  /err|^e$|^ex$|mess|msg|status|state|reason|cause|count|length|size|type|kind|name$|^id$|Id$|uuid|expir|valid|exist|match|ok$|time|date|ttl|At$|url|path|file|user|result|response|^res$|data$|enabled|strength|policy/i;

/**
 * What the text right in front of a value says that it is, where its own name says nothing.
 *
 * `console.log("Received auth code:", req.query.code)`
 */
export function saidBefore(text: string, name: string): NameVerdict | undefined {
  const said = SECRET.exec(text)?.[1];
  if (said === undefined || OTHERWISE.test(name)) return undefined;
  return { kind: "secret", what: `what the line calls ${said.toLowerCase()}`, confidence: "likely" };
}
