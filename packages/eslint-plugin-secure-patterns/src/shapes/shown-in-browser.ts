import { browserPrograms } from "../catalog/browser-programs.ts";
import type { Unit } from "../flow/unit.ts";
import type { PackageFacts, Project } from "../project/index.ts";
import { isBrowserFile } from "./browser-file.ts";

/** Folders of a package of pages whose files run elsewhere. */
const ELSEWHERE = /(?:^|\/)(?:api|functions|server|backend|netlify|edge|workers?)\//i;
const COMPONENT = /\.(?:svelte|vue)$/i;

/** Whether what a file writes to the console is seen by the visitor alone: a page's code, also where nothing in it touches the page. */
export function isShownInBrowser(unit: Unit, project: Project | undefined): boolean {
  return (
    COMPONENT.test(unit.filename) ||
    isBrowserFile(unit) ||
    (project !== undefined && isOfPages(project.facts, unit.filename))
  );
}

/** `src/services/invitations.ts` of a package that brings nothing to run on a server. */
function isOfPages({ root, dependencies, devDependencies }: PackageFacts, filename: string): boolean {
  const path = filename.replaceAll("\\", "/");
  const inside = path.startsWith(root.replaceAll("\\", "/")) ? path.slice(root.length + 1) : path;
  if (!inside.startsWith("src/") || ELSEWHERE.test(inside)) return false;
  const all = [...dependencies, ...devDependencies];
  return (
    all.some((name) => browserPrograms.packages.test(name)) &&
    !all.some((name) => browserPrograms.servers.test(name))
  );
}
