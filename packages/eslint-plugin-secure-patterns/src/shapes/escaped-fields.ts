import { isCall, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { MiddlewareRow } from "../catalog/application-types.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { layersBefore } from "./validated-route.ts";

/** All fields of a part of the request. */
const ALL = "*";

/**
 * Whether a layer in front of the handler escapes the field of the request that a value comes from:
 * `router.post("/", body("title").trim().escape(), handler)`. Other fields stay as they were sent.
 */
export function isEscapedAtRoute(analysis: Analysis, { root, path }: Origin): boolean {
  const [part, ...inside] = path;
  if (root.type !== "parameter" || part === undefined || inside.length === 0) return false;
  const field = inside.join(".");
  return layersBefore(analysis, root.of)
    .flatMap(listed)
    .some((layer) => escapes(analysis, unwrap(layer), part, field));
}

/** `[body("title").escape(), body("text").escape()]` */
function listed(layer: Node): readonly Node[] {
  return layer.type === T.ArrayExpression ? layer.elements.filter((element) => element !== null) : [layer];
}

function escapes(analysis: Analysis, layer: Node, part: string, field: string): boolean {
  const methods: string[] = [];
  let current = layer;
  while (isCall(current) && current.callee.type === T.MemberExpression && isCall(current.callee.object)) {
    methods.push(memberName(current.callee) ?? "");
    current = current.callee.object;
  }
  // `.if(condition)`: what stands behind it does not always run
  if (!isCall(current) || methods.length === 0 || methods.includes("if")) return false;
  if (!namesOf(current).some((name) => name === ALL || `${field}.`.startsWith(`${name}.`))) return false;
  return rowsOf(analysis, current).some(
    ({ escapes: row }) => row && methods.includes(row.method) && (row.part ?? part) === part,
  );
}

/** `body("title")`, `body(["title", "text"])` */
function namesOf({ arguments: [first] }: CallNode): readonly string[] {
  if (!first) return [];
  return listed(first).flatMap((name) => staticText(name) ?? []);
}

function rowsOf(analysis: Analysis, { callee }: CallNode): readonly MiddlewareRow[] {
  const file = fileOf(callee);
  const origins = file ? trace(file, callee) : [];
  return origins.flatMap((origin) =>
    analysis.classify(origin).ends.flatMap(({ middleware }) => middleware.map(({ row }) => row)),
  );
}
