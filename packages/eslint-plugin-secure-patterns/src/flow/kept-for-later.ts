import { memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { compose, type Origin } from "./origin.ts";
import { trace } from "./trace.ts";

/** `res.redirect(req.session.returnTo)`: what any `….session.returnTo = …`, here or near by, put there. */
export function fromKept(origin: Origin, seen: Set<string>): readonly Origin[] {
  const { root, path } = origin;
  const file = root.type === "parameter" ? fileOf(root.of) : undefined;
  if (!file) return [];
  const { keepers, keptNames } = file.model;
  const at = path.findIndex((segment) => keepers.has(segment));
  if (at < 0) return fromCarried(file, origin, seen);
  const name = path[at + 1];
  if (name === undefined || !keptNames.test(name)) return [];
  const key = `kept:${path[at]}:${name}:${origin.before}`;
  if (seen.has(key)) return [];
  seen.add(key);
  return writesNear(file, name).flatMap((write) => {
    const home = fileOf(write);
    if (!home || !isKeeper(write.left, path[at] as string)) return [];
    return trace(home, write.right, path.slice(at + 2)).map((inner) => compose(origin, inner, write));
  });
}

/** `res.redirect(req.target)`: what middleware, here or near by, put there: `req.target = req.query.next`. */
function fromCarried(file: FileFlow, origin: Origin, seen: Set<string>): readonly Origin[] {
  const { root, path } = origin;
  const { carriers, carriedNames } = file.model;
  const [name] = path;
  if (root.type !== "parameter" || name === undefined || !carriedNames.test(name)) return [];
  const isCarrier = (node: Node | undefined): boolean =>
    node?.type === T.Identifier && carriers.has(node.name);
  const key = `carried:${name}:${origin.before}`;
  if (!isCarrier(root.of.params[root.index] as Node | undefined) || seen.has(key)) return [];
  seen.add(key);
  return writesNear(file, name).flatMap((write) => {
    const home = fileOf(write);
    const { left } = write;
    if (!home || left.type !== T.MemberExpression || !isCarrier(unwrap(left.object))) return [];
    return trace(home, write.right, path.slice(1)).map((inner) => compose(origin, inner, write));
  });
}

function writesNear(file: FileFlow, name: string): readonly TSESTree.AssignmentExpression[] {
  const writes = [...file.writesNamed(name), ...(file.modules?.writesNear(file, name) ?? [])];
  return writes.filter(({ operator }) => operator === "=" || operator === "??=" || operator === "||=");
}

function isKeeper(left: Node, keeper: string): boolean {
  const object = left.type === T.MemberExpression ? unwrap(left.object) : undefined;
  if (object?.type === T.Identifier) return object.name === keeper;
  return object?.type === T.MemberExpression && memberName(object) === keeper;
}
