import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { CLAIMS_OF_PERSONS } from "../catalog/personal-names.ts";
import { helperModules } from "../catalog/helper-modules.ts";
import { secretNames } from "../catalog/secret-names.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";
import { verdictOf } from "./personal-name.ts";
import type { Variable } from "../flow/unit.ts";

/** What a call makes of its arguments, seen by who reads a log. */
export type Treatment =
  /** A flag, a number, a mask: nothing of them can be read any more. */
  | { readonly is: "nothing" }
  | { readonly is: "hash" | "same"; readonly of: readonly Node[]; readonly form?: "text" | "json" }
  /** The call's own name, or the name that it asks for, says what comes back: `getPassword()`, `headers.get("cookie")`. */
  | { readonly is: "named"; readonly name: string }
  | { readonly is: "unknown" };

const NOTHING: Treatment = { is: "nothing" };
const UNKNOWN: Treatment = { is: "unknown" };
const DEEPEST = 5;

const HIDES =
  /mask|redact|scrub|anonymi[sz]|obfuscat|censor|pseudonym|saniti[sz]e(?!html|sql)|^(?:hide|truncate|omit|pick|strip|elide|shorten|abbreviate)(?![a-z])|pii|^safe[A-Z]|^without|^filter_?(?:logs?|sensitive|secrets?|private|pii|credentials|body|request|headers|params)/i;
const HASHES = /hash|hmac|digest|sha\d|md5|fingerprint|bcrypt|argon|scrypt|pbkdf/i;
/** Whoever reads the log has not got the key. */
const ENCRYPTS = /(?<!de|un)crypt(?!o)|encipher|^cipher/i;
const ANSWERS =
  /^(?:Boolean|isNaN|isArray|keys|getOwnPropertyNames|includes|startsWith|endsWith|test|some|every|indexOf|lastIndexOf|findIndex|search|localeCompare|charCodeAt|codePointAt|charAt|has|hasOwn|hasOwnProperty|count|exists|compare\w*|verify\w*|validate\w*|check\w*|(?:is|has|should|can|does|matches)[A-Z_]\w*)$/;
const SAME_OBJECT =
  /^(?:assign|values|entries|fromEntries|freeze|structuredClone|cloneDeep|clone|merge|toJSON|toObject|filter|find|findLast|reverse|sort|flat|pop|shift|resolve|all|toArray|lean|exec|from|of)$/;
const SAME_TEXT =
  /^(?:String|toString|valueOf|trim|trimStart|trimEnd|toLowerCase|toUpperCase|normalize|concat|join|format|encodeURIComponent|encodeURI|decodeURIComponent|decodeURI|btoa|atob|padStart|padEnd|repeat|replace|replaceAll|bold|red|green|yellow|blue|cyan|magenta|gray|grey|white|dim|underline)$/;
const ASKS =
  /^(?:get|header|param|query|cookie|field|getItem|getHeader|getOrThrow|value|input|getString|read|item)$/;
const GIVES =
  /^(?:get|fetch|load|read|generate|create|make|build|extract|retrieve|issue|prompt|ask)_?(?:new_?)?(?=[A-Z_])(\w+)$/;
/** `findUserByEmail`, `getUserForJWT` give something else; `getCookie(name)` gives one of many. */
const NAMES_ANOTHER = /(?:By|For|From|With|To|Of|In|Via)[A-Z]|[cC]ookies?$/;
const LABEL =
  /\s|^\W*$|redact|hidden|mask|password|passwd|secret|token|e-?mail|key|n\/a|^(?:none|null|undefined|missing|set|unset|present|absent|yes|no|xxx+|string|text|required|optional)$/i;
/** Whatever its first word says: `"SECRET_TOKEN_8f1c20d94be7"`. */
const RANDOM = /^(?=(?:\D*\d){4})[\w+/=-]{20,}$/;

