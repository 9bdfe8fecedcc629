import type { AwaitedRow, Framework } from "./types.ts";

/** The runtime that the fixes import. */
export const securePatterns: Framework = {
  name: "secure-patterns",
  packages: ["secure-patterns"],
  barriers: [
    {
      call: "{secure-patterns,secure-patterns/safe-redirect}#safeRedirect",
      clears: ["redirect"],
      text: true,
    },
    { call: "{secure-patterns,secure-patterns/html}#escapeHtml", clears: ["html"], text: true },
    {
      call: "{secure-patterns/purify-html,secure-patterns/purify-html-browser}#purifyHtml",
      clears: ["html"],
      text: true,
    },
  ],
  randomness: [
    {
      call: "{secure-patterns,secure-patterns/tokens}#{randomToken,randomCode,issueToken}",
      is: "strong",
      what: "secure-patterns",
    },
  ],
};

const tokens = ["secure-patterns", "secure-patterns/tokens"];
const limits = ["secure-patterns", "secure-patterns/rate-limit"];
const walls = ["secure-patterns", "secure-patterns/firewall"];
const passesAll = "every request is let through";

/** What the runtime answers by a promise. */
export const awaitedOfRuntime: readonly AwaitedRow[] = [
  ...["consumeToken", "peekToken"].map((name) => ({
    packages: tokens,
    path: [name],
    effect: "any token is accepted",
    decides: true,
  })),
  { packages: tokens, path: ["issueToken"], effect: "no token reaches anybody", decides: true },
  ...["revokeTokens", "purgeTokens"].map((name) => ({
    packages: tokens,
    path: [name],
    effect: "the tokens may live on",
    decides: false,
  })),
  ...["check", "peek", "checkRequest"].map((name) => ({
    packages: limits,
    path: ["rateLimit", "()", name],
    effect: passesAll,
    decides: true,
  })),
  { packages: limits, path: ["rateLimit", "()", "reset"], effect: "the count may stay", decides: false },
  {
    packages: ["secure-patterns", "secure-patterns/csrf"],
    path: ["csrf", "()", "protect", "()", "checkRequest"],
    effect: passesAll,
    decides: true,
  },
  { packages: walls, path: ["firewall", "()", "checkRequest"], effect: passesAll, decides: true },
  ...["isBlocked", "status", "blocked", "events"].map((name) => ({
    packages: walls,
    path: ["firewall", "()", name],
    effect: "everybody counts as blocked",
    decides: true,
  })),
  ...["report", "block", "unblock", "purge"].map((name) => ({
    packages: walls,
    path: ["firewall", "()", name],
    effect: "nothing may be on record",
    decides: false,
  })),
  { packages: walls, path: ["firewallPage"], effect: "no page is shown", decides: true },
  {
    packages: ["secure-patterns", "secure-patterns/validate"],
    path: ["validateAsync"],
    effect: "any input passes",
    decides: true,
  },
  {
    packages: ["secure-patterns", "secure-patterns/optional-import"],
    path: ["optionalImport"],
    effect: "the package always counts as there",
    decides: true,
  },
];
