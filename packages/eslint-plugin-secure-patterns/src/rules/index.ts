import type { Rule } from "../shapes/create-rule.ts";
import importHelpers from "./import-helpers/import-helpers.ts";
import noFloatingSecurityCheck from "./no-floating-security-check/no-floating-security-check.ts";
import noOpenRedirect from "./no-open-redirect/no-open-redirect.ts";
import noPiiInLogs from "./no-pii-in-logs/no-pii-in-logs.ts";
import noPublicLogs from "./no-public-logs/no-public-logs.ts";
import noUnsafeHtml from "./no-unsafe-html/no-unsafe-html.ts";
import noUnguardedOptionalImport from "./no-unguarded-optional-import/no-unguarded-optional-import.ts";
import noTokenRotation from "./no-token-rotation/no-token-rotation.ts";
import noTokenRace from "./no-token-race/no-token-race.ts";
import noWeakToken from "./no-weak-token/no-weak-token.ts";
import noUnsafeTargetBlank from "./no-unsafe-target-blank/no-unsafe-target-blank.ts";
import requireCsrfProtection from "./require-csrf-protection/require-csrf-protection.ts";
import requireCsrfToken from "./require-csrf-token/require-csrf-token.ts";
import requireDenialReport from "./require-denial-report/require-denial-report.ts";
import requireInputValidation from "./require-input-validation/require-input-validation.ts";
import requireRateLimit from "./require-rate-limit/require-rate-limit.ts";

/** Every rule of the plugin by its id: adding a rule is one import and one line here. */
export const rules: Readonly<Record<string, Rule>> = {
  "import-helpers": importHelpers,
  "no-floating-security-check": noFloatingSecurityCheck,
  "no-open-redirect": noOpenRedirect,
  "no-pii-in-logs": noPiiInLogs,
  "no-public-logs": noPublicLogs,
  "no-unsafe-html": noUnsafeHtml,
  "no-unguarded-optional-import": noUnguardedOptionalImport,
  "no-unsafe-target-blank": noUnsafeTargetBlank,
  "no-token-race": noTokenRace,
  "no-token-rotation": noTokenRotation,
  "no-weak-token": noWeakToken,
  "require-csrf-protection": requireCsrfProtection,
  "require-csrf-token": requireCsrfToken,
  "require-denial-report": requireDenialReport,
  "require-input-validation": requireInputValidation,
  "require-rate-limit": requireRateLimit,
};
