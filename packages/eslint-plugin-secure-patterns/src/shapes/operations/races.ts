import {
  calleeName,
  isCall,
  keyName,
  memberName,
  outermost,
  staticText,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { childrenOf, fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { functionName } from "../secret-name.ts";
import { eventsOf, mentionsAny, type Event } from "./events.ts";
import {
  isClearing,
  isTokenColumn,
  isTokenRecord as isToken,
  passedText,
  recordKey,
  tokenColumns,
  type Setting,
} from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { outcomeOf, variablesOf, type Outcome } from "./outcome.ts";
import { precedes, type Scope } from "./scope.ts";

/** A token that two requests can spend at once. */
export interface Race {
  /** `"ignored"`: nobody looks whether the write found something; `"late"`: the effect came first; `"unconditional"`: the write succeeds for everyone. */
  readonly is: "ignored" | "late" | "unconditional" | "saved" | "never";
  readonly read: Event;
  readonly write: Event | undefined;
  /** What happens twice: an event, the write itself, or the scope's answer. */
  readonly effect: Node | undefined;
  /** Everything that happens twice. */
  readonly effects: readonly Node[];
  readonly effectName: string;
  readonly grade: "value" | "flag";
  readonly counter: string | undefined;
  /** Columns that the write sets to end the token. */
  readonly clears: readonly string[];
}

interface Story {
  readonly file: FileFlow;
  readonly scope: Scope;
  readonly setting: Setting;
  readonly events: readonly Event[];
}

interface Spend {
  readonly event: Event;
  readonly operation: Operation;
  readonly clears: readonly string[];
  readonly counter: string | undefined;
  /** Other columns that the same write changes. */
  readonly applies: readonly string[];
}

/** Words that must occur somewhere in a file for it to deal with one-time tokens. */
export function mayHandleTokens(text: string): boolean {
  return names.purpose.test(text) && /token|code|otp|invit|coupon|voucher|verif|reset|link|uses/i.test(text);
}

/** The races in one scope: a read, an effect, and a write that does not tell who came first. */
export function racesIn(file: FileFlow, scope: Scope): readonly Race[] {
  if (!mayHandleTokens(file.unit.text)) return [];
  const setting = settingOf(file, scope);
  if (names.notConsuming.test(splitWords(setting.name))) return [];
  const story: Story = { file, scope, setting, events: eventsOf(file, scope) };
  const reads = story.events.filter(({ operation }) => operation && isRead(operation));
  const spends = story.events.flatMap((event) => spendOf(story, event));
  const races: Race[] = [];
  const settled = new Set<string>();
  for (const spend of spends) {
    const read = readBefore(story, reads, spend);
    const key = recordKey(spend.operation.table);
    if (settled.has(key)) continue;
    const race = judge(story, spend, read, settled);
    if (race) {
      settled.add(key);
      races.push(race);
    }
  }
  return races.length > 0 || spends.length > 0 ? races : neverSpent(story, reads);
}

/** Whether an event works on a one-time token, with what was passed to the helper that does it. */
function isTokenEvent(event: Event, setting: Setting): boolean {
  const { operation, helper, at } = event;
  return operation !== undefined && isToken(operation, setting, helper === undefined ? "" : passedText(at));
}

/** A write that kills the unused tokens of somebody who is about to get another one. */
export interface Rotation {
  readonly kill: Event;
  readonly issue: Event;
}

/** Deletes or upserts of one-time tokens, not by the token itself, with the insert that follows on the same record. */
export function rotationsIn(file: FileFlow, scope: Scope): readonly Rotation[] {
  if (!mayHandleTokens(file.unit.text)) return [];
  const setting = settingOf(file, scope);
  const own = eventsOf(file, scope).filter(
    (event) =>
      event.operation && !event.operation.isKey && !event.operation.isGuess && isTokenEvent(event, setting),
  );
  return own.flatMap((kill): Rotation[] => {
    const { does, table, columns } = kill.operation as Operation;
    if (does === "upsert") return [{ kill, issue: kill }];
    if (does !== "delete" || kill.helper !== undefined || isCleanUp(file, scope, kill.at)) return [];
    if ([...columns].some((column) => /token|code|hash|otp|expir/i.test(column))) return [];
    const issue = own.find(
      (event) =>
        event.operation?.does === "insert" &&
        recordKey(event.operation.table) === recordKey(table) &&
        precedes(file, scope, kill.at, event.at),
    );
    return issue ? [{ kill, issue }] : [];
  });
}

function isRead(operation: Operation): boolean {
  return operation.does === "read";
}

/** Whether an event ends a token: deletes it, marks it used, clears its column, counts it up. */
function spendOf(story: Story, event: Event): Spend[] {
  const { operation } = event;
  if (!operation || operation.does === "read" || operation.does === "insert") return [];
  const { file, scope, setting } = story;
  if (isCleanUp(file, scope, event.at)) return [];
  const own = isTokenEvent(event, setting);
  const sets = setsOf(story, event, operation);
  const columns = [...sets.keys()];
  const spend = (clears: readonly string[], counter?: string): Spend[] => [
    {
      event,
      operation,
      clears,
      counter,
      applies: columns.filter((column) => !clears.includes(column) && !isBookkeeping(column, setting)),
    },
  ];
  if (operation.does === "delete") return own || isLinkedToken(story, event, operation) ? spend([]) : [];
  const counter = columns.find((column) => names.counter.test(column));
  if (counter && /coupon|voucher|promo|invit|code|redeem|link|gift|discount|token/i.test(operation.table))
    return spend([counter], counter);
  const cleared = tokenColumns(columns, setting).filter((column) => isClearing(sets.get(column)));
  if (cleared.length > 0) return spend(cleared);
  if (!own && !isLinkedToken(story, event, operation)) return [];
  const used = columns.filter((column) => names.used.test(column) && endsNow(column, sets.get(column)));
  return used.length > 0 ? spend(used) : [];
}

/** An expiry that is moved to the future keeps the token alive; `status: "pending"` too. */
function endsNow(column: string, value: Node | string | undefined): boolean {
  const text = typeof value === "string" ? value : value ? textAt(value) : "";
  if (/expir/i.test(column))
    return /^(?:new Date\((?:0|Date\.now\(\))?\)|Date\.now\(\)|null|now\(\)|0|\w*[nN]ow\w*)$/.test(text);
  return !/pending|^["']?(?:new|sent|open)["']?$/i.test(text);
}

function textAt(node: Node): string {
  const file = fileOf(node);
  return file ? file.unit.text.slice(node.range[0], node.range[1]) : "";
}

/** `token.remove()`, `repo.remove(token)`: a record that was read as a token. */
function isLinkedToken(story: Story, event: Event, operation: Operation): boolean {
  if (!operation.record && operation.does !== "delete" && operation.does !== "save") return false;
  const subject = operation.record ?? (operation.filters[0] && unwrap(operation.filters[0]));
  if (!subject || subject.type !== T.Identifier || event.helper !== undefined) return false;
  return story.events.some(
    (read) =>
      read.operation?.does === "read" &&
      isTokenEvent(read, story.setting) &&
      variablesOf(story.file, read.at).has(story.file.bindings.variableOf(subject) as never),
  );
}

/** What a write changes; for `user.save()` what was assigned to `user` before. */
function setsOf(
  story: Story,
  event: Event,
  operation: Operation,
): ReadonlyMap<string, Node | string | undefined> {
  const { file } = operation;
  const saved = operation.record ?? (operation.does === "save" ? operation.filters[0] : undefined);
  if (operation.does !== "save" || !saved) return operation.sets;
  const sets = new Map(operation.sets);
  const record = unwrap(saved);
  const variable = record.type === T.Identifier ? file.bindings.variableOf(record) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const member = (identifier as Node).parent;
    if (member?.type !== T.MemberExpression || member.object !== identifier) continue;
    const { parent } = member;
    const name = memberName(member);
    if (name === undefined) continue;
    if (parent.type === T.AssignmentExpression && parent.left === member) sets.set(name, parent.right);
    if (parent.type === T.UnaryExpression && parent.operator === "delete") sets.set(name, "null");
    if (parent.type === T.UpdateExpression) sets.set(name, parent.argument);
    if (isCall(parent) && parent.callee === member && name === "set") addSetCall(parent.arguments, sets);
  }
  return sets;
}

function addSetCall(args: readonly Node[], sets: Map<string, Node | string | undefined>): void {
  const [first, second] = args;
  const name = first && staticText(first);
  if (name !== undefined) sets.set(name, second);
  if (first?.type === T.ObjectExpression)
    for (const property of first.properties)
      if (property.type === T.Property) sets.set(keyName(property) ?? "", property.value);
}

function isBookkeeping(column: string, setting: Setting): boolean {
  return (
    /expir|_?at$|updated|date|attempts|_by$|By$|Id$|_id$|^ip|agent/i.test(column) ||
    isTokenColumn(column, setting) ||
    names.used.test(column)
  );
}

/** The read that a write follows: of the same record, or whose answer the write speaks of. */
function readBefore(story: Story, reads: readonly Event[], spend: Spend): Event | undefined {
  const { file, scope } = story;
  const candidates = reads.filter(
    (read) =>
      read.at !== spend.event.at &&
      precedes(file, scope, read.at, spend.event.at) &&
      concerns(story, read, spend),
  );
  return candidates.at(-1);
}

function concerns(story: Story, read: Event, spend: Spend): boolean {
  const operation = read.operation as Operation;
  const { file, setting } = story;
  const variables = variablesOf(file, read.at);
  const linked =
    mentionsAny(file, spend.event.at, variables) ||
    (spend.operation.record !== undefined &&
      mentionsAny(spend.operation.file, spend.operation.record, variables));
  const same =
    recordKey(operation.table) === recordKey(spend.operation.table) ||
    ((operation.isGuess || spend.operation.isGuess) && sharesPurpose(operation.table, spend.operation.table));
  const isTokenRead = isTokenEvent(read, setting);
  if (isTokenEvent(spend.event, setting)) return (isTokenRead || operation.isGuess) && (same || linked);
  if (!same && !linked) return false;
  if (spend.counter) return same || linked;
  if (isTokenRead) return true;
  return tokenColumns(operation.columns, setting).length > 0 || looksAt(story, spend.clears);
}

function sharesPurpose(a: string, b: string): boolean {
  const [word] = names.purpose.exec(a) ?? [];
  return word !== undefined && b.toLowerCase().includes(word.toLowerCase());
}

/** Whether the scope compares one of these columns: `user.otp !== otp`. */
function looksAt({ file, scope }: Story, columns: readonly string[]): boolean {
  const pending: Node[] = [scope.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.MemberExpression && columns.includes(memberName(node) ?? "")) {
      const { parent } = node;
      const isWritten = parent.type === T.AssignmentExpression && parent.left === node;
      if (!isWritten && !(parent.type === T.UnaryExpression && parent.operator === "delete")) return true;
    }
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return false;
}

function judge(story: Story, spend: Spend, read: Event | undefined, settled: Set<string>): Race | undefined {
  const { file, scope } = story;
  const { event, operation } = spend;
  const outcome = outcomeAt(file, event);
  const conditional = isConditional(spend, story.setting);
  const effects = effectsOf(story, spend);
  const isTold = outcome.how !== "ignored" && !(operation.does === "save");
  if (!read) return undefined;
  if (isLocked(story, read)) {
    settled.add(recordKey(operation.table));
    return undefined;
  }
  const early = effects.filter(
    (effect) =>
      !effect.isMint &&
      !precedes(file, scope, outcome.at, effect.event.at) &&
      precedes(file, scope, effect.event.at, outcome.at),
  );
  if (isTold && conditional) {
    const undone = early.filter((effect) => !isRolledBack(story, effect.event.at, event.at));
    if (undone.length === 0 || outcome.how === "returned") {
      settled.add(recordKey(operation.table));
      return undefined;
    }
    return race("late", undone);
  }
  return race(operation.does === "save" ? "saved" : conditional ? "ignored" : "unconditional", effects);

  function race(is: Race["is"], found: readonly Effect[]): Race | undefined {
    const effect = [...found].sort((a, b) => weight(b) - weight(a))[0];
    const own = spend.applies.length > 0;
    const ownIsValue = spend.applies.some((column) => !names.flag.test(column) || names.grants.test(column));
    const common = {
      is,
      read: read as Event,
      write: event,
      counter: spend.counter,
      clears: spend.clears,
      effects: found.map(({ event: { at } }) => at),
    };
    if (own && (ownIsValue || !effect))
      return {
        ...common,
        effect: event.at,
        effectName: spend.applies.slice(0, 2).join(", "),
        grade: ownIsValue ? "value" : "flag",
      };
    if (effect) return { ...common, effect: effect.event.at, effectName: effect.name, grade: effect.grade };
    if (spend.counter) return { ...common, effect: undefined, effectName: "the use", grade: "value" };
    return answers(story, read as Event)
      ? { ...common, effect: undefined, effectName: "the answer", grade: "flag" }
      : undefined;
  }
}

/** Where the loser is stopped, seen from the scope: a helper's own check counts as the helper's. */
function outcomeAt(file: FileFlow, event: Event): Outcome {
  const { inner, at, operation } = event;
  if (!inner) return outcomeOf(file, at, operation?.throws ?? false);
  if (inner.how === "ignored") return { how: "ignored", at };
  if (inner.how === "returned") return outcomeOf(file, at, operation?.throws ?? false);
  const heard = outcomeOf(file, at, true);
  return heard.how === "ignored" ? { how: "ignored", at } : heard;
}

/** Whether only one of several such writes can match. */
function isConditional({ operation, clears, counter, event }: Spend, setting: Setting): boolean {
  if (operation.does === "delete") return true;
  if (operation.does === "upsert" || operation.does === "save") return false;
  if (operation.answersBefore) return true;
  if (operation.isOpen || (event.helper !== undefined && operation.columns.size === 0)) return true;
  const { columns } = operation;
  if (counter)
    return (
      columns.has(counter) ||
      [...columns].some((column) => names.counter.test(column) || /max|limit/i.test(column))
    );
  if (clears.some((column) => columns.has(column))) return true;
  return clears.some((column) => isTokenColumn(column, setting)) && tokenColumns(columns, setting).length > 0;
}

interface Effect {
  readonly event: Event;
  readonly name: string;
  readonly grade: "value" | "flag";
  readonly isMint: boolean;
}

/** What to tell first: written values, then calls that grant something, then flags. */
function weight({ grade, event: { operation } }: Effect): number {
  const isPassword = operation ? [...operation.sets.keys()].some((column) => /passw/i.test(column)) : false;
  return (grade === "value" ? 4 : 0) + (isPassword ? 2 : 0) + (operation ? 1 : 0);
}

const VERBS =
  /^(?:set|update|change|reset|create|add|grant|sign|log|login|enroll|join|register|apply|redeem|activate|assign|credit|transfer|provision|unlock|save|start|issue|generate|make|accept|complete|handle|do|perform|process|hash(?!Password|Token))/i;

/** What a scope does beside reading and ending the token. */
function effectsOf({ events, setting, file, scope }: Story, { event: own, operation }: Spend): Effect[] {
  const key = recordKey(operation.table);
  return events.flatMap((event): Effect[] => {
    if (event.at === own.at) return [];
    if (isCleanUp(file, scope, event.at)) return [];
    const done = event.operation;
    if (!done) {
      const name = event.name ?? "";
      if (
        /^(?:join|apply|log|set|create|createHash|createHmac|createTransport\w*|hash\w*|signal|get\w*|\w*(?:[rR]ateLimit|Throttl|Attempt|Failure)\w*|create\w*(?:Error|Schema|Client|Context|Hash|Logger)|generateMetadata|use[A-Z]\w*|set[A-Z]\w*(?:Loading|Error|Message|State))$/.test(
          name,
        )
      )
        return [];
      const isMint = names.mints.test(name);
      if (!isMint && !(VERBS.test(name) && names.grants.test(name))) return [];
      return [{ event, name: `${name}()`, grade: /verif|activat/i.test(name) ? "flag" : "value", isMint }];
    }
    if (done.does === "read" || names.sideRecord.test(done.table)) return [];
    if (recordKey(done.table) === key || isTokenEvent(event, setting)) return [];
    if (done.does === "delete" || done.isGuess || done.isKey) return [];
    if (done.record && event.helper === undefined && !isReadRecord(file, events, done.record)) return [];
    const columns = [...done.sets.keys()];
    const isFlag =
      done.does !== "insert" &&
      columns.length > 0 &&
      columns.every((column) => names.flag.test(column) && !names.grants.test(column));
    return [
      {
        event,
        name: event.helper ? `${event.helper}()` : done.table,
        grade: isFlag ? "flag" : "value",
        isMint: false,
      },
    ];
  });
}

/** `user.save()` of a `user` that was read here. */
function isReadRecord(file: FileFlow, events: readonly Event[], record: Node): boolean {
  const plain = unwrap(record);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  return (
    variable !== undefined &&
    events.some(
      ({ operation, at }) =>
        operation !== undefined && !operation.record && variablesOf(file, at).has(variable),
    )
  );
}

/** Effect and write in one transaction that the loser's failure undoes. */
function isRolledBack(story: Story, effect: Node, write: Node): boolean {
  const transaction = transactionOf(write);
  return transaction !== undefined && transactionOf(effect) === transaction;
}

function transactionOf(node: Node): Node | undefined {
  for (let current = node.parent; current; current = current.parent)
    if (isCall(current) && /transaction|^tx$|atomic|^begin$/i.test(calleeName(current) ?? "")) return current;
  return undefined;
}

/** Rows that are locked when they are read, or a lock around it all. */
function isLocked({ events, file, scope }: Story, read: Event): boolean {
  if (read.operation?.locks) return true;
  if (/serializable/i.test(file.unit.text.slice(scope.range[0], scope.range[1]))) return true;
  return events.some(
    ({ at, operation, name }) =>
      at.range[0] <= read.at.range[0] &&
      ((operation?.locks ?? false) ||
        (name !== undefined &&
          names.locks.test(name) &&
          /lock|mutex|semaphore|redlock|advisory/i.test(textOf(file, at)))),
  );
}

function textOf(file: FileFlow, node: Node): string {
  return file.unit.text.slice(node.range[0], Math.min(node.range[1], node.range[0] + 200));
}

/** A scope that hands out what it read: `return token.userId`, in a function that is named after using it. */
function answers({ file, scope, setting }: Story, read: Event): boolean {
  if (!names.consuming.test(setting.name)) return false;
  const variables = variablesOf(file, read.at);
  return file.returnsOf(scope).some((value) => {
    const plain = unwrap(value);
    return (
      mentionsAny(file, plain, variables) ||
      (plain.type === T.Literal && plain.value === true) ||
      (plain.type === T.ObjectExpression &&
        plain.properties.length > 0 &&
        !/error|invalid|false/i.test(textOf(file, plain)))
    );
  });
}

/** An expired or exhausted token is thrown away: nothing is granted on this path. */
function isCleanUp(file: FileFlow, scope: Scope, node: Node): boolean {
  let child: Node = node;
  for (let current = node.parent; current && current !== scope; current = current.parent) {
    if (current.type === T.CatchClause) return true;
    if (current.type === T.IfStatement && current.consequent === child && endsHere(child)) {
      const test = file.unit.text.slice(current.test.range[0], current.test.range[1]);
      if (
        /expir|isAfter|isBefore|attempt|tries|Date\b|\bnow\b|retr(?:y|ies)|too_?many|max_?/i.test(test) &&
        !/^\s*\w*!/.test("")
      )
        return true;
      if (isRefusal(child)) return true;
    }
    child = current;
  }
  return false;
}

function endsHere(branch: Node): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
}

/** The branch ends in an error. */
function isRefusal(branch: Node): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  if (last?.type === T.ThrowStatement) return true;
  if (last?.type !== T.ReturnStatement || !last.argument) return false;
  const value = unwrap(last.argument);
  return value.type === T.Literal && (value.value === false || value.value === null);
}

