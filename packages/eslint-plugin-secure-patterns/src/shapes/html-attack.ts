import { calleeName, isCall, staticText, T, type Node } from "../ast/nodes.ts";
import { MAKES_NUMBERS } from "../catalog/text-helpers.ts";
import type { SourceRow } from "../catalog/types.ts";
import { fileOf } from "../flow/file-flow.ts";
import { TAIL, urlPart } from "../flow/builtins.ts";
import { ELEMENT as ANY, KEY, RESULT, type AccessPath } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { OWN_PARTS, type Attack } from "./attack.ts";
import { CLEAN_NAME } from "./clean-name.ts";
import { isComposedMail } from "./composed-mail.ts";
import { answersHtml, saysHtml } from "./content-type.ts";
import { isEscapedAtRoute } from "./escaped-fields.ts";
import { fieldOf, isDrawnField, isDrawnName } from "./drawn-field.ts";
import { isReachable } from "./header-reach.ts";
import { isEventStream } from "./event-stream.ts";
import { htmlContext, type HtmlContext } from "./html-context.ts";
import { isPutThereByOthers } from "./kept-in-browser.ts";
import { fillHoles, passChecks } from "./passes.ts";
import { isOwnText } from "./own-text.ts";
import { propertyAt } from "./property-at.ts";
import { readsOnlyJson } from "./reads-only-json.ts";
import { isSaidIn } from "./said-in-file.ts";
import { isSentAsJson } from "./sent-as-json.ts";
import type { SinkUse } from "./sink-uses.ts";
import { isPersonalText, isRecordText, isSaidInChat } from "./written-field.ts";

