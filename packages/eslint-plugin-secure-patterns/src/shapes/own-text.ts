import { calleeName, isCall, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import { PROGRAM_LISTS, TRANSLATES } from "../catalog/program-lists.ts";
import type { SourceRow } from "../catalog/types.ts";
import { ELEMENT, type AccessPath } from "../flow/access-path.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { addressesAsked, callsAsked } from "./asked-address.ts";
import { fieldOf, isDrawnName } from "./drawn-field.ts";
import { isEntered } from "./input-handler.ts";
import { isInNotifier } from "./notifier.ts";
import { isOfSettings } from "./settings-record.ts";
import type { SinkUse } from "./sink-uses.ts";

/** Attributes by which a page's own markup names its elements: `$(tab.attr("data-target"))`. */
const SELECTS = /^(?:href|id|for|rel|(?:data-(?:\w+-)*)?(?:target|toggle|parent|selector|container))$/i;
/** Attributes in which a server hands a page the texts of its interface: `data-disable-with`, `data("tpl-count")`. */
const INTERFACE_TEXT =
  /^(?:data-)?(?:[\w-]+-)?(?:caption|confirm|(?:dis|en)able-?with|help|i18n|loading(?:-?text)?|(?:alternative|original)-?text|template|tooltip|tpl(?:-[\w-]+)?)$/i;
/** `script`, `scriptTag`, `currentScript`, but no `transcript` */
const SCRIPT_NAME = /(?:^|_)script(?![a-z])|Script(?![a-z])/;
/** Fields of which one value is taken. */
const CHOSEN = /:(?:checked|selected|radio)\b|\btype\s*=\s*["']?radio\b/i;
/** Of a field that holds what the server says. */
const NOTICE_FIELD = /(?:^|[#.\s_-])(?:alert|error|flash|message|msg|notice|notif\w*|toast|warning)\b/i;
/** Markup by its name, where it is all that is written: `provider.icon`. */
const PICTURE = /^(?:svg|icon)(?:_?(?:html|markup|svg))?$/i;
const OWN_WORD = /^(?:message|msg|error|error_?(?:message|msg)|errors|details?|reason|status_?text)$/i;
/** A box of the page that tells how something went. */
const NOTICE = /\b(?:class|id)\s*=\s*["'][^"'<>]*\b(?:alert|flash|toast|notice|notification)(?![a-z])/i;
const OWN_ERRORS = /^(?:(?:form|field|validation)_?)?errors$/i;

/** What a program says itself, however it arrives: no user entered it. */
export function isOwnText(origin: Origin, row: SourceRow, rest: AccessPath, use: SinkUse): boolean {
  if (/record of the database/.test(row.what)) return isOfSettings(origin.node);
  if (/form field/.test(row.what)) return isChosen(origin.node) || isHandedNotice(origin.node, use);
  if (/text of an element/.test(row.what)) return isEntered(origin);
  if (/attribute/.test(row.what) && isOfScript(origin)) return true;
  if (/attribute of the page/.test(row.what)) return isOwnAttribute(origin.node, rest, use);
  if (!/answer/.test(row.what)) return false;
  return (
    isOfPackage(origin) ||
    isPieceOfPage(rest) ||
    isPicture(origin, rest) ||
    isOfProgram(origin, rest) ||
    isOwnWord(rest, origin) ||
    isAnswerOfItsOwn(rest, use)
  );
}

/** `$("input[name=period]:checked").val()`: the page offers a few values, and its user takes one. */
function isChosen(read: Node): boolean {
  return CHOSEN.test(selectorOf(read) ?? "");
}

/** `"#name"` of `$("#name").val()` */
function selectorOf(read: Node): string | undefined {
  const callee = isCall(read) ? unwrap(read.callee) : undefined;
  const fields = callee?.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  const selector = fields && isCall(fields) ? fields.arguments[0] : undefined;
  return selector && staticText(selector);
}

/** `showNotification($("#flash_message").val())`: a hidden field in which the server hands its page a word on what happened. */
function isHandedNotice(read: Node, { node }: SinkUse): boolean {
  return isInNotifier(node) && NOTICE_FIELD.test(selectorOf(read) ?? "");
}

/** `document.currentScript.dataset.title`: what a script was given by who put it into the page. */
function isOfScript({ node, path }: Origin): boolean {
  return path.includes("currentScript") || isScript(node);
}

/** `document.currentScript`, `document.querySelector("script[data-widget]")`, `const scriptTag = …` */
function isScript(made: Node): boolean {
  const { parent } = made;
  if (
    parent?.type === T.VariableDeclarator &&
    parent.id.type === T.Identifier &&
    SCRIPT_NAME.test(parent.id.name)
  )
    return true;
  const selector = isCall(made) ? made.arguments[0] : undefined;
  return selector !== undefined && /^script\b/i.test(staticText(selector) ?? "");
}

/** `fetch(chrome.runtime.getURL("changelog.json"))`: a file of the extension's own package. */
function isOfPackage(origin: Origin): boolean {
  for (const {
    arguments: [address],
  } of callsAsked(origin))
    if (address && isCall(address) && calleeName(address) === "getURL") return true;
  return false;
}

/** `item.html`: the server has written it. */
function isPieceOfPage(rest: AccessPath): boolean {
  return /^html$/i.test(fieldOf(rest) ?? "");
}

/** `item.icon` as all that an element holds: markup that who set the program up has chosen. */
function isPicture({ before }: Origin, rest: AccessPath): boolean {
  return before === "" && PICTURE.test(fieldOf(rest) ?? "");
}

function isOwnAttribute(read: Node, rest: AccessPath, { row }: SinkUse): boolean {
  const name = attributeOf(read) ?? "";
  if (isPieceOfPage(rest) || INTERFACE_TEXT.test(name)) return true;
  if (isDrawnData(read, name)) return true;
  // `$(x).attr("title", y).append(z)` goes on with the elements
  return row.output === "selector" && SELECTS.test(name);
}

/** `item.data("count")`, `item.attr("data-room-id")`: what the program counted, drew or dated. */
function isDrawnData(read: Node, name: string): boolean {
  const isData = name.startsWith("data-") || (isCall(read) && calleeName(read) === "data");
  return isData && isDrawnName(name.replaceAll("-", "_"));
}

/**
 * `answer.message`, `answer.error.message`, `answer.errors.username[0]`: what a server says of a request, and not what lies
 * in its records.
 */
function isOwnWord(rest: AccessPath, { before }: Origin): boolean {
  if (rest.some((segment) => OWN_ERRORS.test(segment))) return true;
  const field = fieldOf(rest) ?? "";
  if (!OWN_WORD.test(field)) return false;
  const isListed = rest.some((segment) => segment === ELEMENT || /^\d+$/.test(segment));
  // `'<div class="alert alert-danger">' + item.message`, of however many
  return !isListed || /error|reason/i.test(field) || NOTICE.test(before);
}

/** `fetch("/api/config")`, `answer.Countries[0].Name`: what the program lists and tells of itself. */
function isOfProgram(origin: Origin, rest: AccessPath): boolean {
  for (let step = origin.steps; step; step = step.next)
    if (TRANSLATES.test(fileOf(step.node)?.unit.filename ?? "")) return true;
  return (
    rest.some((segment) => PROGRAM_LISTS.test(segment)) ||
    addressesAsked(origin).some((address) => PROGRAM_LISTS.test(address))
  );
}

/** `showErrors(answer)`: the server says how something went. */
function isAnswerOfItsOwn(rest: AccessPath, { node }: SinkUse): boolean {
  const field = fieldOf(rest);
  return (field === undefined || OWN_WORD.test(field)) && isInNotifier(node);
}

/** `tab.attr("data-target")`, `tab.data("target")` */
function attributeOf(node: Node): string | undefined {
  const name = isCall(node) ? node.arguments[0] : undefined;
  return name && staticText(name);
}
