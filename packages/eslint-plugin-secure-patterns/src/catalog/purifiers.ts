import type { Framework } from "./types.ts";

/** Libraries that escape text for HTML or take what is dangerous out of HTML. */
export const purifiers: Framework = {
  name: "purifiers",
  packages: [],
  types: {
    purify: {
      from: [
        "{dompurify,isomorphic-dompurify}#",
        "dompurify#()",
        "dompurify#createDOMPurify()",
        "global#DOMPurify",
      ],
    },
  },
  barriers: [
    { call: "purify.sanitize", clears: ["html"], text: true },
    // all attributes are `onerror` too
    {
      call: "{sanitize-html#,global#sanitizeHtml}",
      if: { arg: 1, at: ["allowedAttributes"], is: ["false"] },
      clears: [],
      text: true,
    },
    { call: "sanitize-html#", clears: ["html"], text: true },
    { call: "xss#", clears: ["html"], text: true },
    { call: "xss#filterXSS", clears: ["html"], text: true },
    { call: "escape-html#", clears: ["html"], text: true },
    { call: "he#{encode,escape}", clears: ["html"], text: true },
    { call: "{html-entities,entities}#{encode,escape,encodeHTML,escapeUTF8}", clears: ["html"], text: true },
    { call: "{lodash#,lodash-es#,underscore#,global#_.}escape", clears: ["html"], text: true },
    { call: "{lodash.escape,escape-goat,lodash/escape}#", clears: ["html"], text: true },
    { call: "escape-goat#htmlEscape", clears: ["html"], text: true },
    { call: "validator#escape", clears: ["html"], text: true },
    { call: "xss-filters#{inHTMLData,inSingleQuotedAttr,inDoubleQuotedAttr}", clears: ["html"], text: true },
  ],
  names: [
    {
      name: "^(?:escape|sanitize|purify|clean|strip|encode|safe)_?(?:html|xml|markup|entities|tags|text|string|xss|content|rich_?text|for_?html)?$|^(?:escape|purify|sanitize)_?\\w+(?:html|markup)$|^(?:escape|encode)_?(?:html_?)?attr(?:ibute)?s?(?:_?values?)?$|^(?:html|xml)_?(?:escape|encode|sanitize\\w*|special_?chars)$|^(?:dom_?)?purify\\w*$|^esc(?:_?html)?$",
      is: "barrier",
      clears: ["html"],
    },
  ],
};
