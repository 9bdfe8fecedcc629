import type { AwaitedRow } from "./types.ts";

const anyPassword = "any password is accepted";
const anyToken = "any token is accepted";

/** Checks of other libraries that answer by a promise. */
export const awaitedElsewhere: readonly AwaitedRow[] = [
  {
    packages: ["bcrypt", "bcryptjs"],
    path: ["compare"],
    effect: anyPassword,
    decides: true,
    takesCallback: true,
  },
  { packages: ["@node-rs/bcrypt"], path: ["compare"], effect: anyPassword, decides: true },
  {
    packages: ["argon2", "@node-rs/argon2", "oslo/password"],
    path: ["verify"],
    effect: anyPassword,
    decides: true,
  },
  ...["jwtVerify", "compactVerify", "jwtDecrypt"].map((name) => ({
    packages: ["jose"],
    path: [name],
    effect: anyToken,
    decides: true,
  })),
  {
    packages: ["rate-limiter-flexible"],
    path: ["*", "new", "consume"],
    effect: "every request is let through",
    decides: true,
  },
  ...["limit", "blockUntilReady"].map((name) => ({
    packages: ["@upstash/ratelimit"],
    path: ["Ratelimit", "new", name],
    effect: "every request is let through",
    decides: true,
  })),
];

/** What applications call checks of their own, which decide who gets through. */
export const ownChecks = {
  names:
    "^(?:(?:is|has|can|may|verify|valid|validate|check|compare|match|ensure|require|assert|authorize|enforce)_?\\w*(?:auth(?!or)\\w*|authori\\w*|log(?:ged)?_?in|signed_?in|token|csrf|passwords?|pass_?hash|hash|credentials?|permissions?|permitted|access|allowed|owners?(?:hip)?|admin|roles?|session|signature|limit|captcha|otp|member(?:ship)?|scopes?)|password_?(?:match(?:es)?|compare|verify|check)|authorize|authenticate)$",
  /** Of these a promise that nobody waits for refuses nobody: they throw. */
  refuse: "^(?:ensure|require|assert|enforce|authorize)",
  effect: "whoever asks gets through",
} as const;
