import { getDependencyKind, type PackageFacts } from "./package-facts.ts";
import { findWorkspace } from "./workspace.ts";

/**
 * Whether a package that `facts` calls optional is there wherever `facts` is: nobody installs a private package from elsewhere, so
 * that the others of its workspace are beside it, and so is what all of those that use it depend on.
 */
export function isInstalledAnyway(facts: PackageFacts, name: string): boolean {
  const workspace = facts.isPrivate && !facts.isListed ? findWorkspace(facts) : undefined;
  if (!workspace || facts.name === undefined) return false;
  if (workspace.packages.has(name)) return true;
  const own = facts.name;
  const users = [...workspace.packages.values()].filter((each) => isInstalledBy(each, own));
  return users.length > 0 && users.every((each) => isInstalledBy(each, name));
}

function isInstalledBy(facts: PackageFacts, name: string): boolean {
  const kind = getDependencyKind(facts, name);
  return kind === "required" || kind === "development";
}
