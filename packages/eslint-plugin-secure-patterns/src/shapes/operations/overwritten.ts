import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { isAnsweredWith } from "./answered-token.ts";
import { valueOf } from "./columns.ts";
import { mentionsAny, type Event } from "./events.ts";
import { isKeptEntry } from "./kept-entry.ts";
import { compares, isLookedUpBy } from "./looks-at.ts";
import { nodeText } from "./node-text.ts";
import { isClearing, tokenColumns } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { variablesOf } from "./outcome.ts";
import { nodesIn, precedes } from "./scope.ts";
import { isNamedToken, type Story } from "./story.ts";
import { writtenColumns } from "./written-columns.ts";

/** Parts of a key that are the token's own, and parts that are the user's. */
const OWN_PART =
  /\$\{[^}]*(?:token|code|hash|otp|uuid|nonce|state|key(?!_PREFIX)|(?:invit\w*|reset\w*|verification\w*)\??\._?id)[^}]*\}|\+\s*\w*(?:token|code|hash|otp)/i;
const USERS_PART = /mail|phone|user|mobile|uid|\bid\b|account|member|login/i;

/** The column of a table of tokens that holds the token. */
const PLAIN = /^(?:hashed_?)?(?:token|code|hash|token_?hash)$/i;

/** `user.resetToken = token; user.save()`, `update({ id }, { resetToken: token })` */
export function isOverwrittenColumn(story: Story, event: Event, operation: Operation): boolean {
  if (!/^(?:update|save)$/.test(operation.does) || isKeptEntry(story, operation)) return false;
  if (tokenColumns(operation.columns, story.setting).length > 0 || isNewRecord(story, event, operation))
    return false;
  const sets = writtenColumns(operation);
  const isOwn = isNamedToken(event, story.setting);
  const isPlain = isOwn || names.issuing.test(story.setting.name) || isSent(story);
  const columns = [...sets.keys()];
  const tokens = tokenColumns(columns, story.setting);
  return [...tokens, ...(isOwn ? columns.filter((column) => PLAIN.test(column)) : [])].some(
    (column) =>
      (isPlain || names.purpose.test(column)) &&
      !/secret$/i.test(column) &&
      !names.kept.test(column) &&
      // applied to an order, and mailed to nobody
      !names.goods.test(column) &&
      // who compares it, or looks for it, consumes it
      !compares(story, column) &&
      !isLookedUpBy(story, column, event.at) &&
      isIssued(story, sets.get(column)) &&
      !isAnswered(story, sets.get(column)) &&
      !isAskedForAnew(sets.get(column)) &&
      !isKeptWhileValid(story, event.at, column),
  );
}

/** `await sendPasswordResetEmail(email, token)` */
function isSent({ events }: Story): boolean {
  return events.some(
    ({ name }) =>
      name !== undefined &&
      /^(?:re)?send/i.test(name) &&
      names.issuing.test(name) &&
      names.purpose.test(name),
  );
}

/** `const user = new User(…); user.token = …; user.save()`: there was no token before. */
function isNewRecord(story: Story, { at }: Event, { file, record, filters }: Operation): boolean {
  if (isOfInserted(story, at)) return true;
  const saved = record ?? filters[0];
  const plain = saved && unwrap(saved);
  if (plain?.type === T.ObjectExpression) return isMadeHere(file, plain);
  if (plain?.type === T.MemberExpression && file === story.file) return isMadeBefore(story, plain, at);
  return plain?.type === T.Identifier && isMaker(valueBehind(file, plain));
}

/** `const { data: otp } = await db.from("otps").insert(…); await db.from("otps").update(…).eq("id", otp.id)` */
function isOfInserted({ file, events }: Story, at: Node): boolean {
  return events.some(
    ({ operation, ...event }) =>
      operation?.does === "insert" && event.at !== at && mentionsAny(file, at, variablesOf(file, event.at)),
  );
}

/** `const user = await db.user.create(…); await db.user.update({ where: { id: user.id }, … })` */
function isMadeHere(file: FileFlow, filter: Node & { type: typeof T.ObjectExpression }): boolean {
  return filter.properties.some((property) => {
    const value = property.type === T.Property ? unwrap(property.value) : undefined;
    return value?.type === T.MemberExpression && isMaker(valueBehind(file, value.object));
  });
}

function isMaker(node: Node | undefined): boolean {
  const plain = node?.type === T.AwaitExpression ? unwrap(node.argument) : node;
  return (
    plain?.type === T.NewExpression ||
    (isCall(plain) && /^(?:create|build|make|new|fork)/.test(calleeName(plain) ?? ""))
  );
}

/** `data.user = await createUser(data.user); … save(data.user)` */
function isMadeBefore({ file, scope }: Story, record: Node, at: Node): boolean {
  const text = nodeText(file, record);
  for (const node of nodesIn(file, scope))
    if (
      node.type === T.AssignmentExpression &&
      isMaker(unwrap(node.right)) &&
      nodeText(file, node.left) === text &&
      precedes(file, scope, node, at)
    )
      return true;
  return false;
}

/** What a variable is given where it is declared. */
export function valueBehind(file: FileFlow, node: Node): Node | undefined {
  const declared = file.bindings.variableOf(node)?.defs[0]?.node as Node | undefined;
  const init = declared?.type === T.VariableDeclarator ? declared.init : undefined;
  return init ? unwrap(init) : undefined;
}

