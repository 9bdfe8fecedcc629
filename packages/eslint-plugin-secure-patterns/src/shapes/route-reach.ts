import { isFunction, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { usesOf } from "../flow/function-uses.ts";
import type { Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import { literalText } from "../flow/trace-text.ts";
import type { Analysis } from "./analysis.ts";

/** A first segment that a route writes out or takes whole: no path with two slashes in front gets there. */
const FIXED_START = /^\/:?[\w.@~-]+(?:[/?]|$)/;

/**
 * Whether a request for `//host/` reaches the handler whose parameter the value was read from: never by a route with a
 * path of its own, surely by what an application runs for every request.
 */
export function routeReach(analysis: Analysis, origin: Origin): "never" | "always" | "perhaps" {
  const { root } = origin;
  const file = root.type === "parameter" ? fileOf(root.of) : undefined;
  if (root.type !== "parameter" || !file) return "perhaps";
  const calls = usesOf(file, root.of).flatMap((use) => (use.type === "argument" ? [use.call] : []));
  const reaches = calls.flatMap((call) => reachOf(analysis, file, call, origin) ?? []);
  if (reaches.includes("always")) return "always";
  return reaches.length > 0 && reaches.every((reach) => reach === "never") ? "never" : "perhaps";
}

/** Undefined for calls that register nothing: `asyncHandler(fn)`. */
function reachOf(
  analysis: Analysis,
  file: FileFlow,
  call: CallNode,
  origin: Origin,
): "never" | "always" | "perhaps" | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression) return undefined;
  const [first] = call.arguments;
  if (first?.type === T.Literal && "regex" in first) return reachOfPattern(first.regex);
  const paths = pathsOf(file, call);
  const isMount = memberName(callee) === "use";
  if (paths.length > 0) {
    // the mount's path may be taken off `req.url` and `req.path`
    if (isMount && origin.path[0] !== "originalUrl" && origin.path[0] !== "params") {
      const types = [...analysis.classifier.typesOf(file, callee.object)];
      if (types.some((type) => analysis.index.types.get(type)?.takesMountOff)) return "perhaps";
    }
    return paths.every((path) => FIXED_START.test(path)) ? "never" : "always";
  }
  const types = [...analysis.classifier.typesOf(file, callee.object)];
  return isMount && types.some((type) => type.endsWith("/app")) ? "always" : "perhaps";
}

/** `app.get(/\.html$/, …)`: without a start of its own, a pattern finds what it wants behind any host. */
function reachOfPattern({
  pattern,
  flags,
}: {
  pattern: string;
  flags: string;
}): "never" | "always" | "perhaps" {
  if (/^\^\\\/[\w.@~-]/.test(pattern)) return "never";
  if (!pattern.startsWith("^")) return "always";
  try {
    return new RegExp(pattern, flags).test("//evil.example/") ? "always" : "perhaps";
  } catch {
    return "perhaps";
  }
}

/** `app.get("/a", …)`, `router.use(["/a", "/b"], …)`, `app.route({ url: "/a", … })` */
function pathsOf(file: FileFlow, call: CallNode): readonly string[] {
  const [first] = call.arguments;
  if (!first || isFunction(first)) return [];
  if (first.type === T.ArrayExpression)
    return first.elements.flatMap((element) => (element ? (textOf(file, element) ?? []) : []));
  if (first.type !== T.ObjectExpression) return [textOf(file, first) ?? []].flat();
  return ["url", "path"].flatMap((key) => literalText(trace(file, first, [key])) ?? []);
}

function textOf(file: FileFlow, node: Node): string | undefined {
  return staticText(node) ?? literalText(trace(file, node));
}
