import type { TSESTree } from "@typescript-eslint/types";
import { isCall, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { trace } from "../../flow/trace.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { packageKinds, type Protections } from "../../shapes/routes/protection-kinds.ts";
import { nodesOfType } from "../../flow/nodes.ts";

/** Middleware that recognises users by a cookie. */
export interface SessionLayer {
  readonly node: Node;
  readonly kind: "session" | "cookies";
  /** Browsers are told not to send the cookie along with requests of other sites. */
  readonly isSameSite: boolean;
}

/** `app.use(session({ … }))`, `app.register(fastifySession, { … })`, `app.post("/x", cookieParser(), …)` of the linted file. */
export function findSessions(analysis: Analysis, known: Protections): SessionLayer[] {
  const { unit } = analysis.file;
  const found: SessionLayer[] = [];
  // most files set no server up: their maps have a `delete` too
  if (!/\.(?:use|register)\(|session|cookie/i.test(unit.text)) return found;
  for (const node of nodesOfType(unit, T.CallExpression)) {
    if (takesLayers(node))
      for (const argument of node.arguments) {
        const kind = kindOf(analysis, known, argument);
        if (kind) found.push({ node: argument, kind, isSameSite: isSameSite(analysis, node, argument) });
      }
  }
  return found.reverse();
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
function isSameSite({ file }: Analysis, call: TSESTree.CallExpression, argument: Node): boolean {
  const made = isCall(argument) ? [argument, call] : isPlugin(call) ? [call] : [];
  const objects = made.flatMap((each) => each.arguments.filter((given) => given !== argument));
  const paths = [
    ["cookie", "sameSite"],
    ["sameSite"],
    ["cookies", "sameSite"],
    ["cookieOptions", "sameSite"],
  ];
  return objects.some((object) =>
    paths.some((path) =>
      trace(file, object, path).some(
        ({ root }) => root.type === "literal" && /^(?:strict|lax|true)$/i.test(root.text ?? ""),
      ),
    ),
  );
}

/** `register(plugin, options)`: the options of a layer stand beside it. */
function isPlugin({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === T.MemberExpression && memberName(callee) === "register";
}

/** Cookies that the code itself sets say how far they go: `res.cookie("token", token, { sameSite: "lax" })`. */
export function setsSameSite({ file }: Analysis): boolean {
  return /\bsameSite\s*:\s*["'`](?:strict|lax)\b/i.test(file.unit.text);
}