/** A new value that this function makes, rather than `null` or, perhaps, what was there before. */
function isIssued(story: Story, value: Node | string | undefined): boolean {
  const { file, scope, setting } = story;
  if (value === undefined || isClearing(value)) return false;
  if (typeof value === "string") return /^[$?:@]/.test(value);
  const plain = unwrap(value);
  // what a helper writes by itself is reported in the helper
  if (plain.type === T.Literal || fileOf(plain) !== file || !isWithin(scope, plain)) return false;
  // `updateResetToken(id, token)`: whoever hands it in made it, and is told
  if (isParameter(file, plain) && !names.issuing.test(setting.name)) return false;
  if (isBrought(story, plain)) return false;
  const init = (plain.type === T.Identifier && valueBehind(file, plain)) || plain;
  return init.type !== T.ConditionalExpression && init.type !== T.LogicalExpression;
}

/** `const code = req.params.code; if (!(await isUnused(code))) …`: what was brought, and looked for, was issued before. */
function isBrought({ file, events }: Story, value: Node): boolean {
  const variable = value.type === T.Identifier ? file.bindings.variableOf(value) : undefined;
  const init = variable && valueBehind(file, value);
  if (!variable || init?.type !== T.MemberExpression) return false;
  const held = new Set([variable]);
  return events.some(({ at, operation }) => operation?.does === "read" && mentionsAny(file, at, held));
}

function isAnswered(story: Story, value: Node | string | undefined): boolean {
  return value !== undefined && typeof value !== "string" && isAnsweredWith(story, value);
}

/** `if (body.regenerateInviteCode) changes.inviteCode = makeCode()`: whoever asks wants the old one gone. */
function isAskedForAnew(value: Node | string | undefined): boolean {
  if (value === undefined || typeof value === "string") return false;
  for (let node: Node | undefined = value.parent; node && !isFunction(node); node = node.parent)
    if (
      node.type === T.IfStatement &&
      /regenerate|rotate/i.test(nodeText(fileOf(node) as FileFlow, node.test))
    )
      return true;
  return false;
}

function isWithin({ range }: Node, { range: inner }: Node): boolean {
  return range[0] <= inner[0] && inner[1] <= range[1];
}

/** Whether the key of a helper's operation was handed to it here: `cache.set(`otp:${email}`, code)`. */
export function isHandedKey({ file, scope }: Story, { file: own, filters: [key] }: Operation): boolean {
  return key !== undefined && own === file && isWithin(scope, key);
}

/** Also `user.resetToken` of a `user` that was handed in. */
function isParameter(file: FileFlow, node: Node): boolean {
  let root = node;
  while (root.type === T.MemberExpression) root = unwrap(root.object);
  const definition = root.type === T.Identifier ? file.bindings.variableOf(root)?.defs[0] : undefined;
  return definition?.type === "Parameter";
}

/** `if (!hasValidCode) { user.code = …` */
function isKeptWhileValid({ file, scope }: Story, node: Node, column: string): boolean {
  for (let current = node.parent; current && current !== scope; current = current.parent) {
    if (current.type !== T.IfStatement) continue;
    const test = nodeText(file, current.test);
    if (test.includes(column) || /![\w.]*(?:valid|pending|active|existing)|expir/i.test(test)) return true;
  }
  return false;
}

/** `` set(`otp:${email}`, code) ``: the key is the user's, not the token's. */
export function isOverwrittenKey(operation: Operation, helper?: string): boolean {
  const { isKey, does, table, file, node, written } = operation;
  return (
    isKey &&
    !isOnlyIfNew(file, node) &&
    // `put(key, "1")` keeps a mark, and no code
    !written.some((value) => value.type === T.Literal) &&
    does === "upsert" &&
    (names.purpose.test(table) ||
      isKeptByHelper(operation, helper) ||
      (ENTRY.test(table) && written.some(isCode))) &&
    !names.never.test(table) &&
    (isKeptByHelper(operation, helper) ||
      (isMadeForUser(operation) ??
        (/\$\{|\+/.test(table) && !OWN_PART.test(table) && USERS_PART.test(table))))
  );
}

/** `saveHashedOtp(email, otp)`, which keeps it under the address alone, in a store of its own. */
function isKeptByHelper({ filters: [key] }: Operation, helper: string | undefined): boolean {
  const plain = key && unwrap(key);
  const name =
    plain?.type === T.Identifier ? plain.name : plain?.type === T.MemberExpression ? memberName(plain) : "";
  return helper !== undefined && names.purpose.test(helper) && USERS_PART.test(name ?? "");
}

/** `keyOf(Keys.ResetCode, String(userId))` of a helper that puts keys together: what it is handed tells whose they are. */
function isMadeForUser({ file, filters: [key] }: Operation): boolean | undefined {
  const made = key && (valueOf(file, key) ?? unwrap(key));
  if (!isCall(made)) return undefined;
  const parts = made.arguments.filter((part) => !isConstant(part)).map((part) => nodeText(file, part));
  return (
    parts.some((part) => USERS_PART.test(part)) &&
    !parts.some((part) => /(?:token|code|hash|otp|uuid|nonce|state)\W*$/i.test(part))
  );
}

/** `Keys.ResetCode`, `"reset"` */
function isConstant(node: Node): boolean {
  return (
    staticText(node) !== undefined ||
    (node.type === T.MemberExpression && /^[A-Z]/.test(memberName(node) ?? ""))
  );
}

/** `` `signup:${email}` `` of a code that was sent. */
const ENTRY = /sign_?up|regist(?:er|ration)|log_?in|phone/i;

function isCode(node: Node): boolean {
  const plain = unwrap(node);
  return plain.type === T.Identifier && /^(?:\w*_)?(?:code|pin)$|[a-z]Code$/.test(plain.name);
}

/** `set(key, code, { NX: true })`, `set(key, code, "EX", 600, "NX")`: what is there stays. */
function isOnlyIfNew(file: FileFlow, node: Node): boolean {
  const options = isCall(node) ? node.arguments.slice(2) : [];
  return options.some((option) => /\bnx\b/i.test(nodeText(file, option)));
}
