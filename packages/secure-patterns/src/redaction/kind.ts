/** What a hidden piece of a log record is; handed to a `placeholder` function and used as a key of `kinds`. */
export type PiiKind =
  | "email"
  | "phone"
  | "ip"
  | "credit_card"
  | "iban"
  | "us_ssn"
  | "jwt"
  | "credential"
  | "api_key"
  | "private_key"
  | "secret"
  | "person"
  | "address"
  | "birth_date"
  | "national_id"
  | "bank_account";

export const PII_KINDS: readonly PiiKind[] = [
  "email",
  "phone",
  "ip",
  "credit_card",
  "iban",
  "us_ssn",
  "jwt",
  "credential",
  "api_key",
  "private_key",
  "secret",
  "person",
  "address",
  "birth_date",
  "national_id",
  "bank_account",
];

/** A piece of a text: `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: PiiKind;
}

export type AddSpan = (start: number, end: number, kind: PiiKind) => void;
