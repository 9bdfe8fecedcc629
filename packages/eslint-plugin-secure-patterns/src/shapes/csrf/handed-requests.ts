import type { TSESTree } from "@typescript-eslint/types";
import { enclosingFunction, staticText, T, unwrap, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { callsOf } from "../../flow/callers.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { isOwnSite, UNSAFE } from "./own-site.ts";

/** What a request leaves to the callers of the function around it: `apiRequest("POST", "/orders")`. */
export interface HandedRequest {
  readonly of: FunctionNode;
  readonly url: number | undefined;
  readonly method: number | undefined;
}

/** `function apiRequest(method, url) { fetch(url, { method }) }`; nothing where the request says all of it. */
export function handedRequest(
  node: Node,
  url: Node | undefined,
  method: Node | undefined,
): HandedRequest | undefined {
  const of = enclosingFunction(node);
  if (!of || (!url && !method)) return undefined;
  const [urlAt, methodAt] = [url, method].map((each) => (each ? parameterAt(of, each) : undefined));
  if ((url && urlAt === undefined) || (method && methodAt === undefined)) return undefined;
  return { of, url: urlAt, method: methodAt };
}

/** Whether somebody has it send a request that changes something on this site. */
export function isSentSomewhere(
  file: FileFlow,
  { of, url, method }: HandedRequest,
  isHome: (url: Node) => boolean,
): boolean {
  return callsOf(file, of).some(({ call, shift, list }) => {
    const caller = list ? undefined : fileOf(call);
    const at = (index: number | undefined): Node | undefined =>
      index === undefined ? undefined : call.arguments[index + shift];
    const [path, verb] = [at(url), at(method)];
    return (
      caller !== undefined &&
      (url === undefined || (path !== undefined && (isOwnSite(caller, path) || isHome(path)))) &&
      (method === undefined || (verb !== undefined && UNSAFE.test((staticText(verb) ?? "").toUpperCase())))
    );
  });
}

/** `method` of `(url, method = "GET")` */
function parameterAt({ params }: FunctionNode, node: Node): number | undefined {
  const plain = unwrap(node);
  if (plain.type !== T.Identifier) return undefined;
  const index = params.findIndex((each) => nameOf(each) === plain.name);
  return index < 0 ? undefined : index;
}

function nameOf(parameter: TSESTree.Parameter): string | undefined {
  const plain = parameter.type === T.AssignmentPattern ? parameter.left : parameter;
  return plain.type === T.Identifier ? plain.name : undefined;
}
