import { basename, extname } from "node:path";
import { ajaxSetups, csrfNames } from "../../catalog/ajax-clients.ts";
import { readText } from "../../project/disk-file.ts";
import { isSaidInPages, type PackageIndex, type Project } from "../../project/index.ts";
import type { Analysis } from "../analysis.ts";

/** A function of the project that sends requests with the token. */
export interface TokenWrapper {
  readonly file: string;
  readonly name: string;
  /** What people call it: of a default export the name that its file gives it. */
  readonly called: string;
  /** Takes what `fetch` takes. */
  readonly isLikeFetch: boolean;
}

/** What the files of a package say of CSRF tokens. */
export interface ProjectTokens {
  /** Files that send a token with a request, or read it from the page to do so. */
  readonly senders: readonly string[];
  /** Files of a server that makes tokens for its pages. */
  readonly issuers: readonly string[];
  readonly wrappers: readonly TokenWrapper[];
  /** Clients that send the token on their own. */
  readonly covered: ReadonlySet<string>;
}

const CLIENT = /\bfetch\s*\(|\baxios\b|\bXMLHttpRequest\b|\.ajax\s*\(|\$\.post\s*\(|\bky\b/;
/** Below the root of its package. */
const TEST_FILE =
  /[.-](?:test|spec|stories|mock)s?\.|(?:^|[/\\])(?:tests?|__tests__|__mocks__|e2e|cypress|playwright|mocks?)[/\\]/i;
const LIKE_FETCH =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\b\s*\w*\s*|(?:const|let|var)\s+\w+(?:\s*:[^=]+)?\s*=\s*(?:async\s*)?)(?:<[^>]*>)?\(\s*(\w+)[^,)]*,\s*(\w+)[^)]*\)/;

/** Whether a page that others are put into sets a client up: `$.ajaxSetup(…)` in `layout.html`. */
export function isSetUpInPages({ project }: Analysis, root: string, client: string): boolean {
  const isAlone = project?.getIndex() === undefined;
  return isSaidInPages(root, `ajax-setup ${client}`, isAlone, (text) => setupsIn(text).has(client));
}

function setupsIn(text: string): Set<string> {
  if (!csrfNames.mention.test(text)) return new Set();
  return new Set(ajaxSetups.filter((setup) => setup.text.test(text)).flatMap(({ clients }) => clients));
}

const memo = new Map<string, { version: number; tokens: ProjectTokens }>();

/** Whether a file feeds tests alone: what it sends reaches no user's server. */
export function isTestHelper(root: string, filename: string): boolean {
  return TEST_FILE.test(filename.startsWith(root) ? filename.slice(root.length) : "");
}

/** What this file and the others of its package do about tokens; read once for each state of the package. */
export function projectTokens({ file, project }: Analysis): ProjectTokens {
  const own = readFile(file.unit.filename, file.unit.text, undefined);
  const index = project?.getIndex();
  if (!project || !index) return merge([own]);
  const known = memo.get(project.facts.root);
  if (known?.version === index.version) return merge([own, known.tokens]);
  const tokens = merge(readPackage(project, index));
  memo.set(project.facts.root, { version: index.version, tokens });
  return merge([own, tokens]);
}

function readPackage({ facts }: Project, index: PackageIndex): ProjectTokens[] {
  const found: ProjectTokens[] = [];
  for (const [path, record] of index.records) {
    if (isTestHelper(facts.root, path)) continue;
    const text = readText(path);
    if (text !== undefined && csrfNames.mention.test(text)) found.push(readFile(path, text, record));
  }
  return found;
}

function readFile(
  path: string,
  text: string,
  record: ReturnType<PackageIndex["records"]["get"]>,
): ProjectTokens {
  const issuers = csrfNames.issued.test(text) ? [path] : [];
  const nothing = { senders: [], issuers, wrappers: [], covered: new Set<string>() };
  if (!csrfNames.mention.test(text)) return nothing;
  const covered = setupsIn(text);
  const isSender = csrfNames.sent.test(text) && CLIENT.test(text);
  if (!isSender) return { ...nothing, covered };
  const wrappers = (record?.exports ?? []).flatMap(({ exported, local, start, end, isType }) => {
    const body = text.slice(start, end);
    const sends = (csrfNames.mention.test(body) && CLIENT.test(body)) || isSetUp(text, local);
    const isWrapper =
      !isType &&
      !isComponent(path, local, body) &&
      (sends || handsOn(text, body)) &&
      /^[\w$]+$/.test(exported);
    const called = exported === "default" ? (local ?? basename(path, extname(path))) : exported;
    return isWrapper ? [{ file: path, name: exported, called, isLikeFetch: isLikeFetch(body) }] : [];
  });
  return { senders: [path], issuers, wrappers, covered };
}

/** `export default function LoginForm() { … fetch(…) … return <form>…</form>; }` sends what its own form holds. */
function isComponent(path: string, local: string | undefined, body: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/.test(path) &&
    /^[A-Z]\w*[a-z]/.test(local ?? "") &&
    /(?:return|=>)\s*\(?\s*<[\w>]/.test(body)
  );
}

/** `api.interceptors.request.use(addToken)` */
function isSetUp(text: string, local: string | undefined): boolean {
  return (
    local !== undefined &&
    new RegExp(`\\b${local.replaceAll("$", "\\$")}\\.interceptors\\.request\\b`).test(text)
  );
}

/** `export const post = (path, options) => request(path, { … })`, `new ApiClient()`: what sends the token is of the same file. */
function handsOn(text: string, body: string): boolean {
  const call = /\b((?:fetch|request|send|ajax)\w*|\w+(?:Fetch|Request))(?:<[^>()]*>)?\(/.exec(body)?.[1];
  const made = /\bnew\s+(\w+)\s*\(/.exec(body)?.[1];
  return (
    (call !== undefined && new RegExp(`\\b(?:function|const|let)\\s+${call}\\b`).test(text)) ||
    (made !== undefined && new RegExp(`\\bclass\\s+${made}\\b`).test(text))
  );
}

/** `export function request(input, init) { … fetch(input, { ...init, … }) }` */
function isLikeFetch(text: string): boolean {
  const [, input = "", init = ""] = LIKE_FETCH.exec(text) ?? [];
  return input !== "" && new RegExp(`\\bfetch\\(\\s*${input}\\b`).test(text) && text.includes(`...${init}`);
}

function merge(all: readonly ProjectTokens[]): ProjectTokens {
  return {
    senders: [...new Set(all.flatMap(({ senders }) => senders))],
    issuers: [...new Set(all.flatMap(({ issuers }) => issuers))],
    wrappers: all.flatMap(({ wrappers }) => wrappers),
    covered: new Set(all.flatMap(({ covered }) => [...covered])),
  };
}
