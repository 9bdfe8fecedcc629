import type { Node } from "../../ast/nodes.ts";
import { csrfNames, SENDS_REQUESTS } from "../../catalog/ajax-clients.ts";
import { pageScripts } from "../../project/index.ts";
import { analysisOf, analysisOfScript, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { ajaxCalls, type AjaxCall } from "../../shapes/csrf/ajax-calls.ts";
import { ownBackEnds } from "../../shapes/csrf/back-ends.ts";
import { isAnsweredUnchecked } from "../../shapes/csrf/answered-unchecked.ts";
import { mayCarryToken } from "../../shapes/csrf/carries-token.ts";
import {
  isSetUpInPages,
  isTestHelper,
  projectTokens,
  type ProjectTokens,
} from "../../shapes/csrf/project-tokens.ts";
import { isSentSomewhere } from "../../shapes/csrf/handed-requests.ts";
import { objectBehind } from "../../shapes/csrf/own-site.ts";
import { isPage, placeInPage } from "../../shapes/pages.ts";
import { isRunByHand } from "../../shapes/program-kind.ts";
import { bestOf, suggest, type SuggestionId } from "./send-through.ts";

type MessageId = "bare" | "wrapped" | "issued";

const rule: Rule = createRule<MessageId, SuggestionId>({
  name: "require-csrf-token",
  description: "Require the CSRF token on requests that a page sends beside a project's own helper",
  cwe: [352],
  recommended: true,
  messages: {
    bare: "This {{method}} to your own site carries no CSRF token, and others of this project do ({{where}}): a server that checks refuses it, and one that lets it pass lets any other site send it in the name of your users. Send the token: csrfFetch of secure-patterns does.",
    wrapped:
      "This {{method}} to your own site carries no CSRF token, and this project has `{{helper}}` ({{where}}) that sends it: a server that checks refuses this request, and one that lets it pass lets any other site send it in the name of your users.",
    issued:
      "This {{method}} to your own site carries no CSRF token, and this project makes tokens for its pages ({{where}}): a server that checks refuses it, and one that lets it pass lets any other site send it in the name of your users. Send the token: csrfFetch of secure-patterns does.",
  },
  suggestions: {
    wrapper: "Send it through {{helper}}, which adds the token",
    csrfFetch: "Send it through csrfFetch, which adds the token",
  },
  anyLanguage: true,
  create: (run) => ({
    "Program:exit": () => {
      const { context, sourceCode, settings } = run;
      if (isPage(context.physicalFilename)) {
        const units = pageScripts(context.physicalFilename, sourceCode.text, SENDS_REQUESTS);
        for (const unit of units) check(run, analysisOfScript(context, settings, unit));
      } else if (sourceCode.scopeManager) check(run, analysisOf(context, settings));
    },
  }),
});

export default rule;

function check(
  { context, sourceCode, settings, report }: RuleRun<MessageId, SuggestionId>,
  analysis: Analysis,
): void {
  const { unit } = analysis.file;
  let known: ProjectTokens | undefined;
  const tokensOf = (): ProjectTokens => (known ??= projectTokens(analysis));
  const isBackEnd = ownBackEnds(analysis, tokensOf);
  const bare = [...ajaxCalls(analysis.file, isBackEnd)].filter((call) => !mayCarryToken(analysis.file, call));
  if (bare.length === 0 || isRunByHand(unit, analysis.project, context.cwd)) return;
  const root = analysis.project?.facts.root ?? context.cwd;
  if (isTestHelper(root, context.physicalFilename)) return;
  const tokens = tokensOf();
  const [source] = [...tokens.senders, ...tokens.issuers];
  if (source === undefined) return;
  for (const call of bare) {
    const { client } = call.row;
    if (tokens.covered.has(client) || (settings.project !== false && isSetUpInPages(analysis, root, client)))
      continue;
    const isHome = (url: Node): boolean => isBackEnd(url, call.options);
    if (call.handed && !isSentSomewhere(analysis.file, call.handed, isHome)) continue;
    const isInPage = unit.ast !== sourceCode.ast;
    const helper = isInPage ? undefined : bestOf(tokens.wrappers, call, context.physicalFilename);
    const where = helper?.file ?? source;
    report({
      node: isInPage ? placeInPage(sourceCode, call.node.callee) : call.node.callee,
      messageId: helper ? "wrapped" : tokens.senders.length > 0 ? "bare" : "issued",
      data: {
        method: call.method,
        helper: helper?.called ?? "",
        where: where === unit.filename ? "in this file" : below(root, where),
      },
      confidence:
        isSure(tokens, unit.filename) &&
        !isBeforeSession(analysis, call) &&
        !isAnsweredUnchecked(analysis, call.url)
          ? "proven"
          : "likely",
      suggestions: isInPage ? [] : suggest(sourceCode, call, helper, context.physicalFilename),
    });
  }
}

/** One other file that sends a token may do so for a reason of its own. */
function isSure({ senders, wrappers }: ProjectTokens, filename: string): boolean {
  return wrappers.length > 0 || senders.length > 1 || senders.includes(filename);
}

/** `fetch("/api/auth/login", …)`: nobody is signed in whose name could be used. */
function isBeforeSession({ file }: Analysis, { url }: AjaxCall): boolean {
  return csrfNames.beforeSession.test(file.unit.text.slice(...objectBehind(file, url).range));
}

function below(root: string, file: string): string {
  const path = file.startsWith(root) ? file.slice(root.length) : file;
  return path.replaceAll("\\", "/").replace(/^\//, "");
}
