import { routes as rows } from "../../catalog/routes.ts";
import type { RouteRow } from "../../catalog/route-types.ts";
import type { Analysis } from "../analysis.ts";

const rowsOfFiles = rows.flatMap((row) =>
  row.files === undefined ? [] : [{ row, pattern: new RegExp(row.files) }],
);

/** What is known of files whose place makes them routes. */
export function rowOfFile(filename: string): RouteRow | undefined {
  return rowsOfFiles.find(({ pattern }) => pattern.test(filename))?.row;
}

/** `pages/api/users/index.js` → `api/users` */
export function pathOfFile(filename: string): string {
  return filename
    .replace(/\.\w+$/, "")
    .replace(/^.*?\b(?:app|pages|routes|api)\//, "")
    .replace(/\/(?:route|\+server|\+page\.server|index)$/, "")
    .replace(/\.(?:get|post|put|patch|delete)$/, "");
}

export function pathInProject({ file, project }: Analysis): string {
  const filename = file.unit.filename.replaceAll("\\", "/");
  const root = project?.facts.root.replaceAll("\\", "/");
  return root !== undefined && filename.startsWith(`${root}/`) ? filename.slice(root.length + 1) : filename;
}
