import type { AddSpan } from "./kind.ts";

/** Length per country: SWIFT IBAN registry, release 99, and the countries that use the form outside it. */
const LENGTHS =
  "AD24AE23AL28AO25AT20AZ28BA20BE16BF28BG22BH22BI27BJ28BR29BY28CF27CG27CH21CI28CM27CR22CV25CY28CZ24DE22DJ27DK18DO28DZ26" +
  "EE20EG29ES24FI18FK18FO18FR27GA27GB22GE22GI23GL18GQ27GR27GT28GW25HN28HR21HU28IE22IL23IQ23IR26IS26IT27JO30KM27KW30KZ20" +
  "LB28LC32LI21LT20LU20LV21LY25MA28MC27MD24ME22MG27MK19ML28MN20MR27MT31MU30MZ25NE28NI28NL18NO15OM23PK24PL28PS29PT25QA29" +
  "RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SN28SO23ST25SV28TD27TG28TL23TN24TR26UA29VA22VG24XK20YE30";
const GROUP = 4;
const SEPARATOR = /[ \u00a0-]/;
const CHARACTER = /[A-Za-z0-9]/;
const LENGTH_OF: ReadonlyMap<string, number> = new Map(
  Array.from(LENGTHS.matchAll(/([A-Z]{2})(\d\d)/g), (match) => [match[1] ?? "", Number(match[2])]),
);

/** Finds international bank account numbers, compact or in groups: the country's length and ISO 7064 mod 97 must hold. */
export function findIbans(text: string, add: AddSpan): void {
  for (let index = 2; index < text.length; index++) {
    if (!isDigit(text, index) || !isDigit(text, index + 1) || !isLetter(text, index - 1)) continue;
    if (!isLetter(text, index - 2) || isDigit(text, index - 3) || isLetter(text, index - 3)) continue;
    const length = LENGTH_OF.get(text.slice(index - 2, index).toUpperCase());
    const read = length === undefined ? undefined : readCharacters(text, index - 2, length);
    if (read !== undefined && remainder97(read.iban) === 1) add(index - 2, read.end, "iban");
  }
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code < 58;
}

function isLetter(text: string, index: number): boolean {
  const code = text.charCodeAt(index) | 32;
  return code >= 97 && code < 123;
}

/** Compact, or in groups of four with one kind of separator: other groups are those of an id. */
function readCharacters(
  text: string,
  start: number,
  length: number,
): { iban: string; end: number } | undefined {
  const separator = SEPARATOR.exec(text[start + GROUP] ?? "")?.[0] ?? "";
  let iban = "";
  let index = start;
  for (; iban.length < length; index++) {
    const isBetween =
      separator !== "" && iban.length % GROUP === 0 && iban.length > 0 && text[index - 1] !== separator;
    const character = text[index] ?? "";
    if (isBetween ? character !== separator : !CHARACTER.test(character)) return undefined;
    if (!isBetween) iban += character;
  }
  const isFollowed =
    CHARACTER.test(text[index] ?? "") || (text[index] === "-" && CHARACTER.test(text[index + 1] ?? ""));
  return isFollowed ? undefined : { iban: iban.toUpperCase(), end: index };
}

function remainder97(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
