import {
  ACTION_WORDS,
  FIELD_HOLDERS,
  HARMLESS_NAMES,
  HASH_WORDS,
  HIDDEN_WORDS,
  NAMED_THINGS,
  NAMES_KINDS,
  NAMES_OF_ANYTHING,
  NAME_GROUPS,
  OWNED_BY_ANYBODY,
  PERHAPS_PERSONS,
  PERSON_HOLDERS,
  PUBLIC_HOLDERS,
  SETTINGS_HOLDERS,
  SWITCH_WORDS,
  type NameGroup,
  type PersonalKind,
} from "../catalog/personal-names.ts";
import type { Confidence } from "./create-rule.ts";

/** What a name says about the value that it stands for. */
export interface NameVerdict {
  readonly kind: PersonalKind;
  /** "an e-mail address" */
  readonly what: string;
  readonly confidence: Confidence;
}

/** No listed name has more words. */
const MOST_WORDS = 4;
const LONGEST_NAME = 80;
const CONSTANT = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
/** Clear enough to be found without a word boundary: `useremail`. */
const GLUED = [
  "password",
  "passwd",
  "secret",
  "apikey",
  "email",
  "emailaddress",
  "phonenumber",
  "cardnumber",
];

const endings = new Map<string, NameGroup>();
const alone = new Map<string, NameGroup>();
for (const group of NAME_GROUPS) {
  for (const name of group.names?.split(" ") ?? []) endings.set(normalize(name), group);
  for (const name of group.whole?.split(" ") ?? []) alone.set(normalize(name), group);
}
const harmless = new Set(HARMLESS_NAMES.map(normalize));
const actions = new Set(ACTION_WORDS);
const switches = new Set(SWITCH_WORDS);
const hidden = new Set(HIDDEN_WORDS);
const hashes = new Set(HASH_WORDS);
const fieldHolders = new Set(FIELD_HOLDERS);
const personHolders = new Set([...PERSON_HOLDERS, ...PERHAPS_PERSONS]);
const perhapsPersons = new Set(PERHAPS_PERSONS);
const publicHolders = new Set(PUBLIC_HOLDERS);
const set = new Set(SETTINGS_HOLDERS);
const namedThings = new Set(NAMED_THINGS);
const namesOfAnything = new Set(NAMES_OF_ANYTHING);
const ownedByAnybody = new Set(OWNED_BY_ANYBODY);
/** `invitedUser`, `newCustomer`; others are too often something else: `repoOwner`. */
const PERSON_ENDING = /(?:user|customer|patient|employee|subscriber)$/;
/** The address of a device to which a service sends notices: nobody gets in by that. */
const OF_DEVICES = /^(?:device|push|fcm|apns|expo|notification)s?$/;
const NAMED_BY_PROGRAMS = /^(?:field|column|attribute|attr|property|header|claim|param|parameter)$/;
/** Files and fonts have full names as well: `entry.fullName`. */
const ANY_THING = /^(?:item|entry|row|node|element|el|it|each|obj|object|result|match|info|details)$/;
/** What may stand for anything, a person included. */
const ANY_HOLDER =
  /^(?:req|request|body|data|input|payload|values|form|formdata|args|params|props|this|dto|result|doc|item|row|record|details|info|obj)$/;

/**
 * What the value of this name holds, judged by the name alone.
 *
 * @param holder the name of the object that it is read from: `user` of `user.name`
 */
export function verdictOf(name: string, holder?: string): NameVerdict | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const owner = holder === undefined ? "" : normalize(holder);
  if (fieldHolders.has(owner) || isOfConstants(holder ?? "")) return undefined;
  const whole = normalize(name);
  const isPerson = isPersonName(owner);
  if (namesOfAnything.has(whole) && owner !== "" && !isPerson && !ANY_HOLDER.test(owner)) return undefined;
  if (isPerson && /^(?:name|address|mobile)$/.test(whole)) {
    return {
      kind: "person",
      what: whole === "name" ? "a person's name" : `a person's ${whole}`,
      confidence: perhapsPersons.has(owner) ? "likely" : "proven",
    };
  }
  const words = wordsOf(name);
  if (CONSTANT.test(name) && words.slice(0, -1).some((word) => switches.has(word))) return undefined;
  const group = alone.get(whole) ?? findEnding(words, whole);
  const verdict = group && weigh(group, words);
  // `device.token`
  if (verdict?.what === "a token" && OF_DEVICES.test(owner)) return { ...verdict, confidence: "likely" };
  if (!verdict || verdict.kind === "secret") return verdict;
  if (verdict.kind === "person" && namedThings.has(owner)) return undefined;
  if (verdict.kind === "person" && /^(?:full|family)name$/.test(whole) && ANY_THING.test(owner))
    return { ...verdict, confidence: "likely" };
  if (set.has(owner) && verdict.confidence === "likely") return undefined;
  // `shop.phone`
  if (publicHolders.has(owner) && /^(?:email|phone|address)$/.test(verdict.kind))
    return { ...verdict, confidence: "likely" };
  // `FROM_EMAIL`: the program's own
  return CONSTANT.test(name) ? { ...verdict, confidence: "likely" } : verdict;
}

