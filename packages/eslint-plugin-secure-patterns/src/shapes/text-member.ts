import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import { PARSED } from "../flow/builtins.ts";

/** One name may be that of a text among others: `req.params.id`. */
const NAMES_OF_TEXTS = 1;

/** `req.params.id.page.link`: no text has such a member, so whatever is read there, it is not this. */
export function isMemberOfText({ text }: SourceRow, rest: AccessPath): boolean {
  if (text !== true) return false;
  const parsed = rest.indexOf(PARSED);
  const read = parsed < 0 ? rest : rest.slice(0, parsed);
  const members = read.filter(
    (segment) => /^[a-z_$][\w$]*$/i.test(segment) && !(segment in String.prototype),
  );
  return members.length > NAMES_OF_TEXTS;
}
