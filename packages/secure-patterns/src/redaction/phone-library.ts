import type { AddSpan } from "./kind.ts";
import { isRoundList } from "./is-round-list.ts";
import { isNamedPhone } from "./match-phone.ts";
import type { Finder } from "./redact-text.ts";

/** The part of `libphonenumber-js` that is used, and the country whose way of writing numbers is understood without `+`. */
export interface PhoneLibrary {
  findPhoneNumbersInText(
    text: string,
    options?: never,
  ): readonly { readonly startsAt: number; readonly endsAt: number }[];
  readonly defaultCountry?: string;
}

const SPACED = /^[\d ]+$/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}_]/u;

/** Wraps the library so that digits inside words, ids and longer numbers are left alone. */
export function createPhoneFinder(library: PhoneLibrary): Finder {
  if (
    typeof library !== "object" ||
    library === null ||
    typeof library.findPhoneNumbersInText !== "function"
  ) {
    throw new TypeError("options.phone must be libphonenumber-js: an object with findPhoneNumbersInText");
  }
  const { defaultCountry } = library;
  const options = (defaultCountry === undefined ? undefined : { defaultCountry }) as never;
  return (text: string, add: AddSpan) => {
    for (const { startsAt, endsAt } of findSafely(library, text, options)) {
      if (isFree(text, startsAt, endsAt) && isWrittenAsPhone(text, startsAt, endsAt))
        add(startsAt, endsAt, "phone");
    }
  };
}

/** A library that throws must not break the log call; the built-in search has looked at the text as well. */
function findSafely(
  library: PhoneLibrary,
  text: string,
  options: never,
): ReturnType<PhoneLibrary["findPhoneNumbersInText"]> {
  try {
    return library.findPhoneNumbersInText(text, options);
  } catch {
    return [];
  }
}

function isFree(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? "";
  const after = text[end] ?? "";
  if (LETTER_OR_DIGIT.test(before) || LETTER_OR_DIGIT.test(after)) return false;
  const isJoinedBefore = /[-.:]/.test(before) && LETTER_OR_DIGIT.test(text[start - 2] ?? "");
  const isJoinedAfter = /[-:]/.test(after) && LETTER_OR_DIGIT.test(text[end + 1] ?? "");
  return !isJoinedBefore && !isJoinedAfter;
}

/** Bare digits are ids and times far more often than phone numbers, and round numbers in a row are sizes. */
function isWrittenAsPhone(text: string, start: number, end: number): boolean {
  const number = text.slice(start, end);
  if (number.startsWith("+") || number.startsWith("0") || isNamedPhone(text, start)) return true;
  const groups = number.match(/\d+/g) ?? [];
  return /\D/.test(number) && !(SPACED.test(number) && isRoundList(groups));
}
