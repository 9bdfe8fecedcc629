import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { replaceCallee } from "../../fixes/replace-call.ts";
import { analysisOf } from "../../shapes/analysis.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { ajaxCalls, type AjaxCall } from "../../shapes/csrf/ajax-calls.ts";
import { mayCarryToken } from "../../shapes/csrf/carries-token.ts";
import {
  isTestHelper,
  projectTokens,
  type ProjectTokens,
  type TokenWrapper,
} from "../../shapes/csrf/project-tokens.ts";
import { specifierOf } from "../../shapes/csrf/specifier-of.ts";
import { isRunByHand } from "../../shapes/program-kind.ts";
import type { Suggestion } from "../../shapes/report.ts";

type SuggestionId = "wrapper" | "csrfFetch";

const HELPER = { name: "csrfFetch", from: "secure-patterns" };

const rule: Rule = createRule<"bare" | "wrapped" | "issued", SuggestionId>({
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
  create: ({ context, sourceCode, settings, report }) => ({
    "Program:exit": () => {
      const analysis = analysisOf(context, settings);
      const bare = [...ajaxCalls(analysis.file)].filter((call) => !mayCarryToken(analysis.file, call));
      if (bare.length === 0 || isRunByHand(analysis.file.unit, analysis.project, context.cwd)) return;
      const root = analysis.project?.facts.root ?? context.cwd;
      if (isTestHelper(root, context.physicalFilename)) return;
      const tokens = projectTokens(analysis);
      const [source] = [...tokens.senders, ...tokens.issuers];
      if (source === undefined) return;
      for (const call of bare) {
        if (tokens.covered.has(call.row.client)) continue;
        const helper = bestOf(tokens.wrappers, call, context.physicalFilename);
        const where = helper?.file ?? source;
        report({
          node: call.node.callee,
          messageId: helper ? "wrapped" : tokens.senders.length > 0 ? "bare" : "issued",
          data: {
            method: call.method,
            helper: helper?.name ?? "",
            where: where === analysis.file.unit.filename ? "in this file" : below(root, where),
          },
          confidence: isSure(tokens, analysis.file.unit.filename) ? "proven" : "likely",
          suggestions: suggest(sourceCode, call, helper, context.physicalFilename),
        });
      }
    },
  }),
});

export default rule;

/** One other file that sends a token may do so for a reason of its own. */
function isSure({ senders, wrappers }: ProjectTokens, filename: string): boolean {
  return wrappers.length > 0 || senders.length > 1 || senders.includes(filename);
}

/** What takes the same arguments first, then what is named after the method. */
function bestOf(
  wrappers: readonly TokenWrapper[],
  { row, method }: AjaxCall,
  filename: string,
): TokenWrapper | undefined {
  const others = wrappers.filter(({ file, name }) => file !== filename && !/^get/i.test(name));
  const verb = method === "DELETE" ? /del(?:ete)?/i : new RegExp(method, "i");
  return (
    (row.client === "fetch" ? others.find(({ isLikeFetch }) => isLikeFetch) : undefined) ??
    others.find(({ name }) => verb.test(name)) ??
    others[0]
  );
}

/** Only what takes the same arguments. */
function suggest(
  sourceCode: Readonly<TSESLint.SourceCode>,
  { row, node }: AjaxCall,
  helper: TokenWrapper | undefined,
  filename: string,
): Suggestion<SuggestionId>[] {
  if (row.client !== "fetch") return [];
  if (helper && !helper.isLikeFetch) return [];
  const request = helper
    ? { name: helper.name, from: specifierOf(sourceCode, filename, helper.file) }
    : HELPER;
  const change =
    request.name === "default"
      ? undefined
      : replaceCallee(sourceCode, node as TSESTree.CallExpression, request);
  if (!change) return [];
  return [{ messageId: helper ? "wrapper" : "csrfFetch", data: { helper: request.name }, ...change }];
}

function below(root: string, file: string): string {
  const path = file.startsWith(root) ? file.slice(root.length) : file;
  return path.replaceAll("\\", "/").replace(/^\//, "");
}