/** Whether nothing personal can be read in a value, whatever it is called. */
export function isHarmlessValue(file: FileFlow, given: Node, isSecret = false, depth = 0): boolean {
  const node = unwrap(given);
  const inner = (next: Node): boolean => isHarmlessValue(file, next, isSecret, depth + 1);
  if (depth > DEEPEST) return false;
  const text = staticText(node);
  // a key that is written into the source is one all the same
  if (text !== undefined)
    return (
      typeof literalOf(node) !== "string" ||
      !isSecret ||
      !looksMadeUp(text) ||
      (LABEL.test(text) && !RANDOM.test(text))
    );
  switch (node.type) {
    case T.Literal:
    case T.UnaryExpression:
    case T.UpdateExpression:
    case T.ClassExpression:
    case T.JSXElement:
      return true;
    case T.BinaryExpression:
      return node.operator !== "+" || isMasked(node) || (inner(node.left) && inner(node.right));
    case T.TemplateLiteral:
      if (!isSecret && MADE_UP_ADDRESS.test(node.quasis.at(-1)?.value.raw ?? "")) return true;
      return isMasked(node) || node.expressions.every(inner);
    case T.ConditionalExpression:
      return inner(node.consequent) && inner(node.alternate);
    case T.LogicalExpression:
      return inner(node.right) && (node.operator === "&&" || inner(node.left));
    case T.MemberExpression:
      return /^(?:length|size|byteLength)$/.test(memberName(node) ?? "");
    case T.Identifier:
      return node.name === "undefined" || isHarmlessName(file, node, isSecret, depth);
    case T.CallExpression:
    case T.NewExpression:
      return (
        treatmentOf(node).is === "nothing" ||
        (!isSecret && (isSetting(node) || isOwnAddress(node))) ||
        isMaskedBy(file, node)
      );
    default:
      return isFunction(node);
  }
}

/** `server.address()`: where a program listens. */
function isOwnAddress(node: CallNode): boolean {
  return calleeName(node) === "address" && node.arguments.length === 0;
}