/** A token that opens something, and that nobody ends. */
function neverSpent(story: Story, reads: readonly Event[]): readonly Race[] {
  const { file, scope, setting } = story;
  if (!/reset|recover|redeem|forgot|password/i.test(setting.words)) return [];
  const read = reads.find(
    ({ operation }) =>
      operation &&
      !operation.isGuess &&
      (isToken(operation, setting) || /user|account|member/i.test(operation.table)) &&
      tokenColumns(operation.columns, setting).length > 0,
  );
  if (!read) return [];
  const effect = story.events.find(({ at, operation }) => {
    if (!operation || !/update|save/.test(operation.does) || at === read.at) return false;
    const sets = setsOf(
      story,
      { at, operation, helper: undefined, inner: undefined, name: undefined },
      operation,
    );
    return (
      [...sets.keys()].some((column) => /password|passwd|pwd/i.test(column)) &&
      precedes(file, scope, read.at, at)
    );
  });
  if (!effect || isLocked(story, read)) return [];
  return [
    {
      is: "never",
      read,
      write: undefined,
      effect: effect.at,
      effectName: "the password",
      grade: "flag",
      counter: undefined,
      clears: [],
      effects: [effect.at],
    },
  ];
}

function settingOf(file: FileFlow, scope: Scope): Setting {
  const folder = file.unit.filename.split(/[\\/]/).slice(-3).join("/");
  const own = functionName(scope) ?? "";
  const route = routeOf(scope);
  const isGeneral =
    own === "" ||
    /^(?:GET|POST|PUT|PATCH|DELETE|default|handler|action|loader|execute|handle|run|main|mutate|onSubmit|authorize|load|resolve|exec|process|async)$/i.test(
      own,
    );
  const name = isGeneral ? route || folder.replace(/\.[a-z]+$/, "") : own;
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

function splitWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
