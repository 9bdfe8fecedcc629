import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { calleeName, isCall, isFunction, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { keep } from "../../flow/whole-answers.ts";
import { asksNoDatabase } from "../browser-file.ts";
import { bodyFacts, reachedFunctions } from "../routes/body-facts.ts";
import { functionsCalled } from "../routes/protection-kinds.ts";
import { answers } from "./answers.ts";
import { isAnotherKeeper, isAtOnce, isInOneGo } from "./at-once.ts";
import { effectsOf, weight, type Effect } from "./effects.ts";
import { eventsOf, type Event } from "./events.ts";
import { isLocked, isRolledBack } from "./exclusion.ts";
import { neverSpent } from "./never-spent.ts";
import { recordKey, tokenColumns, type Setting } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";
import type { Race } from "./race.ts";
import { readBefore } from "./read-before.ts";
import { handedIn } from "./handed-in.ts";
import { rotationsIn } from "./rotations.ts";
import { nodesIn, precedes, type Scope } from "./scope.ts";
import { Settled } from "./settled.ts";
import { withoutUniqueGrants } from "./unique-grant.ts";
import { isConditional, isRefusal, spendOf, type Spend } from "./spend.ts";
import { isNamedToken, settingOf, splitWords, tokenTablesOf, type Story } from "./story.ts";
import { hasTokenWords, mayHandleTokens } from "./token-words.ts";

const memo = new WeakMap<Scope, readonly Race[]>();

/** The races in one scope: a read, an effect, and a write that does not tell who came first. */
export function racesIn(file: FileFlow, scope: Scope): readonly Race[] {
  return keep(memo, scope, [], () => findRaces(file, scope));
}

function findRaces(file: FileFlow, scope: Scope): readonly Race[] {
  if (!mayHandleTokens(file.unit.text) || asksNoDatabase(file.unit)) return [];
  const setting = settingOf(file, scope);
  if (!speaksOfTokens(file, scope, setting)) return [];
  const isOther = isOtherBusiness(splitWords(setting.name));
  // `createOrder(coupon)`: a limit is one, whatever the function is called
  if (isOther && !comparesLimit(file, scope)) return [];
  const events = eventsOf(file, scope);
  const story: Story = { file, scope, setting, events, tokenTables: tokenTablesOf(file, events, setting) };
  // what asks for the token ends that token; what ends all that a user has comes with it
  const spends = story.events
    .flatMap((event) => spendOf(story, event))
    .sort((a, b) => Number(asksForToken(b, setting)) - Number(asksForToken(a, setting)));
  const reads = story.events.filter((event) => event.operation && isRead(story, event, event.operation));
  const races: Race[] = [];
  const settled = new Settled(file, scope);
  for (const spend of spends) {
    if (isOther && !spend.counter) continue;
    if (MAKES.test(spend.event.helper ?? "") || isRotation(file, scope, spend)) continue;
    const read =
      readBefore(story, reads, spend) ??
      readBefore(story, readsAround(file, scope), spend) ??
      handedIn(story, spend);
    if (read && isAlone(story, read, spend.event)) continue;
    // nobody asks how many there may be
    if (spend.counter && !spend.operation.isKey && !speaksOfLimit(scope)) continue;
    const key = recordKey(spend.operation.table);
    // `User.update(…)` that decides settles what becomes of `found`, too
    if (settled.has(key, spend.event.at) || (read && settled.has(read.at, spend.event.at))) continue;
    // `if ((await mark(hash)).count !== 1) return;` and then a look at what was won
    if (read?.operation && settled.isBefore(recordKey(read.operation.table), read.at)) continue;
    const race = judge(story, spend, read, settled);
    if (race?.effectName === ANSWER && (isToldBelow(spend.event) || isWhole(spend))) continue;
    // a helper that does it all by itself
    if (race && race.read.at === spend.event.at && isToldBelow(spend.event)) continue;
    if (race) {
      settled.add(key, spend.event.at);
      races.push(race);
    }
  }
  return races.length > 0 || spends.length > 0 || isOther ? withoutAnswers(races) : neverSpent(story, reads);
}

/** Nobody comes in halfway, or nothing was read from where the token is kept. */
function isAlone(story: Story, read: Event, write: Event): boolean {
  return (
    isAtOnce(story, read, write) ||
    isAnotherKeeper(story, read, write) ||
    // SQLite's own transaction, which nobody waits for, holds against other processes as well
    (isInOneGo(story, read, write) && isRolledBack(story, read.at, write.at))
  );
}

/** `if (isMember) { await mark(invite); return … }` where the other way does what the token is good for. */
function withoutAnswers(races: readonly Race[]): readonly Race[] {
  return races.length < 2 ? races : races.filter(({ effectName }) => effectName !== ANSWER);
}

/** A helper that makes a token, and ends the ones before it. */
const MAKES =
  /^(?:create|generate|issue|(?:re)?send|request|make|store|insert)\w*(?:token|code|otp|link|invit\w*|verification|reset)$/i;

function asksForToken({ operation }: Spend, setting: Setting): boolean {
  return tokenColumns(operation.columns, setting).length > 0;
}

/** What makes room for a new token ends none that was shown. */
function isRotation(file: FileFlow, scope: Scope, { event, operation }: Spend): boolean {
  return operation.does === "delete" && rotationsIn(file, scope).some(({ kill }) => kill.at === event.at);
}

const spoken = new WeakMap<Node, boolean>();

/**
 * Most classes and functions of a long file have nothing to do with tokens, and looking at what they call takes long. Of a
 * class the whole is asked: `private codes: Repository<ResetCode>` stands beside the method.
 */
function speaksOfTokens({ unit }: FileFlow, scope: Scope, { words }: Setting): boolean {
  const around = statementAround(scope);
  let known = spoken.get(around);
  if (known === undefined) spoken.set(around, (known = hasTokenWords(unit.text.slice(...around.range))));
  return known || hasTokenWords(words);
}

function statementAround(scope: Scope): Node {
  let node: Node = scope;
  while (node.parent && node.parent.type !== T.Program) node = node.parent;
  return node;
}

/** `coupon.uses >= coupon.maxUses` */
function comparesLimit(file: FileFlow, scope: Scope): boolean {
  for (const node of nodesIn(file, scope))
    if (node.type === T.BinaryExpression && /^[<>]=?$/.test(node.operator))
      for (const side of [unwrap(node.left), unwrap(node.right)])
        if (side.type === T.MemberExpression && names.counter.test(memberName(side) ?? "")) return true;
  return false;
}

/** `if (coupon.uses >= coupon.maxUses)`, here or in what is called. */
function speaksOfLimit(scope: Scope): boolean {
  return reachedFunctions([scope], functionsCalled, 2).some((each) => {
    const { names: mentioned, members, texts, weighed } = bodyFacts(each);
    return (
      [...weighed].some((name) => names.counter.test(name)) ||
      [...mentioned, ...members, ...texts].some((name) => LIMITS.test(name))
    );
  });
}

const LIMITS = /max|limit|left|remain|quota|capacity|exhaust|available/i;
const ANSWER = "the answer";

/** What a helper does wrong by itself is reported where it stands. */
function isToldBelow({ body }: Event): boolean {
  const home = body && fileOf(body);
  return home !== undefined && racesIn(home, body as Scope).length > 0;
}

/** `confirmByCode(code)` of a helper that nobody can look into: it does it all, and its caller nothing. */
function isWhole({ operation, event: { at } }: Spend): boolean {
  return operation.isGuess && isCall(at) && names.user.test(calleeName(at) ?? "");
}

/** The reads of the function around: `const invite = await find(id); const accept = async () => { … }`. */
function readsAround(file: FileFlow, scope: Scope): readonly Event[] {
  const outer = file.ownerOf(scope);
  if (!isFunction(outer) || scope.type === T.FunctionDeclaration) return [];
  return eventsOf(file, outer).filter(
    ({ at, operation }) => operation?.does === "read" && at.range[0] < scope.range[0],
  );
}

/** `revokeInvite`, `sendCode`; but not `acceptInvite`, whose invite is no verb. */
function isOtherBusiness(name: string): boolean {
  const [match] = names.notConsuming.exec(name) ?? [];
  if (match === undefined || PASSWORD.test(name) || MADE.test(name)) return false;
  // in the path of a page they are things
  const isThing = names.consumer.test(name) || /\//.test(name);
  return !(/^[^a-z]?(?:invite|request|link|start|store|list|block)[^a-z]?$/.test(match) && isThing);
}

/** `createOrder`, `createUser`: what is made is no token, but may cost one. */
const MADE =
  /^(?:create|add|save|insert|store) (?:\w+ )*(?:order|booking|reservation|purchase|payment|subscription|user|account|customer|member)s?$/;

/** `createNewPassword` changes one. */
const PASSWORD = /^(?:create|save|store|insert|add) (?:\w+ )*password$/;

/** Also a write whose answer is the record, and which does not end it: `findOneAndUpdate(token, { $inc: { peeks: 1 } })`. */
function isRead(story: Story, event: Event, { does, row }: Operation): boolean {
  // `makeUniqueCode(client)` asks whether a new one is free
  if (MAKES.test(event.helper ?? "")) return false;
  if (does === "read") return true;
  const hasAnswer = row !== undefined && "answersBefore" in row && row.answersBefore === true;
  return does === "update" && hasAnswer && spendOf(story, event).length === 0;
}

function judge(story: Story, spend: Spend, read: Event | undefined, settled: Settled): Race | undefined {
  const { file, scope } = story;
  const { event, operation } = spend;
  const outcome = outcomeAt(file, event);
  const conditional = isConditional(spend, story.setting);
  const effects = effectsOf(story, spend, read).filter(
    // what stands in a branch that ends before the write has nothing to do with it
    ({ event: { at } }) => precedes(file, scope, at, event.at) || precedes(file, scope, event.at, at),
  );
  const isTold = outcome.how !== "ignored" && !(operation.does === "save");
  if (!read) {
    if (isTold && conditional) settled.add(recordKey(operation.table), event.at);
    return undefined;
  }
  const left = withoutUniqueGrants(file, scope, read, effects);
  if (isLocked(story, read) || (effects.length > 0 && left.length + spend.applies.length === 0)) {
    settled.add(recordKey(operation.table), event.at);
    return undefined;
  }
  const early = left.filter(
    (effect) =>
      !effect.isMint &&
      // what comes before the token is looked for has nothing to do with it
      (!story.events.includes(read) || precedes(file, scope, read.at, effect.event.at)) &&
      !precedes(file, scope, outcome.at, effect.event.at) &&
      precedes(file, scope, effect.event.at, outcome.at),
  );
  if (isTold && conditional) {
    const undone = early.filter((effect) => !isRolledBack(story, effect.event.at, event.at));
    if (undone.length === 0 || outcome.how === "returned") {
      settled.add(recordKey(operation.table), event.at);
      settled.add(read.at, event.at);
      return undefined;
    }
    return race("late", undone);
  }
  return race(operation.does === "save" ? "saved" : conditional ? "ignored" : "unconditional", left);

  function race(is: Race["is"], found: readonly Effect[]): Race | undefined {
    const effect = [...found].sort((a, b) => weight(b) - weight(a))[0];
    const own = spend.applies.length > 0;
    const ownIsValue =
      !isRefusal(spend) &&
      spend.applies.some((column) => !names.flag.test(column) || names.grants.test(column));
    const common = {
      is,
      read: read as Event,
      write: event,
      counter: spend.counter,
      clears: spend.clears,
      effects: found.map(({ event: { at } }) => at),
      isInferred:
        !read?.operation ||
        isInOneGo(story, read, event) ||
        isOfPerson(story, read, spend) ||
        (spend.clears.length === 0 &&
          !isNamedToken(event, story.setting) &&
          // `found.destroy()` of what was found as a token
          !(operation.record && isNamedToken(read, story.setting))),
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
    return answers(story, read as Event, event.at)
      ? { ...common, effect: undefined, effectName: ANSWER, grade: "flag" }
      : undefined;
  }
}

/** `verifications` of persons and their papers, which nobody finds by a token. */
function isOfPerson({ setting, events }: Story, read: Event, { operation }: Spend): boolean {
  return (
    /verif/i.test(operation.table) &&
    !/token|code|otp|link|mail|phone|sms|request/i.test(operation.table) &&
    !/token|code|otp/i.test(setting.words) &&
    ![read, ...events].some(
      (each) => each.operation && tokenColumns(each.operation.columns, setting).length > 0,
    )
  );
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
