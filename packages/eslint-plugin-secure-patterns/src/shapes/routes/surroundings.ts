import { isFunction, keyName, memberName, staticText, T, type Node } from "../../ast/nodes.ts";
import { functionsIn } from "../../flow/file-flow.ts";
import type { Unit } from "../../flow/unit.ts";
import { cutsSoFar, dropWithFile } from "../../flow/whole-answers.ts";
import type { Analysis } from "../analysis.ts";
import type { RouteChain } from "./route.ts";
import { nodesOf } from "../../flow/nodes.ts";

/** Where applications of decorated controllers put what runs before all of them. */
const SET_UP =
  /(?:^|[/\\])(?:main|app|server|bootstrap|index|setup|create-?app|[\w.-]+[.-]module|configure[\w-]*)\.[cm]?[jt]s$/i;
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
  const files = [...index.records.keys()].filter(
    (file) => SET_UP.test(file) && !/[.-](?:spec|test)\./.test(file),
  );
  const units = files.slice(0, MOST_FILES).map((file) => analysis.project?.getUnit(file));
  const found = units.flatMap((unit) => (unit && analysis.fileOf(unit) ? globalLayers(unit) : []));
  const answer = {
    found,
    version: index.version,
    isComplete: !index.isPartial && files.length <= MOST_FILES,
  };
  globals.set(index, answer);
  if (cutsSoFar() > before) dropWithFile(() => globals.delete(index));
  return answer;
}

/** `{ provide: APP_GUARD, useClass: X }`, `app.useGlobalGuards(x)`, `app.use(x)`, `consumer.apply(x)`, `app.register(x)`. */
function globalLayers(unit: Unit): Global[] {
  const layers: Global[] = [];
  for (const node of nodesOf(unit)) {
    if (node.type === T.CallExpression && node.callee.type === T.MemberExpression) {
      const [first] = node.arguments;
      const path = first && staticText(first);
      if (
        /^(?:useGlobalGuards|useGlobalInterceptors|use|apply|register)$/.test(memberName(node.callee) ?? "")
      )
        layers.push(
          ...node.arguments.slice(path === undefined ? 0 : 1).map((argument) => ({ node: argument, path })),
        );
    }
    if (node.type === T.ObjectExpression && isGlobalProvider(node))
      layers.push(...providedBy(node).map((each) => ({ node: each, path: undefined })));
  }
  return layers;
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
