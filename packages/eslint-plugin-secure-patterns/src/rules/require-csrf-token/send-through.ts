import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { replaceCallee } from "../../fixes/replace-call.ts";
import type { AjaxCall } from "../../shapes/csrf/ajax-calls.ts";
import type { TokenWrapper } from "../../shapes/csrf/project-tokens.ts";
import { specifierOf } from "../../shapes/csrf/specifier-of.ts";
import type { Suggestion } from "../../shapes/report.ts";

export type SuggestionId = "wrapper" | "csrfFetch";

const HELPER = { name: "csrfFetch", from: "secure-patterns" };

/** What takes the same arguments first, then what is named after the method. */
export function bestOf(
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
export function suggest(
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