/** `repository.owner`: mostly no person. */
export function isOwnerOfThing(name: string, holder: string): boolean {
  return normalize(name) === "owner" && ownedByAnybody.has(normalize(holder));
}

/** `safeBody`, `redactedHeaders` */
export function isSaidToBeClean(name: string): boolean {
  return wordsOf(name).some((word) => hidden.has(word));
}

/** `columnMap`, `errors`: what it holds under the name of a field is no value of that field. */
export function holdsFields(name: string): boolean {
  return fieldHolders.has(normalize(name));
}

/** `HEADERS`, `StatusEnum`, `SecretName`: what they hold are names, whatever these stand for. */
function isOfConstants(holder: string): boolean {
  return /^[A-Z][A-Z_]+$|[a-z]Enum$|^[A-Z]\w*[a-z]Names?$/.test(holder) || NAMES_KINDS.test(holder);
}

/** `user`, `currentUser`, `invited_user` */
export function isPersonName(name: string): boolean {
  const plain = normalize(name);
  return personHolders.has(plain) || PERSON_ENDING.test(plain);
}

/** `User-Email`, `user_email` and `userEmail` are one name. */
export function normalize(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}

function wordsOf(name: string): string[] {
  const words = (name.match(WORDS) ?? []).map((word) => word.toLowerCase());
  // `phone2` and `address_line_1` count as `phone` and `address_line`
  if (words.length > 1 && /^\d+$/.test(words.at(-1) ?? "")) words.pop();
  return words;
}

function findEnding(words: readonly string[], whole: string): NameGroup | undefined {
  let tail = "";
  let found = endings.get(whole);
  let length = found ? words.length : 0;
  for (const [index, word] of words.slice(-MOST_WORDS).reverse().entries()) {
    tail = word + tail;
    if (harmless.has(tail)) return undefined;
    const group = endings.get(tail);
    if (group) [found, length] = [group, index + 1];
  }
  // `skippedNoEmail` counts those that have none
  if (found && words.at(-1 - length) === "no") return undefined;
  // what is found by a key is something else: `userByEmail`, `ENVIRONMENT_BY_API_KEY`, `spacesWithCredentials`
  if (found && /^(?:by|with|without)$/.test(words.at(-1 - length) ?? "")) return undefined;
  // `fieldNameEmail` names the field
  if (found && words.at(-1 - length) === "name" && NAMED_BY_PROGRAMS.test(words.at(-2 - length) ?? ""))
    return undefined;
  // `resetToken` is a token, `resetPassword` an action
  const isAction = found && words.length > length && actions.has(words[0] ?? "");
  if (isAction) return undefined;
  const glued = words.length === 1 ? GLUED.find((ending) => whole.endsWith(ending)) : undefined;
  return found ?? (glued === undefined ? undefined : endings.get(glued));
}

function weigh(group: NameGroup, words: readonly string[]): NameVerdict | undefined {
  if (words.some((word) => hidden.has(word))) return undefined;
  const isHash = words.some((word) => hashes.has(word));
  // by a cipher, or only for transport
  const isPush = group.what === "a token" && words.some((word) => OF_DEVICES.test(word));
  const isGuess = group.likely || isHash || isPush || words.includes("encoded");
  if (isHash && group.kind !== "secret") return undefined;
  return { kind: group.kind, what: group.what, confidence: isGuess ? "likely" : "proven" };
}

/** `apiKeyFilename`, `logDir`: where something lies, whatever it was found by. */
export function isPlaceName(name: string): boolean {
  return /(?:^|_)(?:file|path|dir|directory|folder)(?:_?names?)?s?$|^(?:filename|filepath)s?$|(?:File|Path|Dir|Directory|Folder)(?:[Nn]ame)?s?$/.test(
    name,
  );
}
