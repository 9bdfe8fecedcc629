import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";

/** What stands between the folder of all routes and the file that answers: `routes/admin/cards/+page.server.ts`. */
const ROUTE_FILE =
  /\/(?:routes|app|pages)\/((?:[^/]+\/)+)(?:\+page(?:\.server)?|\+server|route|page|index)\.[cm]?[jt]sx?$/;

/** Whether a value comes from a handler whose file says the whole path that it answers: nobody chooses a part of that. */
export function isOfFixedPage({ root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  const path = fileOf(root.of)?.unit.filename.replaceAll("\\", "/") ?? "";
  const folders = ROUTE_FILE.exec(path)?.[1];
  return folders !== undefined && !/[[\]$*@:]/.test(folders) && !/^(?:\([^/]*\)\/)*$/.test(folders);
}
