import type { Framework } from "./types.ts";

/**
 * What applications call their own helpers. Such a helper is believed while its body cannot be seen; where it can, its body
 * decides.
 */
export const projectHelpers: Framework = {
  name: "project-helpers",
  packages: [],
  names: [
    {
      name: "^(?:get|to|make|as|ensure|resolve|normali[sz]e|sanitize|validate|validated|check|parse|clean|safe)_?(?:\\w*)(?:safe|valid|internal|local|trusted|sanitized)?\\w*(?:redirect|return_?to|return_?url|callback_?url|next_?url|target|destination|continue)\\w*$",
      is: "barrier",
      clears: ["redirect"],
    },
    {
      name: "^(?:safe|local|internal|same_?origin|sanitized?)_?\\w*(?:redirect|url|path|href|target)\\w*$",
      is: "barrier",
      clears: ["redirect"],
    },
    { name: "^sanitize_?(?:url|uri|href|link)$", is: "barrier", clears: ["redirect", "script-url"] },
    {
      // that a text is an address says nothing of whose
      name: "^(?!is_?(?:http|https|web|absolute)?_?(?:url|uri|link|href)s?$)(?:is|has|can|check|validate|verify|assert|allowed?)_?\\w*(?:safe|valid|allowed|internal|local|relative|same_?origin|same_?site|trusted|whitelist\\w*|allowlist\\w*)?\\w*(?:redirect|return_?to|url|uri|path|origin|host|domain|destination|target|next|callback|link)\\w*$",
      is: "guard",
      clears: ["redirect", "script-url"],
    },
    {
      name: "^is_?(?:safe|allowed|trusted|whitelisted|internal|local|relative|same_?origin|same_?site)$",
      is: "guard",
      clears: ["redirect", "script-url"],
    },
  ],
};
