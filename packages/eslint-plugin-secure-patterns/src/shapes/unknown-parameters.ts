import { calleeName, outermost, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { kindsOf } from "./catalog-index.ts";
import { ELEMENT, extend, pathKey, RESULT, segmentsMatch, type AccessPath } from "../flow/access-path.ts";
import { TAIL } from "../flow/builtins.ts";
import { passedTo } from "../flow/arguments.ts";
import { patternBindings } from "../flow/bindings.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { usesOf } from "../flow/function-uses.ts";
import { callsOf, elementsOf } from "../flow/callers.ts";
import { compose, type Origin } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { isDrawnName } from "./drawn-field.ts";
import { CLEAN_NAME } from "./clean-name.ts";
import { guessedRow, type GuessedSource } from "./guessed-sources.ts";
import { isInputHandler } from "./input-handler.ts";
import { isInNotifier } from "./notifier.ts";
import { isPersonalText, isWrittenField } from "./written-field.ts";
import type { SinkUse } from "./sink-uses.ts";

/** One search through the callers of a function, and of theirs. */
interface Search {
  readonly analysis: Analysis;
  readonly depth: number;
  readonly seen: Map<FunctionNode, Set<string>>;
}

const DEEPEST = 3;
const GUESSED_OUTPUTS: ReadonlySet<string> = new Set(["document", "markup", "mail", "selector"]);
/** What is read from elements and events, whoever hands them over. */
const READS =
  /^(?:getAttribute|text|val|attr|data|get|find|trim|toString|querySelector|closest|getData|\(\))$/;
/** The last word of a name of text that people write, or of markup. */
const TEXT_NAME =
  /(?:^|_|[a-z\d](?=[A-Z]))(?:answer|article|author|bio|body|caption|comment|content|customer|description|desc|feedback|headline|html|input|label|markup|message|msg|name|nick|note|post|query|question|remark|reply|review|sender|subject|subtitle|summary|tainted|term|text|title|untrusted|user)s?$/i;
const COUNTABLE =
  /(?:^|_|[a-z\d](?=[A-Z]))(?:answer|article|comment|message|note|post|question|reply|replie|review|term|user)s$/i;
const ITERATES = /^(?:map|flatMap|forEach|each|reduce|from)$/;
/** What a page shows already is markup of its own. */
const SHOWN = /^(?:inner|outer)HTML$/;
/** `memo(function Card(props) { … })` */
const COMPONENT_MAKERS =
  /^(?:memo|forwardRef|observer|define\w+|with\w*|component\$?|styled|setState|controller|directive|factory|service|filter|run)$/;
/** What the program's own settings and files are called, and what a framework nests. */
const OWN_NAME =
  /^(?:children|icon|static|assets?|base_?url|root|selector|class(?:es|_?name)?|prefix|suffix|theme|tag(?:_?name)?)$|token$|uuid$|^(?:prepend|append)(?:head|main|body|ed)|(?:^|_|[a-z])(?:css|(?<!tran|sub|post|manu)script|style(?:s_?elements?)?|base_?url|bundle)s?$|(?:[cC]lass|_class)(?:es|_?[nN]ames?)?$|(?:svg|icon)(?:_?(?:html|markup|content|string))?$/i;
/** What was made of what somebody wrote, by who hands it over: `renderedBody`, `parsedContent`. */
const MADE_MARKUP = /^(?:compiled|formatted|highlighted|parsed|rendered)(?=[A-Z_])/;
/** Who is logged in sees no more than a name of his own. */
const OWN_PERSON = /^(?:auth|current|me$|my|own|self$|session|viewer)/i;
const TYPES_WITHOUT_MARKUP =
  /^(?:Date|URL|TrustedHTML|SafeHtml|SafeValue|HTML\w*Element|Element|Node|DocumentFragment|ReactNode|ReactElement|JSX\.Element)$/;

/**
 * Parameters that end up as raw HTML and that nobody is seen to call with anything, or only with parameters of their own:
 * what a component or a helper is given some day.
 */
export function unknownParametersInto(analysis: Analysis, use: SinkUse): readonly GuessedSource[] {
  const { row, value } = use;
  if (!GUESSED_OUTPUTS.has(row.output ?? "") || isStyle(use.node) || isInNotifier(use.node)) return [];
  const file = fileOf(value) ?? analysis.file;
  if (isHandedWhole(file, use)) return [];
  const search: Search = { analysis, depth: 0, seen: new Map() };
  const open = trace(file, value, row.at ?? [])
    .filter((origin) => !isNeverSet(origin, row.at ?? []))
    .flatMap((origin) => openParameters(search, origin));
  return open
    .filter((origin) => row.output === "markup" || row.output === "mail" || isNamedText(origin))
    .filter((origin) => !(row.takesNodes || row.output === "selector") || /^\s*</.test(origin.before))
    .filter((origin) => row.output !== "mail" || !isMeantForMail(origin))
    .map((origin) => ({ origin, source: guessedRow(describe(origin)), rest: origin.path }));
}

/**
 * `createElement(tag, props)`, `mailer.sendMail(options)`: of an object with room for a lot nobody has seen that it holds markup.
 * What React sets as markup has a holder of its own.
 */
function isHandedWhole(file: FileFlow, { row, value, node }: SinkUse): boolean {
  if (!row.at || node.type === T.JSXAttribute) return false;
  const holders = trace(file, value);
  return (
    holders.length > 0 &&
    holders.every(({ root, within }) => root.type === "parameter" && within.length === 0)
  );
}

/** `dangerouslySetInnerHTML.__html` of an object whose keys are copied from elsewhere: nobody has seen that it has any such. */
function isNeverSet({ path }: Origin, at: AccessPath): boolean {
  return (
    at.length > 1 && at.every((segment, index) => segmentsMatch(path.at(index - at.length) ?? "", segment))
  );
}

/** `send(to, subject, html)`: who calls a sender of its own with markup has put it together elsewhere. */
function isMeantForMail({ root, path, before }: Origin): boolean {
  const parameter = root.type === "parameter" ? root.of.params[root.index] : undefined;
  const name = path.at(-1) ?? (parameter && nameOf(parameter)) ?? "";
  return before === "" && /^html(?:_?(?:body|content|message|part|text))?$|_?html$/i.test(name);
}

/**
 * What a script writes into its page is as a rule its own: rows, icons, options. Only a name of text that people write says
 * otherwise.
 */
function isNamedText(origin: Origin): boolean {
  const { root, path } = origin;
  if (root.type !== "parameter") return true;
  if (path.at(-1) === ELEMENT || path.at(-1) === TAIL) return false;
  const parameter = root.of.params[root.index];
  const name =
    path.findLast((segment) => segment !== RESULT && !READS.test(segment)) ??
    (parameter && nameOf(parameter));
  if (path.some((segment) => READS.test(segment))) return true;
  return TEXT_NAME.test(name ?? "") && !isCountOrRendered(name ?? "", origin);
}

/** `<b>${topic.comments}</b>`: several at once are no text, but how many there are; `body_html` is what a server has made of one. */
function isCountOrRendered(name: string, { before }: Origin): boolean {
  return /_html$/.test(name) || (before !== "" && COUNTABLE.test(name));
}

/** `getPullRequests().then((all) => all.map((each) => each.createdBy.displayName))`: whoever answers, that is a person's own. */
function isSomebodys(analysis: Analysis, origin: Origin): boolean {
  const { root, path } = origin;
  // a column called `comment` is as often a remark of the program's own
  if (
    root.type === "literal" ||
    isCleaned(origin) ||
    !isPersonalText(path) ||
    /^comment$/i.test(path.at(-1) ?? "")
  )
    return false;
  const names = root.type === "global" ? [root.name, ...path] : path;
  return !names.some((name) => OWN_PERSON.test(name)) && analysis.classify(origin).sources.length === 0;
}

/** `<style dangerouslySetInnerHTML={{ __html: css }} />`: sheets are put together of settings, not of what somebody entered. */
function isStyle(node: Node): boolean {
  const element = node.type === T.JSXAttribute ? node.parent.name : undefined;
  return element?.type === T.JSXIdentifier && element.name === "style";
}

function openParameters(search: Search, origin: Origin): readonly Origin[] {
  const { root } = origin;
  const { analysis, depth } = search;
  if (root.type === "this" && root.of && origin.path[0] === "props") return openProperties(search, origin);
  if (root.type !== "parameter")
    return (!isCleaned(origin) && isProperty(origin, analysis)) || isSomebodys(analysis, origin)
      ? [origin]
      : [];
  if (isInputHandler(root.of)) return [];
  if (isAnswered(root.of)) return isSomebodys(analysis, origin) ? [origin] : [];
  if (isCleaned(origin) || isWithoutMarkup(root.of, origin)) return [];
  if (origin.path.includes(RESULT) && !isRead(origin)) return [];
  const { ends, sources } = analysis.classify(origin);
  if (ends.length > 0 || sources.some(({ row }) => row.mixed) || depth > DEEPEST) return [];
  const home = fileOf(root.of);
  if (isDataAddress(home, origin)) return [];
  const calls = home ? callsOf(home, root.of) : [];
  if (calls.length === 0) return home && isIterated(home, root.of) ? [] : [origin];
  if (!isFirstVisit(search, root.of, `${root.index}:${pathKey(origin.path)}`)) return [];
  const below = { ...search, depth: depth + 1 };
  return calls.flatMap(({ call, ...passing }) =>
    passedTo(call, root.of, root.index, passing).flatMap(({ node, at, skip }) => {
      const file = fileOf(call);
      const given = file ? trace(file, node, extend(at, origin.path.slice(skip))) : [];
      return given.flatMap((inner) => openParameters(below, compose(origin, inner, call)));
    }),
  );
}

/** `this.props.html`: what the elements of the component say, where there are any. */
function openProperties(search: Search, origin: Origin): readonly Origin[] {
  const { root, path } = origin;
  const { analysis, depth } = search;
  const home = root.type === "this" && root.of ? fileOf(root.of) : undefined;
  const elements = home && root.type === "this" && root.of ? elementsOf(home, root.of) : [];
  if (elements.length === 0 || depth > DEEPEST)
    return !isCleaned(origin) && isProperty(origin, analysis) ? [origin] : [];
  const below = { ...search, depth: depth + 1 };
  return elements.flatMap((call) => {
    const file = fileOf(call);
    const [given] = call.arguments;
    const inner = file && given ? trace(file, given, path.slice(1)) : [];
    return inner.flatMap((each) => openParameters(below, compose(origin, each, call)));
  });
}

/** Functions that call each other in many ways are asked once: what they are handed is the same on every way. */
function isFirstVisit({ seen }: Search, of: FunctionNode, asked: string): boolean {
  const known = seen.get(of);
  if (!known) seen.set(of, new Set([asked]));
  else if (known.has(asked)) return false;
  else known.add(asked);
  return true;
}

/** `render(page, (html) => …)`, `waterfall([(html) => …])`: what another function hands over is that function's to answer for. */
function isAnswered(of: FunctionNode): boolean {
  const { parent } = outermost(of);
  const call = parent?.type === T.ArrayExpression ? outermost(parent).parent : parent;
  if (call?.type !== T.CallExpression || unwrap(call.callee) === of) return false;
  return !COMPONENT_MAKERS.test(calleeName(call) ?? "");
}

/** `cards.map(card)`: each gets an element of a list, which is followed where it is known. */
function isIterated(home: FileFlow, of: FunctionNode): boolean {
  return usesOf(home, of).some(
    (use) => use.type === "argument" && use.index === 0 && ITERATES.test(calleeName(use.call) ?? ""),
  );
}

/** `event.target.result`: a file that was read as an address of its data has no character that markup needs. */
function isDataAddress(home: FileFlow | undefined, { path }: Origin): boolean {
  return path.at(-1) === "result" && home !== undefined && !/\breadAsText\b/.test(home.unit.text);
}

/** `node.getAttribute("title")` */
function isRead({ path }: Origin): boolean {
  return path[0] !== RESULT && path.every((segment) => READS.test(segment));
}

/** `this.props.html`, `defineProps().html`, `$props().html`, `Astro.props.html`, and what only a template knows. */
function isProperty({ root, path, node }: Origin, analysis: Analysis): boolean {
  const name = path.at(-1) ?? (root.type === "global" ? root.name : "");
  if (isPlainName(name)) return false;
  if (root.type === "this") {
    const isOwn = analysis.hasTemplate && root.of === undefined && !/^\$/.test(path[0] ?? "$");
    return isOwn ? !path.includes(RESULT) : path.length > 1 && path[0] === "props";
  }
  if (root.type === "import") return analysis.hasMarkupTemplate && isWrittenField(path);
  if (root.type !== "global") return false;
  if (root.name === "Astro") return path.length > 1 && path[0] === "props";
  if (/^(?:defineProps|\$props|withDefaults)$/.test(root.name)) return path.length > 1;
  // a template of Vue sees no globals but those of the language
  return analysis.isOutside(node) && !/^[$A-Z]/.test(root.name);
}

function isPlainName(name: string): boolean {
  // tokens are drawn, not entered
  return CLEAN_NAME.test(name) || isDrawnName(name) || OWN_NAME.test(name) || MADE_MARKUP.test(name);
}

function isCleaned({ cleared, within }: Origin): boolean {
  return (cleared & kindsOf(["html"])) !== 0 || within.length > 0;
}

/** Of a type that holds no markup, or named after what was done to it. */
function isWithoutMarkup(of: FunctionNode, origin: Origin): boolean {
  const parameter = origin.root.type === "parameter" ? of.params[origin.root.index] : undefined;
  if (!parameter) return true;
  const name = origin.path.at(-1) ?? nameOf(parameter);
  if (name === undefined || isPlainName(name) || origin.path.some((segment) => SHOWN.test(segment)))
    return true;
  return origin.path.length === 0 && hasPlainType(parameter);
}

function hasPlainType(parameter: Node): boolean {
  const [binding] = patternBindings(parameter);
  const target = binding?.identifier;
  const type = target?.type === T.Identifier ? target.typeAnnotation?.typeAnnotation : undefined;
  if (!type) return false;
  return (type.type === T.TSUnionType ? type.types : [type]).every(isPlainType);
}

function isPlainType(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case T.TSStringKeyword:
    case T.TSAnyKeyword:
    case T.TSUnknownKeyword:
    case T.TSTypeLiteral:
      return false;
    case T.TSTypeReference:
      return type.typeName.type === T.Identifier && TYPES_WITHOUT_MARKUP.test(type.typeName.name);
    default:
      return type.type !== T.TSArrayType && type.type !== T.TSIndexedAccessType;
  }
}

function nameOf(parameter: Node): string | undefined {
  const [binding] = patternBindings(parameter);
  return binding?.identifier.type === T.Identifier ? binding.identifier.name : undefined;
}

function describe({ root, path }: Origin): string {
  const name = path.findLast((segment) => segment !== RESULT);
  if (root.type !== "parameter") return `the property "${name ?? (root.type === "global" ? root.name : "")}"`;
  const parameter = root.of.params[root.index];
  return `the parameter "${name ?? (parameter && nameOf(parameter)) ?? ""}"`;
}
