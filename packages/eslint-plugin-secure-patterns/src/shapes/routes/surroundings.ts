import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { applicationNames } from "../../catalog/routes.ts";
import { functionsIn } from "../../flow/file-flow.ts";
import type { Unit } from "../../flow/unit.ts";
import { cutsSoFar, dropWithFile } from "../../flow/whole-answers.ts";
import type { Analysis } from "../analysis.ts";
import type { RouteChain } from "./route.ts";
import { findSetUpFiles } from "./set-up-files.ts";
import { nodesOf } from "../../flow/nodes.ts";

const MOST_FILES = 40;
const LONGEST_MATCHER = 500;

const globals = new WeakMap<
  object,
  { readonly version: number; readonly found: readonly Global[]; readonly isComplete: boolean }
>();

interface Global {
  readonly node: Node;
  /** The path that it is limited to. */
  readonly path: string | undefined;
}

/** Guards and middleware that an application of decorated controllers runs before all of them, wherever they are named. */
export function aroundDecorated(analysis: Analysis): Pick<RouteChain, "shared" | "isComplete"> {
  const { found, isComplete } = globalsOf(analysis);
  return { shared: found.map(({ node }) => node), isComplete };
}

/** What some application of the project runs before a path, for a router whose way up to it is out of sight. */
export function aroundPath(analysis: Analysis, path: string): Node[] {
  if (!analysis.project?.getIndex()) return [];
  const words = new Set([...path.split("/"), ...analysis.file.unit.filename.split(/[\\/.-]/).slice(-4)]);
  const { found } = globalsOf(analysis);
  const fits = (prefix: string | undefined): boolean =>
    prefix === undefined ||
    prefix.split("/").every((word) => word === "" || /^(?:api|v\d+|\*|:.*)$/.test(word) || words.has(word));
  return found.filter((each) => fits(each.path)).map(({ node }) => node);
}

function globalsOf(analysis: Analysis): { found: readonly Global[]; isComplete: boolean } {
  const index = analysis.project?.getIndex();
  if (!index) return { found: globalLayers(analysis.file.unit), isComplete: false };
  const known = globals.get(index);
  if (known?.version === index.version) return known;
  const before = cutsSoFar();
  const { named, others, isComplete } = findSetUpFiles(index);
  const open = (files: readonly string[]): Unit[] =>
    files.flatMap((path) => {
      const unit = analysis.project?.getUnit(path);
      return unit && analysis.fileOf(unit) ? [unit] : [];
    });
  const answer = {
    found: [
      ...open(named).flatMap((unit) => globalLayers(unit)),
      ...open(others).flatMap((unit) => globalLayers(unit, isOnApplication)),
    ],
    version: index.version,
    isComplete,
  };
  globals.set(index, answer);
  if (cutsSoFar() > before) dropWithFile(() => globals.delete(index));
  return answer;
}

/** `{ provide: APP_GUARD, useClass: X }`, `app.useGlobalGuards(x)`, `app.use(x)`, `consumer.apply(x)`, `app.register(x)`. */
function globalLayers(unit: Unit, isWanted: (object: Node) => boolean = () => true): Global[] {
  const layers: Global[] = [];
  for (const node of nodesOf(unit)) {
    if (node.type === T.CallExpression && node.callee.type === T.MemberExpression) {
      if (isWanted(node.callee.object)) layers.push(...layersOf(node, memberName(node.callee) ?? ""));
    }
    if (node.type === T.ObjectExpression && isGlobalProvider(node))
      layers.push(...providedBy(node).map((each) => ({ node: each, path: undefined })));
    if (node.type === T.Property && keyName(node) === "plugins" && servesResolvers(unit))
      layers.push({ node: node.value as Node, path: RESOLVERS });
  }
  return layers;
}

/** The path at which all resolvers of an application answer. */
const RESOLVERS = "graphql";
const REGISTERS_LAYER = /^(?:useGlobalGuards|useGlobalInterceptors|use|apply|register)$/;
const REGISTERS_ROUTE = /^(?:all|post|get|route)$/;