const ELEMENT = "<img src=x onerror=alert(1)>";
const PARSED_PARTS: ReadonlySet<string> = new Set([...OWN_PARTS].map(urlPart));
/** Parts of a parsed address as a parser writes them, with marks encoded that no address may hold. */
const WRITTEN_PARTS: ReadonlySet<string> = new Set(
  ["hash", "href", "path", "pathname", "search"].map(urlPart),
);
/** `fetch("/data/cities.geojson")` */
const DATA_FILE = /\.(?:geo|topo)?json["'`?]|\.(?:csv|xml|txt|md)["'`?]/i;
const CHAT = /chat/i;
/** All of an answer: `(await fetch(page)).text()`. */
const WHOLE = /^(?:text|body|data|\(\))$/;
const AS_ADDRESS: Fact = { is: "address" };
const MAIL_ADDRESS = /(?:^|_|[a-z](?=[A-Z]))e?mail(?:_?address)?$/i;
const URL_ATTRIBUTE = /^(?:href|src|action|formaction|data|xlink:href)$/;
/** What shows a picture or plays something runs no `javascript:`. */
const MEDIA = /^(?:amp-img|audio|image|img|input|source|track|video)$/;

/**
 * HTML output: is there an input that passes every check on the way and, where the code puts it, becomes an element, an
 * attribute or a script of its own?
 */
export function htmlAttack(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): Attack | undefined {
  const { view } = use;
  const { begins, named, at } = use.row;
  if (origin.within.length > 0 && !view?.json && !isBox(analysis, origin)) return undefined;
  if (begins !== undefined && !new RegExp(begins, "i").test(origin.before)) return undefined;
  // `sendEmail(user.email)`: of what is handed over as it came, nobody knows that it has such a member
  if (named !== undefined && at && rest.at(-1) === at.at(-1)) return undefined;
  if (row.kind === "stored" && isCopiedWhole(analysis, rest, use)) return undefined;
  if (!isReachable(origin, row, rest) || isNoText(analysis, origin, row, rest, use)) return undefined;
  if (use.row.output === "mail" && isComposedMail(analysis, origin, row, use)) return undefined;
  if (view && !view.json && isObject(origin, row, rest)) return undefined;
  if (row.kind === "remote" && isEscapedAtRoute(analysis, origin)) return undefined;
  if (use.row.output === "response") {
    if (!answersHtml(analysis, use, origin)) return undefined;
    // an object is sent as JSON, under the type that the program has set
    if (isObject(origin, row, rest) && !saysHtml(analysis, use)) return undefined;
    const isJson = isSentAsJson(analysis.file, propertyAt(analysis.file, use.value, at ?? []));
    if (isJson && !saysHtml(analysis, use)) return undefined;
    if (isEventStream(origin) || isHandedOn(origin, row, rest)) return undefined;
  }
  // `$(lines).not(others)`: a list of texts is no markup
  if (use.row.output === "selector" && isSentAsJson(analysis.file, use.value)) return undefined;
  const context = htmlContext((view?.before ?? "") + fillHoles(origin.before));
  const isWritten = isWrittenByParser(row, rest);
  const met = isWritten ? [...origin.facts, AS_ADDRESS] : origin.facts;
  const facts: readonly Fact[] = view?.json ? [{ is: "json" }, ...met] : met;
  for (const input of inputs(context)) {
    const arrived = passChecks(analysis, "html", input, facts);
    if (arrived === undefined || !isMarkup(use, origin, row, rest, arrived)) continue;
    if ((row.opened || isWritten) && /^javascript:/.test(arrived)) continue;
    if (breaksOut(context, arrived)) {
      return { input, confidence: isGuess(analysis, use, origin, row, rest) ? "likely" : "proven" };
    }
  }
  return undefined;
}

/** `new URL(request.url).pathname`; what a browser's own address holds is another matter: older ones encoded less. */
function isWrittenByParser(row: SourceRow, rest: AccessPath): boolean {
  return row.kind === "remote" && rest.some((segment) => WRITTEN_PARTS.has(segment));
}

/** `h(tag, { ...attrs })`: of what is copied as it came, nobody knows that it has an `innerHTML`. */
function isCopiedWhole(
  { file }: Analysis,
  rest: AccessPath,
  { row: { at = [] }, node, value }: SinkUse,
): boolean {
  if (at.length === 0 || node.type === T.JSXAttribute || propertyAt(file, value, at) !== value) return false;
  return at.every((segment, index) => rest.at(index - at.length) === segment);
}

/** `new Response(await (await fetch(PAGE)).text())`: a page of another server, handed on as it is. */
function isHandedOn({ before }: Origin, row: SourceRow, rest: AccessPath): boolean {
  return /server's answer/.test(row.what) && before === "" && rest.every((segment) => WHOLE.test(segment));
}

/** `text.value = answer` in a script of Vue, whose template says `text`. */
function isBox({ hasTemplate }: Analysis, { within }: Origin): boolean {
  return hasTemplate && within.length === 1 && within[0] === "value";
}

/** The length of a text, and what a check says to be an object, hold no markup; `attr("title", x)` does not read. */
function isNoText(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
  use: SinkUse,
): boolean {
  if (row.form === "url" && OWN_PARTS.has(rest[0] ?? "")) return true;
  // no URL parses whose host or scheme holds a tag
  if (rest.some((segment) => PARSED_PARTS.has(segment))) return true;
  if (row.mixed === true && isDrawnField(rest)) return true;
  const part = fieldOf(rest) ?? (row.field ? nameAsked(origin.node) : undefined);
  if (row.mixed === "parts" && isDrawnName(part ?? "")) return true;
  if (row.into?.includes(use.row.output) === false) return true;
  if (row.fragment && rest.every((segment) => segment === RESULT)) return true;
  if (row.kept && !isPutThereByOthers(analysis, origin.node)) return true;
  // a text has no such methods
  if (rest.some((segment) => MAKES_NUMBERS.test(segment))) return true;
  // whoever stores `sanitizedHtml` has thought of it
  if (row.kind === "stored" && CLEAN_NAME.test(rest.findLast((segment) => segment !== RESULT) ?? ""))
    return true;
  // nobody sets the cookies of somebody else
  if (/cookie/.test(row.what)) return true;
  // where an upload is put, the server says
  if (/uploaded file/.test(row.what) && !rest.some((segment) => /^(?:originalname|name)$/.test(segment)))
    return true;
  if (isOwnText(origin, row, rest, use)) return true;
  if (row.nearby && fileOf(origin.node) !== fileOf(use.value)) return true;
  // `list.childNodes[0]` is a node, and none of the texts that a node has
  if (row.nearby && origin.path.at(-1 - rest.length) === ANY) return true;
  if (row.given !== undefined && (rest.includes(RESULT) || !isAsked(origin.node, row.given))) return true;
  // a list of texts is an object too, and becomes text where it is joined to one
  if (isNoString(origin.facts) && (row.text || use.row.output === "selector")) return true;
  return row.text === true && (rest.includes("length") || rest.includes(KEY));
}

/** `"title"` of `model.get("title")` */
function nameAsked(node: Node): string | undefined {
  const [name] = isCall(node) ? node.arguments : [];
  return name && staticText(name);
}

function isNoString(facts: readonly Fact[]): boolean {
  return facts.some(
    (fact) =>
      fact.is === "type" && (fact.type === "object" ? fact.holds : fact.type === "string" && !fact.holds),
  );
}

function isAsked(node: Node, given: number): boolean {
  if (!isCall(node)) return true;
  return node.arguments.length === given && node.arguments.every(({ type }) => type !== T.ObjectExpression);
}

/** `$(text)` looks for elements unless the text starts with a tag. */
function isMarkup(use: SinkUse, origin: Origin, row: SourceRow, rest: AccessPath, arrived: string): boolean {
  if (use.row.output !== "selector") return true;
  // an address starts with its scheme
  if (row.form !== undefined && !rest.includes(TAIL) && origin.before === "") return false;
  const own = rest.includes(TAIL) ? "" : (row.before ?? "");
  return /^\s*</.test(origin.before + own + arrived);
}

/** Frameworks send objects as JSON. */
function isObject(origin: Origin, row: SourceRow, rest: AccessPath): boolean {
  // the members of `req.params` are texts; all of them together are none
  const isText = row.text === true && !/\.params$/.test(row.read);
  return rest.every((segment) => segment === RESULT) && !origin.text && !isText && !row.field;
}

function inputs(context: HtmlContext): string[] {
  switch (context.in) {
    case "attribute":
      return context.quote === ""
        ? [`x onmouseover=alert(1)`, `>${ELEMENT}`]
        : [
            `${context.quote}>${ELEMENT}`,
            `${context.quote} onmouseover=alert(1) x=${context.quote}`,
            "javascript:alert(1)",
          ];
    case "script":
      return [`</script>${ELEMENT}`, `"-alert(1)-"`, `'-alert(1)-'`, "`-alert(1)-`", "alert(1)"];
    case "style":
      return [`</style>${ELEMENT}`];
    case "comment":
      return [`-->${ELEMENT}`];
    case "tag":
      return [`x onmouseover=alert(1)`, `>${ELEMENT}`];
    default:
      return [ELEMENT, "<svg/onload=alert(1)>", "<scr<script>ipt>alert(1)</script>"];
  }
}

function breaksOut(context: HtmlContext, text: string): boolean {
  switch (context.in) {
    case "attribute":
      if (isAddress(context) && context.start === "" && /^\s*javascript:/i.test(text)) return true;
      if (/^on/.test(context.name)) return true;
      return context.quote === "" ? /[\s>]/.test(text) : text.includes(context.quote);
    case "script":
      return /<\/script/i.test(text) || breaksScript(text, context.quote);
    case "comment":
      return text.includes("-->");
    case "tag":
      return /[\s>=]/.test(text);
    default:
      return /<[a-z/!]/i.test(text);
  }
}

function isAddress({ tag, name }: Extract<HtmlContext, { in: "attribute" }>): boolean {
  return URL_ATTRIBUTE.test(name) && !(name === "src" && MEDIA.test(tag));
}

/** Ends the string that it stands in, or is no string at all. */
function breaksScript(text: string, quote: string): boolean {
  if (quote === "") return !/^"(?:[^"\\]|\\.)*"$/.test(text);
  return text.replace(/\\./g, "").includes(quote);
}

