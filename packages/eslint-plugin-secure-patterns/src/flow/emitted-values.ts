import { calleeName, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import type { FunctionUse } from "./function-use.ts";
import { compose, type Origin, type Root } from "./origin.ts";
import { trace } from "./trace.ts";

const LISTENING = /^(?:on|once|addListener|prependListener|subscribe|listen)$/;
const HEARS = /^addEventListener$/;
const EMITTING = ["emit", "publish", "trigger", "dispatch"];

/**
 * `bus.on("saved", (post) => …)` gets what `bus.emit("saved", post)` sends, on the same bus, here or in a file near by. A bus is
 * what one call has made; of what comes over the wire nobody here has sent anything.
 */
export function fromEmitted(
  file: FileFlow,
  origin: Origin,
  { index }: Extract<Root, { type: "parameter" }>,
  use: Extract<FunctionUse, { type: "argument" }>,
): readonly Origin[] {
  const [name] = use.call.arguments;
  const event = name && staticText(name);
  if (event === undefined || use.index !== 1) return [];
  if (busOf(use.call, HEARS)) return index === 0 ? fromDispatched(file, origin, event) : [];
  const bus = busOf(use.call, LISTENING);
  if (!bus) return [];
  const made = makersOf(file, bus);
  if (made.size === 0) return [];
  return EMITTING.flatMap((method) =>
    filesWith(file, made, method).flatMap((home) =>
      home.callsNamed(method).flatMap((call) => {
        const [sent] = call.arguments;
        const value = call.arguments[index + 1];
        const from = busOf(call, undefined);
        if (!sent || !value || !from || staticText(sent) !== event) return [];
        if (![...makersOf(home, from)].some((maker) => made.has(maker))) return [];
        return trace(fileOf(value) ?? home, value, origin.path).map((inner) => compose(origin, inner, call));
      }),
    ),
  );
}

/** `target.dispatchEvent(new CustomEvent("saved", { detail: post }))`, here or near by: such names are the program's own. */
function fromDispatched(file: FileFlow, origin: Origin, event: string): readonly Origin[] {
  if (origin.path[0] !== "detail") return [];
  const near = file.modules?.filesCalling(file, "dispatchEvent") ?? [];
  return [...new Set([file, ...near])].flatMap((home) =>
    home.everyCallOf("dispatchEvent").flatMap((call) => {
      const made = call.arguments[0] && unwrap(call.arguments[0]);
      if (made?.type !== T.NewExpression || !/CustomEvent$/.test(calleeName(made) ?? "")) return [];
      const [sent, options] = made.arguments;
      if (!sent || !options || staticText(sent) !== event) return [];
      return trace(home, options, origin.path).map((inner) => compose(origin, inner, call));
    }),
  );
}

/** Who sends imports the bus, and need not know the file that listens. */
function filesWith(file: FileFlow, made: ReadonlySet<Node>, method: string): readonly FileFlow[] {
  const homes = [...made].flatMap((maker) => fileOf(maker) ?? []);
  return [
    ...new Set([file, ...homes, ...homes.flatMap((home) => home.modules?.filesCalling(home, method) ?? [])]),
  ];
}

function busOf({ callee }: CallNode, methods: RegExp | undefined): Node | undefined {
  const plain = unwrap(callee);
  if (plain.type !== T.MemberExpression) return undefined;
  return methods?.test(memberName(plain) ?? "") === false ? undefined : plain.object;
}

function makersOf(file: FileFlow, bus: Node): ReadonlySet<Node> {
  const made = trace(file, bus).filter(
    ({ root, node }) => root.type === "import" && /^(?:New|Call)Expression$/.test(node.type),
  );
  return new Set(made.map(({ node }) => node));
}
