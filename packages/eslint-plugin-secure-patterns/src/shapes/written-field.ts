import { PROGRAM_LISTS } from "../catalog/program-lists.ts";
import { ELEMENT, INSTANCE, RESULT, type AccessPath } from "../flow/access-path.ts";

/** Fields that somebody wrote … */
const WRITTEN =
  /^(?:comment|message|reply|review|bio|about|note|feedback|signature)(?:_?(?:text|body|html))?$/i;
/** … and those that somebody did if what holds them is one of these. */
const TEXT = /^(?:body|content|description|html|summary|text|title|name)$/i;
const HOLDER =
  /(?:answer|article|author|chat|comment|message|note|post|profile|question|reply|review|thread|ticket|topic|user)s?$/i;
/** What a program says itself. */
const OWN = /alert|config|error|i18n|lang|locale|notif|option|setting|toast|translat|valid/i;

/** What people call themselves and say of themselves and others: no program draws it, and no administrator writes it. */
const PERSONAL =
  /^(?:user_?name|nick|nick_?name|pseudo|\w*(?:first|last|full)_?name|(?:author|customer|display|guest|member|player|sender|user_?nick)_?name|(?:created|posted|submitted|updated|uploaded|written)_?by(?:_?name)?|bio|biography|about_?me|comment|comment_?text|chat_?message|message_?text|review_?text)$/i;
const SAID_IN = /^(?:comment|reply|review)s?$|^replies$/i;
const WRITTEN_IN = /^(?:chat_?|chat_?messages?|messages?|msgs?)$/i;
const PERSON = /^(?:user|author|sender|player|member|guest|commenter|reviewer|creator)s?$/i;

/** What the records of most programs hold that somebody entered … */
const RECORD_TEXT =
  /(?:^|_|[a-z\d](?=[A-Z]))(?:address|answer|body|caption|city|comment|company|content|description|desc|headline|name|note|question|remark|review|subject|summary|text|title)s?$/i;
/** … and what holds texts of the program's own. */
const OWN_RECORD =
  /alert|categor|choices|config|emoji|error|field|flag|font|header|i18n|icon|lang|locale|menu|meta|model|nav|notif|option|plugin|release|setting|stat(?:us|s)?$|theme|toast|translat|valid|version/i;

/**
 * Whether a field is one of a record, and holds a text that somebody entered: `orders[0].customer.note`. What an answer holds
 * by itself may be about the answer.
 */
export function isRecordText(path: AccessPath, isRecord: boolean): boolean {
  const isListed = path.some((segment) => segment === ELEMENT || /^\d+$/.test(segment));
  const names = path.filter((segment) => !/^(?:\(\)|new|\*|\d+|json|data)$/.test(segment));
  if (!RECORD_TEXT.test(names.at(-1) ?? "") || names.some((name) => OWN_RECORD.test(name))) return false;
  return isRecord || isListed || names.length > 1;
}

/** What a chat passes on from one user to the others: a text, or a field with it or with a name. */
export function isSaidInChat(path: AccessPath): boolean {
  const last = path.findLast((segment) => !/^(?:\(\)|new|\*|\d+)$/.test(segment));
  return (
    last === undefined || /^(?:body|content|from|handle|message|msg|name|room|sender|text|user)$/i.test(last)
  );
}

/** Whether a field holds what a user entered, as far as names can tell: `user.bio`, `comments[0].text`, `author.name`. */
export function isPersonalText(path: AccessPath): boolean {
  const names = path.filter((segment) => !/^(?:\(\)|new|\*|\d+)$/.test(segment));
  const last = names.at(-1) ?? "";
  const holder = names.at(-2) ?? "";
  // what a language model answers: `choices[0].message.content`
  if (names.some((name) => /^(?:choices|candidates|completion)$/.test(name))) return false;
  if (names.some((name) => PROGRAM_LISTS.test(name))) return false;
  return (
    PERSONAL.test(last) ||
    (TEXT.test(last) && SAID_IN.test(holder)) ||
    (/^(?:body|content|text)$/i.test(last) && WRITTEN_IN.test(holder)) ||
    (/^name$/i.test(last) && PERSON.test(holder))
  );
}

/**
 * Whether what is read from a store or a model of another file, that nobody can look into, is called like what users write:
 * `chat.messages[0].message`, `store.currentPost.content`.
 */
export function isWrittenField(path: AccessPath): boolean {
  // `useChat().messages`: what was called says nothing
  const isMade = path[1] === RESULT || path[1] === INSTANCE;
  const names = path
    .slice(isMade ? 1 : 0)
    .filter(
      (segment) =>
        segment !== RESULT && segment !== INSTANCE && segment !== ELEMENT && !/^\d+$/.test(segment),
    );
  const last = names.at(-1);
  if (last === undefined || names.length < 2 || names.some((name) => OWN.test(name))) return false;
  return WRITTEN.test(last) || (TEXT.test(last) && HOLDER.test(names.at(-2) ?? ""));
}