/** Domains that nobody has: `` `${random}@example.com` ``. */
const MADE_UP_ADDRESS = /@(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$/i;

/** `maskEmail(address)` by whatever name: a function of the project that answers with pieces and stars. */
function isMaskedBy(file: FileFlow, { callee }: CallNode): boolean {
  const answers = functionsOf(file, callee).flatMap((of) => fileOf(of)?.returnsOf(of) ?? []);
  return answers.some(isMaskedText) && answers.every((answer) => isMaskedText(answer) || isFixedText(answer));
}

function isFixedText(given: Node): boolean {
  return staticText(unwrap(given)) !== undefined;
}

function isMaskedText(given: Node): boolean {
  const node = unwrap(given);
  if (isCall(node)) return calleeName(node) === "concat" && isMasked(node);
  return (node.type === T.BinaryExpression || node.type === T.TemplateLiteral) && isMasked(node);
}

/** `local.slice(0, 2) + "***@" + domain`: a piece, and stars for the rest. */
function isMasked(node: TSESTree.BinaryExpression | TSESTree.TemplateLiteral | CallNode): boolean {
  const parts = node.type === T.TemplateLiteral ? [...node.quasis, ...node.expressions] : addends(node);
  const texts = parts.map((part) =>
    part.type === T.TemplateElement ? part.value.raw : (staticText(part) ?? ""),
  );
  return (
    texts.some((text) => /[*•]{2}/.test(text)) &&
    parts.some(
      (part) => isCall(part) && /^(?:slice|substring|substr|charAt|at)$/.test(calleeName(part) ?? ""),
    )
  );
}

function addends(given: Node): Node[] {
  const node = unwrap(given);
  // `local[0].concat("***@").concat(domain)`
  if (isCall(node) && calleeName(node) === "concat" && node.callee.type === T.MemberExpression)
    return [...addends(node.callee.object), ...node.arguments];
  const isSum = node.type === T.BinaryExpression && node.operator === "+";
  return isSum ? [...addends(node.left), ...addends(node.right)] : [node];
}

/** `config.get("mailFrom")`: the program's own address. */
function isSetting({ callee }: CallNode): boolean {
  const target = unwrap(callee);
  const holder = target.type === T.MemberExpression ? unwrap(target.object) : undefined;
  return holder?.type === T.Identifier && /^(?:config|conf|configService|settings|env)$/.test(holder.name);
}

/** `boolean`, functions and literal unions say that there is nothing to hide. */
export function isHarmlessType(annotation: TSESTree.TypeNode | undefined): boolean {
  switch (annotation?.type) {
    case T.TSBooleanKeyword:
    case T.TSFunctionType:
    case T.TSNullKeyword:
    case T.TSUndefinedKeyword:
    case T.TSTypePredicate:
    case T.TSLiteralType:
      return true;
    case T.TSUnionType:
      return annotation.types.every(isHarmlessType);
    default:
      return false;
  }
}

export function treatmentOf(node: CallNode): Treatment {
  const name = calleeName(node);
  if (name === undefined) return UNKNOWN;
  const callee = unwrap(node.callee);
  const object = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const values = node.arguments;
  if (node.type === T.NewExpression) {
    if (/Error$|^(?:String|Map|Set|Array|Headers|URLSearchParams)$/.test(name))
      return { is: "same", of: values };
    return UNKNOWN;
  }
  if (name === "stringify") return stringified(values);
  // `util.inspect(user)` shows all of it, as JSON does
  if (name === "inspect" && values[0]) return { is: "same", of: [values[0]], form: "json" };
  if (CLAIMS_OF_PERSONS.test(name)) return UNKNOWN;
  if (name === "pick") return picked(values);
  if (HIDES.test(name) || ANSWERS.test(name)) return NOTHING;
  if (ENCRYPTS.test(name) && !HASHES.test(name)) return NOTHING;
  if (HASHES.test(name)) return { is: "hash", of: [...withoutKey(name, values), ...chainedValues(object)] };
  if (object) {
    const piece = pieceOf(name, object, values);
    if (piece) return piece;
  }
  const [first] = values;
  const asked = first && ASKS.test(name) ? staticText(first) : undefined;
  if (asked !== undefined) return { is: "named", name: asked.split(/[.:/]/).at(-1) ?? asked };
  if (SAME_TEXT.test(name)) return { is: "same", of: [...receiver(object), ...values], form: "text" };
  if (name === "filter" && first && asksForKeys(first)) return NOTHING;
  if (/^(?:map|flatMap|then)$/.test(name) && first) return { is: "same", of: outputsOf(first) };
  if (SAME_OBJECT.test(name))
    return { is: "same", of: [...receiver(object), ...values.filter((value) => !isFunction(value))] };
  const given = NAMES_ANOTHER.test(name) ? undefined : GIVES.exec(name)?.[1];
  return given === undefined ? UNKNOWN : { is: "named", name: given };
}

/** `_.pick(user, ["id", "email"])`, `pick(user, "id", "email")`: a choice of what may be seen, unless it names what may not. */
function picked(values: readonly Node[]): Treatment {
  const names = values
    .flatMap((value): readonly (Node | null)[] =>
      value.type === T.ArrayExpression ? value.elements : [value],
    )
    .flatMap((element) => (element && staticText(element)) ?? []);
  const verdicts = names.map((name) => ({ name, verdict: verdictOf(name.split(".").at(-1) ?? name) }));
  const worst =
    verdicts.find(({ verdict }) => verdict?.kind === "secret") ??
    verdicts.find(({ verdict }) => verdict?.confidence === "proven");
  return worst ? { is: "named", name: worst.name.split(".").at(-1) ?? worst.name } : NOTHING;
}

/** `entries.filter(([key]) => !hidden.includes(key))`: somebody chose what may be seen. */
function asksForKeys(callback: Node): boolean {
  return isFunction(callback) && callback.params[0]?.type === T.ArrayPattern;
}

/** `JSON.stringify(x, replacer)`: what the replacer leaves cannot be told. */
function stringified(values: readonly Node[]): Treatment {
  const [value, replacer] = values;
  const isPlain =
    !replacer || (replacer.type === T.Literal && replacer.value === null) || isUndefined(replacer);
  return value && isPlain ? { is: "same", of: [value], form: "json" } : NOTHING;
}

/** Pieces of a text: the end of a card number says little, what follows `Bearer ` says all. */
function pieceOf(name: string, object: Node, values: readonly Node[]): Treatment | undefined {
  const [first, second] = values;
  const text = first && staticText(first);
  switch (name) {
    case "slice":
    case "substring":
    case "substr":
    case "at":
      return text !== undefined && !second && Number(text) > 0 && name !== "at"
        ? { is: "same", of: [object], form: "text" }
        : NOTHING;
    case "split":
      return text === "@" ? NOTHING : { is: "same", of: [object], form: "text" };
    case "match":
      return NOTHING;
    case "replace":
    case "replaceAll":
      return first && second && isMask(second) && matchesAnything(first)
        ? NOTHING
        : { is: "same", of: [object], form: "text" };
    default:
      return undefined;
  }
}

function isMask(by: Node): boolean {
  return /[*#•x]{2}|^[*•]$|…|\.\.\.|redact|mask|hidden/i.test(staticText(by) ?? "");
}

/** `/./g`, `/\w+(?=@)/` and whole values of elsewhere; but `/\./g` leaves nearly all of a password. */
function matchesAnything(pattern: Node): boolean {
  if (pattern.type === T.Literal && "regex" in pattern)
    return /(?<!\\)\.|\\[wSdD]|\[\^|\w-\w/.test(pattern.regex.pattern);
  return staticText(pattern) === undefined;
}

/** A key, not a word: `"s3cr3tK3y99"`. */
function looksMadeUp(text: string): boolean {
  return text.length > 7 && /\d/.test(text) && /[a-z]/i.test(text) && !/\s/.test(text);
}

/** `createHash("sha256").update(x).digest("hex")` */
function chainedValues(object: Node | undefined): readonly Node[] {
  const values: Node[] = [];
  for (let current = object; current && isCall(current);) {
    values.push(...withoutKey(calleeName(current) ?? "", current.arguments));
    const callee: Node = unwrap(current.callee);
    current = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  }
  return values;
}

/** A signature tells nothing of the key that it was made with: `createHmac("sha256", secret).update(text).digest()`. */
function withoutKey(name: string, values: readonly Node[]): readonly Node[] {
  const at = secretNames.keyed[name];
  return at === undefined ? values : values.filter((_, index) => index !== at);
}

/** `x` of `x.trim()`, but not `util` of `util.format(x)`. */
function receiver(object: Node | undefined): readonly Node[] {
  const isModule = object?.type === T.Identifier && helperModules.has(object.name);
  return object && !isModule ? [object] : [];
}

function outputsOf(callback: Node): readonly Node[] {
  if (!isFunction(callback)) return [];
  if (callback.body.type !== T.BlockStatement) return [callback.body];
  return callback.body.body.flatMap((statement) =>
    statement.type === T.ReturnStatement && statement.argument ? [statement.argument] : [],
  );
}

function isHarmlessName(
  file: FileFlow,
  node: TSESTree.Identifier,
  isSecret: boolean,
  depth: number,
): boolean {
  const variable = file.bindings.variableOf(node);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return false;
  if (definition.type === "FunctionName" || definition.type === "ClassName") return true;
  if (isHarmlessType((definition.name as TSESTree.Identifier).typeAnnotation?.typeAnnotation)) return true;
  if (isCounted(variable)) return true;
  const value = file.subjects.onlyValue(variable);
  if (!value || value.path.length > 0) return false;
  const isConstant = isSecret && /^[A-Z][A-Z0-9_]*$/.test(node.name);
  return isHarmlessValue(file, value.node, isSecret && !isConstant, depth + 1);
}

/** `pass++`: a number, whatever it is called. */
function isCounted(variable: Variable): boolean {
  return variable.references.some(
    ({ identifier }) => (identifier as Node).parent?.type === T.UpdateExpression,
  );
}

function literalOf(node: Node): unknown {
  return node.type === T.Literal ? node.value : "";
}

function isUndefined(node: Node): boolean {
  return node.type === T.Identifier && node.name === "undefined";
}

/** The address by which a program signs in to a service, beside its key: `{ clientEmail, privateKey }`. */
export function isServiceAccount({ unit }: FileFlow, text: string): boolean {
  return /\bclient_?email\b/i.test(text) && /private_?key/i.test(unit.text);
}
