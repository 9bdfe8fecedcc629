import type { FunctionNode } from "../../ast/nodes.ts";
import { fileOf } from "../../flow/file-flow.ts";

/** `token.length !== 6`: what is asked for can be guessed, whatever it is called. */
const SHORT = /\b(?:token|code|otp|pin)\w*\.length\s*[!=<>]==?\s*[4-8]\b/i;

/** Whether a function asks for a code of a few digits. */
export function asksShortCode(of: FunctionNode): boolean {
  return SHORT.test(fileOf(of)?.unit.text.slice(...of.range) ?? "");
}
