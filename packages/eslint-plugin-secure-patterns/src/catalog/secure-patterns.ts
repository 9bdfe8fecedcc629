import type { Framework } from "./types.ts";

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