/** Markup of the program around a text of a record: whoever writes that means text, and no markup that somebody else prepared. */
function isBuiltOfRecords({ view }: SinkUse, origin: Origin, row: SourceRow, rest: AccessPath): boolean {
  if (!/<[a-z!/]/i.test(view?.before ?? origin.before)) return false;
  const unit = fileOf(origin.node)?.unit;
  if (unit && /server's message/.test(row.what) && isSaidIn(unit, CHAT) && isSaidInChat(rest)) return true;
  // a list that lies beside the program was written by who wrote the program
  return isRecordText(rest, row.mixed === true) && !(unit && isSaidIn(unit, DATA_FILE));
}

/** `if (!(await Plan.findById(id))) return`: an id by which a record was found is one that the program drew. */
function findsByIt(fact: Fact): boolean {
  if (fact.is === "all") return fact.of.some(findsByIt);
  if (fact.is !== "predicate" || !fact.holds) return false;
  const name = isCall(fact.call) ? (calleeName(fact.call) ?? "") : "";
  if (/^(?:find|get|fetch|load)\w*By(?:Id|Pk|Uuid)$/.test(name)) return fact.argument === 0;
  return /^find(?:One|First|Unique)(?:OrThrow)?$/.test(name) && /^(?:_?id|uuid)$/.test(fact.at?.at(-1) ?? "");
}

/** What a database holds was put there some other way; browsers encode what they ask for, which only a parser undoes. */
function isGuess(
  analysis: Analysis,
  use: SinkUse,
  origin: Origin,
  row: SourceRow,
  rest: AccessPath,
): boolean {
  const { output } = use.row;
  if (row.kind === "stored")
    return (
      // a machine asked for it
      (output === "response" && /^\s*<\?xml\b/.test(origin.before)) ||
      output === "mail" ||
      !row.mixed ||
      !(isPersonalText(rest) || isBuiltOfRecords(use, origin, row, rest))
    );
  if (row.encoded || origin.facts.some(findsByIt)) return true;
  if (output === "response" && /request body/.test(row.what) && readsOnlyJson(analysis)) return true;
  // a mail goes to the address that was given, which was checked to be one
  if (output === "mail" && MAIL_ADDRESS.test(fieldOf(rest) ?? "")) return true;
  // no request reaches a document: it is the other end that sends
  if (row.kind === "remote" && (output === "document" || output === "selector")) return true;
  const isParsed = rest.includes(urlPart("query")) || rest.includes(urlPart("searchParams"));
  return !isParsed && (row.form === "path" || row.form === "own-path");
}