function layersOf({ arguments: args }: TSESTree.CallExpression, method: string): Global[] {
  const [first] = args;
  const path = first && staticText(first);
  const isOfResolvers = REGISTERS_ROUTE.test(method) && path !== undefined && /graphql|\bgql\b/i.test(path);
  if (!REGISTERS_LAYER.test(method) && !isOfResolvers) return [];
  return args
    .slice(path === undefined ? 0 : 1)
    .map((node) => ({ node, path: isOfResolvers ? RESOLVERS : path }));
}

function servesResolvers({ text }: Unit): boolean {
  return /graphql|apollo|envelop|mercurius/i.test(text);
}

/** `app.use`, `server.use`, `this.app.use`, `express().use`: not `router.use`, which is for its own routes. */
function isOnApplication(object: Node): boolean {
  const plain = unwrap(object);
  if (plain.type === T.Identifier) return applicationNames.test(plain.name);
  if (plain.type === T.MemberExpression) return applicationNames.test(memberName(plain) ?? "");
  if (plain.type !== T.CallExpression) return false;
  const { callee } = plain;
  return callee.type === T.MemberExpression
    ? isOnApplication(callee.object)
    : callee.type === T.Identifier && applicationNames.test(callee.name);
}

type ObjectNode = Extract<Node, { type: "ObjectExpression" }>;

function isGlobalProvider({ properties }: ObjectNode): boolean {
  return properties.some(
    (each) =>
      each.type === T.Property &&
      keyName(each) === "provide" &&
      each.value.type === T.Identifier &&
      /^APP_(?:GUARD|INTERCEPTOR)$/.test(each.value.name),
  );
}

function providedBy({ properties }: ObjectNode): Node[] {
  return properties.flatMap((each) =>
    each.type === T.Property && /^use(?:Class|Existing|Value|Factory)$/.test(keyName(each) ?? "")
      ? [each.value as Node]
      : [],
  );
}

/** What the files that run before all routes run: `middleware.ts`, `hooks.server.ts`. */
export function aroundFiles(analysis: Analysis, pattern: string, path: string): Node[] {
  const index = analysis.project?.getIndex();
  if (!index) return [];
  const { root } = index.facts;
  const expression = new RegExp(pattern);
  const files = [...index.records.keys()].filter((file) =>
    expression.test(file.slice(root.length + 1).replaceAll("\\", "/")),
  );
  return files.slice(0, MOST_FILES).flatMap((file) => {
    const unit = analysis.project?.getUnit(file);
    return unit && analysis.fileOf(unit) && mayMatch(unit, path) ? topFunctions(unit) : [];
  });
}

/** `export const config = { matcher: ["/dashboard/:path*"] }`: which paths the file is for. */
function mayMatch(unit: Unit, path: string): boolean {
  const text = /\bmatcher\s*:\s*(\[(?:"[^"]*"|'[^']*'|`[^`]*`|[^\]])*\]|"[^"]*"|'[^']*')/.exec(
    unit.text,
  )?.[1];
  const matchers =
    text === undefined ? [] : [...text.matchAll(/["'`](\/[^"'`]*)["'`]/g)].map(([, found = ""]) => found);
  if (matchers.length === 0) return true;
  // `(shop)/orders` is a folder's name for people
  const plain = path.replace(/\([^)/]*\)\//g, "");
  return matchers.some((matcher) => {
    const pattern = toPattern(matcher);
    return !pattern || pattern.test(`/${plain}`) || pattern.test(`/api/${plain}`);
  });
}

/** Next's way to write paths: `/api/:path*`, and `/((?!api|_next/static).*)` for all that does not start so. */
function toPattern(matcher: string): RegExp | undefined {
  const text = matcher
    .replaceAll("\\\\", "\\")
    .replace(/:\w+(?=\()/g, "")
    .replace(/\/:\w+\*/g, "(?:/.*)?")
    .replace(/\/:\w+\+/g, "/.+")
    .replace(/\/:\w+\?/g, "(?:/[^/]+)?")
    .replace(/:\w+/g, "[^/]+");
  try {
    return text.length > LONGEST_MATCHER ? undefined : new RegExp(`^${text}/?$`);
  } catch {
    return undefined;
  }
}

function topFunctions(unit: Unit): Node[] {
  return functionsIn(unit).filter((each) => isFunction(each));
}
