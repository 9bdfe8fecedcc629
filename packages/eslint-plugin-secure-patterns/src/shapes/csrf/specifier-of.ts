import type { TSESLint } from "@typescript-eslint/utils";
import { T } from "../../ast/nodes.ts";

/** How `filename` names another file in an import: with its extension where its other relative imports have one. */
export function specifierOf(
  { ast }: Readonly<TSESLint.SourceCode>,
  filename: string,
  target: string,
): string {
  const from = parts(filename).slice(0, -1);
  const to = parts(target);
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const up = from.slice(common).map(() => "..");
  const path = [...(up.length > 0 ? up : ["."]), ...to.slice(common)].join("/");
  return withExtension(ast, path);
}

function withExtension(ast: TSESLint.SourceCode["ast"], path: string): string {
  const others = ast.body.flatMap((statement) =>
    statement.type === T.ImportDeclaration && /^\.{1,2}\//.test(statement.source.value)
      ? [statement.source.value]
      : [],
  );
  const plain = path.replace(/\.[cm]?[jt]sx?$/, "");
  if (others.some((other) => /\.[cm]?js$/.test(other))) return path.replace(/\.([cm]?)tsx?$/, ".$1js");
  if (others.some((other) => /\.[cm]?tsx?$/.test(other))) return path;
  return others.length > 0 || /\.tsx?$/.test(path) ? plain.replace(/\/index$/, "") : path;
}

function parts(path: string): string[] {
  return path.replaceAll("\\", "/").split("/");
}
