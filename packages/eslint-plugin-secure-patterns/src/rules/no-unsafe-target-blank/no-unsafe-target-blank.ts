import { markupListener } from "../../markup/markup-listener.ts";
import { isTestFile } from "../../project/test-file.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { checkLink, type LinkOptions } from "./check-link.ts";
import { checkWindowOpen } from "./check-window-open.ts";
import type { RelProblem } from "./rel.ts";

const rule: Rule = createRule<
  RelProblem | "windowOpen",
  "setRel" | "clearOpener" | "addFeatures",
  LinkOptions
>({
  name: "no-unsafe-target-blank",
  description: 'Require rel="noopener noreferrer" on links that open a new window',
  cwe: [1022],
  recommended: true,
  anyLanguage: true,
  messages: {
    missing:
      'This opens {{address}} in a new window without rel="{{rel}}": browsers that do not imply it let that page replace this one through window.opener, and all tell it where the visitor comes from.',
    opener:
      'rel="opener" hands window.opener to {{address}}: that page can replace this one with a copy that asks for a password.',
    referrer: {
      text: 'rel="noopener" without "noreferrer" tells {{address}} the address of this page.',
      confidence: "likely",
    },
    windowOpen:
      'window.open hands window.opener to {{address}}: that page can replace this one with a copy that asks for a password. Pass "{{features}}" as features.',
  },
  suggestions: {
    setRel: 'Set rel="{{rel}}".',
    clearOpener: "Take window.opener from the new page.",
    addFeatures: 'Pass "{{features}}" (the call then answers null).',
  },
  options: {
    properties: {
      allowReferrer: { description: 'Accept rel="noopener" alone.', type: "boolean" },
      components: {
        description: "Further components that pass target and rel on to a link.",
        type: "array",
        items: { type: "string" },
        uniqueItems: true,
      },
      internalLinks: {
        description: "Links within the site, and to no site at all (#top, mailto:, tel:).",
        type: "string",
        enum: ["ignore", "report"],
      },
    },
    defaults: { allowReferrer: false, components: [], internalLinks: "ignore" },
  },
  create({ context, sourceCode, options, report }) {
    const { text } = sourceCode;
    if (isTestFile(context.physicalFilename, context.cwd)) return {};
    const listener = /_blank/i.test(text)
      ? markupListener(sourceCode, /_blank/i, (element) => {
          const finding = checkLink(sourceCode, element, options);
          if (!finding) return;
          const { problem, confidence, range, address, rel, fix, suggestion } = finding;
          const data = { address, rel };
          report({
            node: {
              loc: { start: sourceCode.getLocFromIndex(range[0]), end: sourceCode.getLocFromIndex(range[1]) },
            },
            messageId: problem,
            data,
            ...(confidence === "likely" ? { confidence } : {}),
            fix,
            suggestions: suggestion ? [{ messageId: "setRel", data, edits: suggestion, imports: [] }] : [],
          });
        })
      : {};
    if (!/\bopen\b/.test(text)) return listener;
    return {
      ...listener,
      CallExpression(node) {
        const finding = checkWindowOpen(sourceCode, node, options.allowReferrer);
        if (!finding) return;
        const { confidence, address, features, withFeatures, clearOpener, isUsed, isHarmless } = finding;
        const suggestions = [
          ...(clearOpener ? [{ messageId: "clearOpener" as const, edits: clearOpener, imports: [] }] : []),
          ...(withFeatures
            ? [
                {
                  messageId: "addFeatures" as const,
                  data: { features },
                  edits: withFeatures,
                  imports: [],
                  isSafeToPromote: !isUsed,
                },
              ]
            : []),
        ];
        report({
          node,
          messageId: "windowOpen",
          data: { address, features },
          confidence,
          ...(isHarmless ? { fix: withFeatures } : { suggestions }),
        });
      },
    };
  },
});
export default rule;
