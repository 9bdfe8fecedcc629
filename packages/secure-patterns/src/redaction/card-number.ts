/**
 * Issuer prefixes with the lengths that they issue (ISO/IEC 7812 and the networks' published ranges). 18 digits are left to
 * UnionPay: that long are the ids of many databases and chat services too.
 */
const ISSUERS: readonly (readonly [from: string, to: string, lengths: readonly number[]])[] = [
  ["4", "4", [13, 16, 19]], // Visa
  ["51", "55", [16]], // Mastercard
  ["2221", "2720", [16]],
  ["34", "34", [15]], // American Express
  ["37", "37", [15]],
  ["300", "305", [14]], // Diners Club
  ["3095", "3095", [14]],
  ["36", "36", [14]],
  ["38", "39", [14]],
  ["6011", "6011", [16, 19]], // Discover
  ["644", "659", [16, 19]],
  ["62", "62", [16, 17, 18, 19]], // UnionPay
  ["3528", "3589", [16, 19]], // JCB
  ["50", "50", [16, 19]], // Maestro, RuPay, Verve, Elo
  ["56", "58", [16, 19]],
  ["60", "60", [16]],
  ["63", "63", [16, 19]],
  ["67", "67", [16, 19]],
  ["2200", "2204", [16, 19]], // Mir
  ["81", "82", [16]], // RuPay
  ["8600", "8600", [16]], // Uzcard
  ["9792", "9792", [16]], // Troy
  ["9860", "9860", [16]], // Humo
];

/** Whether digits are a payment card's number: issuer prefix, a length that the issuer uses, and the Luhn check digit. */
export function isCardNumber(digits: string): boolean {
  return digits.length >= 13 && digits.length <= 19 && hasIssuer(digits) && passesLuhn(digits);
}

function hasIssuer(digits: string): boolean {
  return ISSUERS.some(([from, to, lengths]) => {
    const prefix = digits.slice(0, from.length);
    return prefix >= from && prefix <= to && lengths.includes(digits.length);
  });
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
