import { T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
import { urlPart } from "./builtins.ts";
import type { FileFlow } from "./file-flow.ts";
import type { Fact } from "./facts.ts";
import { HOLE, withFacts, withStep, withText, type Origin } from "./origin.ts";
import { flat, trace } from "./trace.ts";

const WHOLE: ReadonlySet<string> = new Set(["href", "toString", "toJSON"]);
const MEASURES: ReadonlySet<string> = new Set(["port", "protocol"]);
/** The text that stands before a part, when the part is read on its own. */
const LEADS: Readonly<Record<string, string>> = { search: "?", hash: "#" };

/** What `url.format` puts in front of the parts of an address. */
const FORMATTED: Readonly<Record<string, string>> = {
  host: "https://",
  hostname: "https://",
  pathname: "",
  search: "?",
  hash: "#",
};

/** `new URL(input, base)`, `URL.parse(input)`, `url.parse(input)`, and what is read from the result. */
export function traceUrl(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [input, base] = node.arguments;
  if (!input) return [];
  const [asked] = path;
  if (asked !== undefined && MEASURES.has(asked)) return [];
  const inputs = flat(trace(file, input));
  const origins =
    asked === undefined || WHOLE.has(asked)
      ? // whatever was handed in, an address is made of its text
        inputs.map((origin) => withFacts({ ...origin, text: true }, isBehindScheme(origin) ? [ADDRESS] : []))
      : inputs.flatMap((origin) => partOf(origin, asked, path));
  return [...origins, ...baseOrigins(file, inputs, base, asked)].map((origin) => withStep(origin, node));
}

const ADDRESS: Fact = { is: "address" };

/** What an address begins with may be a scheme under which nothing is encoded: `x:<img>`. */
function isBehindScheme({ before, root }: Origin): boolean {
  return root.type !== "literal" && /^(?:https?:)?[/?#]/.test(before);
}

/** `url.format({ pathname })`: the text that the parts give; an object that was parsed is written out again. */
export function traceFormat(file: FileFlow, node: CallNode): readonly Origin[] {
  const [input] = node.arguments;
  if (!input) return [];
  const whole = flat(trace(file, input)).filter(({ root }) => root.type !== "literal");
  // behind a host the path cannot name another one
  const isOnHost = ["host", "hostname"].some((name) => trace(file, input, [name]).length > 0);
  const parts = Object.entries(FORMATTED).flatMap(([name, before]) =>
    flat(trace(file, input, [name]))
      .filter(({ root }) => root.type !== "literal")
      .map((origin) => withText(origin, name === "pathname" && isOnHost ? `https://${HOLE}/` : before)),
  );
  const isObject = unwrap(input).type === T.ObjectExpression;
  return (isObject ? parts : [...whole, ...parts]).map((origin) => withStep(origin, node));
}

/** `new URLSearchParams(input)`: reading a parameter, or the whole as text. */
export function traceSearchParams(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] {
  const [input] = node.arguments;
  if (!input) return [];
  if (path.length === 0 || path[0] === "toString") {
    return trace(file, input).map((origin) => withText({ ...origin, within: [] }, "q="));
  }
  const isText = input.type !== T.ObjectExpression;
  const values = trace(file, input, isText ? [] : ["*"]);
  if (!isText) return values;
  return values.map((origin) => ({
    ...origin,
    within: [],
    path: origin.text ? origin.path : [...origin.path, urlPart("searchParams")],
    before: "",
  }));
}

/** A part of a URL that was built around the value: behind the host's end it cannot be the host. */
function partOf(origin: Origin, asked: string, path: AccessPath): readonly Origin[] {
  const isHost = /^(?:host|hostname|origin|username|password)$/.test(asked);
  if (isHost && origin.before !== "") return [];
  const isQuery = asked === "searchParams" || asked === "query";
  const rest = isQuery ? path.slice(1) : [];
  // `new URL(origin + req.originalUrl).searchParams`: the mark comes out of the value itself
  const isPartOfIt = origin.before === "" || (isQuery && !/[?#]/.test(origin.before));
  return [
    {
      ...origin,
      path: isPartOfIt ? [...origin.path, urlPart(asked), ...rest] : origin.path,
      before: LEADS[asked] ?? "",
      text: !isQuery,
    },
  ];
}

/** The base decides the host unless the input is a URL of its own. */
function baseOrigins(
  file: FileFlow,
  inputs: readonly Origin[],
  base: Node | undefined,
  asked: string | undefined,
): readonly Origin[] {
  if (!base) return [];
  const isAbsolute =
    inputs.length > 0 &&
    inputs.every(({ root }) => root.type === "literal" && /^[a-z]+:/i.test(root.text ?? ""));
  const concernsHost = asked === undefined || WHOLE.has(asked) || /^(?:host|hostname|origin)$/.test(asked);
  if (isAbsolute || !concernsHost) return [];
  return flat(trace(file, base)).map((origin) =>
    origin.before === "" && !origin.text
      ? { ...origin, path: [...origin.path, urlPart("origin")], text: true }
      : origin,
  );
}
