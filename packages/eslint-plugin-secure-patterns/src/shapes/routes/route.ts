import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode, Node } from "../../ast/nodes.ts";
import type { Adapter } from "../../catalog/route-types.ts";

/** One way in which a request gets to a route. */
export interface RouteChain {
  /** What runs before the route for others too, in order. */
  readonly shared: readonly Node[];
  /** What the route itself puts before its handler: arguments, options, decorators. */
  readonly own: readonly Node[];
  /** Nothing that may run before it is out of sight. */
  readonly isComplete: boolean;
}

/** Code that answers requests, as the linted file declares it. */
export interface Route {
  /** Where the route is declared: what a finding marks. */
  readonly loc: TSESTree.SourceLocation;
  /** `app.post(…)`, where a call registers it. */
  readonly call: TSESTree.CallExpression | undefined;
  /** Upper case; `"ANY"` for all, `"QUERY"` for what a client asks of a schema, with whatever it sends. */
  readonly method: string;
  /** With the paths of the routers above; `*` for what is not literal; a file's own path for routes that are files. */
  readonly path: string;
  /** What the handler is called: `login` of `auth.login`, the method of a controller, the procedure. */
  readonly name: string;
  readonly handler: Node;
  /** The handler, seen through wrappers; none where it cannot be followed. */
  readonly functions: readonly FunctionNode[];
  /** Calls that the handler is handed through: `asyncHandler(…)`. */
  readonly wrappers: readonly Node[];
  readonly chains: readonly RouteChain[];
  readonly adapter: Adapter | undefined;
  /** What the chain of a procedure starts with, where its context knows the request: `publicProcedure`, `t.procedure`. */
  readonly builder?: Node | undefined;
}
