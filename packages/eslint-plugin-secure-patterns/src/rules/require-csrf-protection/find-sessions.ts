import type { TSESTree } from "@typescript-eslint/types";
import { isCall, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { sessionOpener } from "../../catalog/h3.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { isDevelopmentOnly } from "../../shapes/development-only.ts";
import { packageKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import { nodesOfType } from "../../flow/nodes.ts";

/** Which requests of other sites the cookie goes along with; `unseen` where its options stand elsewhere, `configured` where these say it. */
export type SameSite = "strict" | "lax" | "none" | "unseen" | "configured";

/** Middleware that recognises users by a cookie. */
export interface SessionLayer {
  readonly node: Node;
  readonly kind: "session" | "cookies";
  /** Browsers are told not to send the cookie along with requests of other sites. */
  readonly sameSite: SameSite;
}

/** `app.use(session({ … }))`, `app.register(fastifySession, { … })`, `app.post("/x", cookieParser(), …)` of the linted file. */
export function findSessions(analysis: Analysis, known: Protections): SessionLayer[] {
  const { unit } = analysis.file;
  const found: SessionLayer[] = [];
  // most files set no server up: their maps have a `delete` too
  if (!/\.(?:use|register)\(|session|cookie/i.test(unit.text)) return found;
  const opens = mayOpenSession(analysis);
  for (const node of nodesOfType(unit, T.CallExpression)) {
    if (opens && opensSession(analysis, node))
      found.push({ node, kind: "session", sameSite: sameSiteOf(analysis, node, node) });
    if (takesLayers(node))
      for (const argument of node.arguments) {
        const kind = kindOf(analysis, known, argument);
        if (kind)
          found.push({
            node: argument,
            kind,
            sameSite: kind === "session" ? sameSiteOf(analysis, node, argument) : "unseen",
          });
      }
  }
  return found.reverse();
}

function mayOpenSession({ file, project }: Analysis): boolean {
  const { filename, text } = file.unit;
  const { call, imports, packages, readsOnly } = sessionOpener;
  return (
    text.includes(`${call}(`) &&
    !readsOnly.test(filename) &&
    (imports.test(text) || packages.some((name) => project?.facts.dependencies.has(name)))
  );
}

/** `useSession(event, { password })` */
function opensSession({ file }: Analysis, { callee, arguments: args }: TSESTree.CallExpression): boolean {
  const [event, options] = args;
  return (
    callee.type === T.Identifier &&
    callee.name === sessionOpener.call &&
    event !== undefined &&
    options !== undefined &&
    trace(file, options, [sessionOpener.option]).length > 0
  );
}

function takesLayers({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === T.MemberExpression &&
    /^(?:use|register|all|post|put|patch|delete)$/.test(memberName(callee) ?? "")
  );
}

function kindOf({ file }: Analysis, known: Protections, argument: Node): SessionLayer["kind"] | undefined {
  const plain = unwrap(argument);
  if (plain.type === T.ObjectExpression || plain.type === T.Literal || plain.type === T.ArrayExpression)
    return undefined;
  const kinds = trace(file, plain).flatMap(({ root, path }) =>
    root.type === "import" ? packageKinds(known, root.module, path) : [],
  );
  return kinds.includes("session") ? "session" : kinds.includes("cookies") ? "cookies" : undefined;
}

/** `cookie: { sameSite: "lax" }`, in the call or in the object that it is given. */
function sameSiteOf(
  { file }: Pick<Analysis, "file">,
  call: TSESTree.CallExpression,
  argument: Node,
): SameSite {
  const made = isCall(argument) ? [argument, call] : isPlugin(call) ? [call] : [];
  const objects = made.flatMap((each) => each.arguments.filter((given) => given !== argument));
  const paths = [
    ["cookie", "sameSite"],
    ["sameSite"],
    ["cookies", "sameSite"],
    ["cookieOptions", "sameSite"],
  ];
  const origins = objects.flatMap((object) => paths.flatMap((path) => trace(file, object, path)));
  // `isProduction ? "none" : "lax"`: on whose machine it is developed, nobody attacks
  const roots = origins
    .filter(({ node }) => !isDevelopmentOnly(fileOf(node) ?? file, node))
    .map(({ root }) => root);
  const texts = roots.flatMap((root) => (root.type === "literal" ? (root.text ?? "") : []));
  if (texts.some((text) => /^lax$/i.test(text))) return "lax";
  if (texts.some((text) => /^(?:strict|true)$/i.test(text))) return "strict";
  if (made.length === 0) return "unseen";
  return texts.length === 0 && roots.length > 0 ? "configured" : "none";
}

/** `register(plugin, options)`: the options of a layer stand beside it. */
function isPlugin({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === T.MemberExpression && memberName(callee) === "register";
}

/** The same of a layer that stands in the chain of a route, in whatever file that is. */
export function sameSiteOfLayer(file: FileFlow, layer: Node): SameSite {
  const { parent } = layer;
  const call = parent?.type === T.CallExpression && parent.callee !== layer ? parent : undefined;
  return call || layer.type === T.CallExpression
    ? sameSiteOf({ file }, call ?? (layer as TSESTree.CallExpression), layer)
    : "unseen";
}

/** `strict`: no request of another site carries the cookie; `lax`: no form of another site does. Cookies that code sets itself count, too. */
export function reachOf({ file }: Analysis, layers: readonly SessionLayer[]): Exclude<SameSite, "unseen"> {
  const seen = layers.map(({ sameSite }) => sameSite);
  const set = seen.every((each) => each === "unseen")
    ? [...file.unit.text.matchAll(/\bsameSite\s*:\s*["'`](\w+)/gi)].map(([, text = ""]) => text.toLowerCase())
    : [];
  if (seen.includes("lax") || set.includes("lax") || (set.includes("strict") && set.includes("none")))
    return "lax";
  if (seen.includes("strict") || set.includes("strict")) return "strict";
  return seen.includes("configured") ? "configured" : "none";
}
