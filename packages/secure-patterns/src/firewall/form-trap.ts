import {
  concatBytes,
  constantTimeEqual,
  fromBase64Url,
  hmacSha256,
  joinParts,
  randomBytes,
  readTime,
  TIME_BYTES,
  toBase64Url,
  writeTime,
} from "../crypto/index.ts";
import { parseDuration, type Duration } from "../duration.ts";
import { signingKeys, type SigningSecret } from "../signing-keys.ts";

export type FormTrapOptions = FormTrapTuning &
  (
    | { readonly secret: SigningSecret; readonly secrets?: undefined }
    /** For rotation: the first signs, all verify. */
    | { readonly secrets: readonly SigningSecret[]; readonly secret?: undefined }
  );

interface FormTrapTuning {
  /** Names the form: a stamp of one form is not valid for another. */
  readonly form: string;
  /** Nobody fills the form faster: milliseconds or `"3s"`, which is the default. */
  readonly minimum?: Duration;
  /** Nobody takes longer: milliseconds or `"24h"`, which is the default. */
  readonly maximum?: Duration;
  /** Name of the field that people do not see; choose one that a robot wants to fill. `"website"` by default. */
  readonly honeypot?: string;
}

export interface FormTrap {
  /** The fields to put into the form: one that people do not see, and the signed time. Needs no script and no style. */
  fields(): string;
  /** Why a submitted form looks like a robot's, or `undefined` if it does not. Synchronous, so that an `if` decides. */
  findSpam(body: unknown): SpamReason | undefined;
}

export type SpamReason = "honeypot filled" | "no stamp" | "stamp forged" | "filled too fast" | "form too old";

const STAMP_FIELD = "_filled";
const NONCE_BYTES = 16;
const STAMP_BYTES = TIME_BYTES + NONCE_BYTES + 32;
const NAME = /^[A-Za-z][\w-]{0,39}$/;

/**
 * Two questions that people answer without noticing: was a field filled that they cannot see, and was the form sent sooner than
 * anybody can fill it? Report what it finds: `fw.report(request, "spam", { reason })`.
 *
 * @throws TypeError for a missing or short secret, or an option of another form
 */
export function formTrap(options: FormTrapOptions): FormTrap {
  const { form, honeypot = "website", minimum = "3s", maximum = "24h" } = options ?? {};
  if (typeof form !== "string" || form === "")
    throw new TypeError('form must name the form, such as "contact"');
  if (!NAME.test(honeypot) || honeypot === STAMP_FIELD) {
    throw new TypeError('honeypot must be the name of a field, such as "website"');
  }
  const keys = signingKeys("form trap", options.secret, options.secrets);
  const [shortest, longest] = [parseDuration(minimum, "minimum"), parseDuration(maximum, "maximum")];
  if (shortest >= longest) throw new TypeError("minimum must be shorter than maximum");

  function judgeStamp(stamp: unknown): SpamReason | undefined {
    if (typeof stamp !== "string" || stamp === "") return "no stamp";
    const filledAt = readStamp(stamp, keys, form);
    if (filledAt === undefined) return "stamp forged";
    const age = Date.now() - filledAt;
    if (age < shortest) return "filled too fast";
    return age > longest ? "form too old" : undefined;
  }

  return {
    fields: () => trapFields(honeypot, newStamp(keys[0] as Uint8Array, form)),
    findSpam: (body) =>
      isFilled(readField(body, honeypot)) ? "honeypot filled" : judgeStamp(readField(body, STAMP_FIELD)),
  };
}

/** `hidden` needs no style sheet, and keeps the field from screen readers and from the tab order as well. */
function trapFields(honeypot: string, stamp: string): string {
  return (
    `<div hidden><label>Leave this empty <input name="${honeypot}" value="" tabindex="-1" autocomplete="off"></label></div>` +
    `<input type="hidden" name="${STAMP_FIELD}" value="${stamp}">`
  );
}

function newStamp(key: Uint8Array, form: string): string {
  const body = concatBytes(writeTime(Date.now()), randomBytes(NONCE_BYTES));
  return toBase64Url(concatBytes(body, tagOf(key, body, form)));
}

function readStamp(stamp: string, keys: readonly Uint8Array[], form: string): number | undefined {
  const bytes = stamp.length <= 100 ? fromBase64Url(stamp) : undefined;
  if (bytes?.length !== STAMP_BYTES) return undefined;
  const body = bytes.subarray(0, TIME_BYTES + NONCE_BYTES);
  const tag = bytes.subarray(TIME_BYTES + NONCE_BYTES);
  const isOurs = keys.some((key) => constantTimeEqual(tag, tagOf(key, body, form)));
  return isOurs ? readTime(body) : undefined;
}

function tagOf(key: Uint8Array, body: Uint8Array, form: string): Uint8Array {
  return hmacSha256(key, joinParts(body, form));
}

function readField(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null) return undefined;
  if (body instanceof FormData || body instanceof URLSearchParams) return body.get(name);
  return Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
