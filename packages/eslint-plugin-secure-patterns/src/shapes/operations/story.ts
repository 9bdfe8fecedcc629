import {
  T,
  calleeName,
  isCall,
  keyName,
  memberName,
  outermost,
  staticText,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { functionName } from "../secret-name.ts";
import type { Event } from "./events.ts";
import { labelOf, isTokenRecord as isToken, passedText, recordKey, type Setting } from "./one-time.ts";
import { variablesOf } from "./outcome.ts";
import type { Scope } from "./scope.ts";

export interface Story {
  readonly file: FileFlow;
  readonly scope: Scope;
  readonly setting: Setting;
  readonly events: readonly Event[];
  /** Tables that are those of tokens by how they are used, though not by their names. */
  readonly tokenTables: ReadonlySet<string>;
}

/** Columns that a token is looked up by. */
export const LOOK_UP: RegExp =
  /^(?:hashed_?)?(?:(?:otp|verif\w*|confirm\w*|reset|magic|login)_?)?(?:token|code|otp|(?:token|code|otp)_?hash|hashed_?token)$/i;
/** Rows that have a token and live on. */
const OWNERS =
  /(?:user|account|member|customer|client|organi[sz]ation|org|team|workspace|project|document|file|link|share|device|subscri\w*|domain|job|task|order|payment|upload|embed|room|game|event|booking|reservation|invoice|product)s?$/;

/** Names of handlers that do not tell what they are for. */
const GENERAL =
  /^(?:GET|POST|PUT|PATCH|DELETE|default|handler|action|loader|execute|handle|run|main|mutate|onSubmit|authorize|load|resolve|exec|process|async)$/i;

export function settingOf(file: FileFlow, scope: Scope): Setting {
  const folder = file.unit.filename.split(/[\\/]/).slice(-3).join("/");
  const own = functionName(scope) ?? "";
  const route = routeOf(scope);
  const isGeneral = own === "" || GENERAL.test(own);
  const said = GENERAL.test(route) ? "" : route;
  const name = isGeneral ? said || folder.replace(/\.[a-z]+$/, "") : own;
  return { name, words: `${name} ${route} ${folder} ${parameterNames(scope)} ${own}` };
}

function parameterNames(scope: Scope): string {
  return scope.params.map((parameter) => (parameter.type === T.Identifier ? parameter.name : "")).join(" ");
}

/** `router.post("/reset/:token", async (req, res) => …)`, `acceptInvite: procedure.mutation(async () => …)` */
function routeOf(scope: Scope): string {
  let node: Node = outermost(scope);
  for (let depth = 0; depth < 4 && node.parent; depth++) {
    const { parent } = node;
    if (isCall(parent)) {
      const [first] = parent.arguments;
      const text = first && staticText(first);
      if (text !== undefined) return text;
      node = outermost(parent);
      while (node.parent?.type === T.MemberExpression) node = node.parent;
    } else if (parent.type === T.Property || parent.type === T.PropertyDefinition)
      return keyName(parent) ?? "";
    else if (parent.type === T.VariableDeclarator)
      return parent.id.type === T.Identifier ? parent.id.name : "";
    else return "";
  }
  return "";
}

/** Whether an event works on a one-time token, with what was passed to the helper that does it. */
export function isTokenEvent(
  event: Event,
  { setting, tokenTables }: Pick<Story, "setting" | "tokenTables">,
): boolean {
  const { operation } = event;
  return (
    operation !== undefined && (isNamedToken(event, setting) || tokenTables.has(recordKey(operation.table)))
  );
}

/** Whether names alone tell that an event works on a one-time token. */
export function isNamedToken({ operation, helper, at }: Event, setting: Setting): boolean {
  return operation !== undefined && isToken(operation, setting, helper === undefined ? "" : passedText(at));
}

/**
 * Tables whose rows are looked up by a token and then ended, whatever they are called: `userKeys` by `{ token }`. A token that
 * outlives its use is not ended by the function that reads it, but for rows of sessions and the like, which their names tell.
 */
export function tokenTablesOf(
  file: FileFlow,
  events: readonly Event[],
  setting: Setting,
): ReadonlySet<string> {
  if (names.never.test(setting.words)) return new Set();
  const brought = columnsOfTokens({ events, setting });
  return new Set(
    events.flatMap(({ at, operation }) => {
      if (operation?.does !== "read" || operation.isKey || operation.isGuess) return [];
      const isLookedUp = [...operation.columns].some((column) => LOOK_UP.test(column) || brought.has(column));
      const isElse =
        names.never.test(operation.table) ||
        names.never.test(labelOf(operation)) ||
        OWNERS.test(recordKey(operation.table));
      return !isElse && (isLookedUp || isCompared(file, at)) ? [recordKey(operation.table)] : [];
    }),
  );
}

/** `if (found.code !== code)`, `await compare(code, found.hashedCode)` */
function isCompared(file: FileFlow, read: Node): boolean {
  for (const variable of variablesOf(file, read))
    for (const { identifier } of variable.references) {
      const member = (identifier as Node).parent;
      if (member?.type !== T.MemberExpression || member.object !== (identifier as Node)) continue;
      if (!LOOK_UP.test(memberName(member) ?? "")) continue;
      const { parent } = outermost(member);
      // `error.code === "P2002"`: nobody's token is written into the program
      if (parent?.type === T.BinaryExpression && /^[!=]==?$/.test(parent.operator))
        return staticText(parent.left) === undefined && staticText(parent.right) === undefined;
      if (isCall(parent) && /compare|equal|verify|match/i.test(calleeName(parent) ?? "")) return true;
    }
  return false;
}

/** A name of what a request brings: `{ where: { key: token } }`. */
const BROUGHT = /^(?:token|code|otp|\w+(?:Token|Code))$/;

/** Columns that a record is found by with a token, whatever the columns are called. */
export function columnsOfTokens({ events, setting }: Pick<Story, "events" | "setting">): ReadonlySet<string> {
  const found = new Set<string>();
  if (!names.purpose.test(setting.words) || names.never.test(setting.name)) return found;
  for (const { operation } of events) {
    if (operation?.does !== "read" || operation.isGuess || operation.isKey) continue;
    for (const filter of operation.filters)
      if (filter.type === T.ObjectExpression)
        for (const property of filter.properties)
          if (property.type === T.Property && isBrought(property.value)) found.add(keyName(property) ?? "");
  }
  return found;
}

function isBrought(given: Node): boolean {
  const node = unwrap(given);
  const name =
    node.type === T.Identifier ? node.name : node.type === T.MemberExpression ? (memberName(node) ?? "") : "";
  return BROUGHT.test(name) && !names.never.test(name);
}

export function splitWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
