import { staticText, T, type Node } from "../../ast/nodes.ts";
import { csrfNames, routeFiles } from "../../catalog/ajax-clients.ts";
import type { Analysis } from "../analysis.ts";
import { objectBehind } from "./own-site.ts";

/**
 * Whether the framework of the page answers a path itself, by a file of the project that speaks of no token: `app/api/revalidate/route.ts`
 * for `fetch("/api/revalidate")`. Something else may still ask for the token before that.
 */
export function isAnsweredUnchecked(analysis: Analysis, url: Node): boolean {
  const path = pathOf(objectBehind(analysis.file, url));
  const index = path === undefined ? undefined : analysis.project?.getIndex();
  if (path === undefined || !index) return false;
  const answers = [...index.records.keys()].filter((file) => {
    const plain = file.replaceAll("\\", "/");
    const match = routeFiles.exec(plain);
    return match !== null && (match[1] ?? match[2] ?? match[3]) === path;
  });
  return (
    answers.length > 0 &&
    answers.every((file) => !csrfNames.mention.test(analysis.project?.textOf(file) ?? ""))
  );
}

/** `api/revalidate` of `"/api/revalidate?tag=a"` */
function pathOf(url: Node): string | undefined {
  const text = url.type === T.TemplateLiteral ? url.quasis[0]?.value.cooked : staticText(url);
  // what comes after the mark is no part of the path
  const isWhole = url.type !== T.TemplateLiteral || url.expressions.length === 0 || text?.includes("?");
  return isWhole ? /^\/([\w/-]+?)\/?(?:\?|$)/.exec(text ?? "")?.[1] : undefined;
}
