import { readFileSync } from "node:fs";
import * as libphonenumber from "libphonenumber-js";
import { describe, expect, test } from "vitest";
import { createRedactor } from "./index.ts";

interface Vector {
  readonly text: string;
  readonly kind: string;
  readonly expected: boolean;
  readonly source: string;
}

const vectors = JSON.parse(
  readFileSync(new URL("./test-data/pii-texts.json", import.meta.url), "utf8"),
) as readonly Vector[];
const [found, innocent] = [vectors.filter((one) => one.expected), vectors.filter((one) => !one.expected)];

describe.each([
  ["built in", createRedactor()],
  ["with libphonenumber-js", createRedactor({ phone: { ...libphonenumber, defaultCountry: "US" } })],
])("texts of other projects' tests, %s", (_name, redactor) => {
  test.each(found.map(({ text, kind, source }) => [kind, text, source]))(
    "%s is hidden: %s (%s)",
    (kind, text) => {
      const redacted = redactor.redactText(text);
      expect(redacted).toContain(`[redacted:${kind}]`);
      expect(redactor.redactText(redacted)).toBe(redacted);
    },
  );

  test.each(innocent.map(({ text, kind, source }) => [kind, text, source]))(
    "is no %s and stays as it is: %s (%s)",
    (_kind, text) => {
      expect(redactor.redactText(text)).toBe(text);
    },
  );
});
