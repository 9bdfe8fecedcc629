import { createRedactor, redactedKeys } from "secure-patterns/pii-safe-logger";
import { describe, expect, it } from "vitest";
import { NAME_GROUPS } from "../catalog/personal-names.ts";
import { verdictOf } from "./personal-name.ts";

const VALUE = "a value";
/** Deliberately not in the runtime's list: most such addresses hold no password, and it finds those that do by their shape. */
const BY_SHAPE = /(?:url|uri)$/i;
/** The logger hides to be on the safe side what the rule has no reason to report: nobody has the key. */
const ENCRYPTED = /^encrypted/;

describe("names", () => {
  it("is personal for the rule what the runtime's logger hides", () => {
    expect(redactedKeys.filter((key) => !verdictOf(key) && !ENCRYPTED.test(key))).toEqual([]);
  });

  it("is hidden by the runtime's logger what the rule reports", () => {
    const names = NAME_GROUPS.flatMap(({ names = "", whole = "" }) => `${names} ${whole}`.trim().split(/ +/));
    const redactor = createRedactor();
    const isShown = (name: string, value: string): boolean => redactor.redactEntry(name, value) === value;
    const shown = names.filter((name) =>
      isShown(name, BY_SHAPE.test(name) ? "postgres://app:s3cr3tPw@db.internal/app" : VALUE),
    );
    expect(shown).toEqual([]);
  });

  it.each([
    ["userEmail", "email"],
    ["USER_EMAIL", "email"],
    ["user-email", "email"],
    ["useremail", "email"],
    ["newPassword", "secret"],
    ["password2", "secret"],
    ["STRIPE_SECRET_KEY", "secret"],
    ["resetToken", "secret"],
    ["x-api-key", "secret"],
    ["billing_phone_number", "phone"],
  ])("%s is a %s", (name, kind) => {
    expect(verdictOf(name)?.kind).toBe(kind);
  });

  it.each(
    "hasPassword isEmail emailSent passwordResetEnabled emailTemplate addressBook tokenType tokenCount forgotPassword sendEmail maxToken maskedEmail emailHash nextPageToken cacheToken boardingPass mapPin keyboard tokenizer API_LOAD_SECRETS skippedNoEmail fieldNameEmail columnNamePhone".split(
      " ",
    ),
  )("%s holds nothing", (name) => {
    expect(verdictOf(name)).toBeUndefined();
  });

  it("weighs the object that a name is read from", () => {
    expect(verdictOf("name", "user")?.kind).toBe("person");
    expect(verdictOf("name", "file")).toBeUndefined();
    expect(verdictOf("email", "errors")).toBeUndefined();
    expect(verdictOf("accessKey", "SecretName")).toBeUndefined();
    expect(verdictOf("fullname", "item")?.confidence).toBe("likely");
    expect(verdictOf("fullName", "body")?.confidence).toBe("proven");
    expect(verdictOf("username")?.confidence).toBe("likely");
    expect(verdictOf("username", "currentUser")?.confidence).toBe("likely");
    expect(verdictOf("name", "author")?.confidence).toBe("likely");
    expect(verdictOf("name", "client")?.confidence).toBe("likely");
    expect(verdictOf("username", "client")?.confidence).toBe("likely");
    expect(verdictOf("username", "config")).toBeUndefined();
    expect(verdictOf("password", "config")?.kind).toBe("secret");
    expect(verdictOf("encodedPassword")?.confidence).toBe("likely");
  });
});
