import { formOperationServers, operationServers } from "../../catalog/form-parsers.ts";
import { protections } from "../../catalog/protections.ts";
import { ASKS_FOR_USER, postsInFiles, READS_IDENTITY, SETS_IDENTITY } from "../../catalog/cookie-reads.ts";
import { routes as rows } from "../../catalog/routes.ts";
import {
  AT_ROOT,
  CHANGES,
  CHANGING_FILE,
  CHECKS_SENDER,
  KEPT_AT_HOME,
  NEEDS_NO_BODY,
  POSTS,
  READS_TOKEN_COOKIE,
  REFUSES_ORIGINS,
  SIGNS_IN,
} from "../../catalog/server-signs.ts";
import { sessionReads } from "../../catalog/session-reads.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { asksForUser } from "./asks-for-user.ts";

/** What the files of a project show where the file with the session has no routes of its own. */
export interface Surroundings {
  /** The project checks its requests, or it cannot be seen whether it does. */
  readonly hasCheck: boolean;
  /** Routes that change something. */
  readonly hasRoutes: boolean;
  /** Code asks the session who the user is, not only where a sign-in elsewhere goes on. */
  readonly readsSession: boolean;
  /** One file does both. */
  readonly changesBySession: boolean;
  /** A route that changes something is told by its address alone what. */
  readonly needsNoBody: boolean;
  /** Code takes the token that says who the user is from a cookie that other sites may send along. */
  readonly readsTokenCookie: boolean;
  /** It takes that token from a cookie that other sites may not send along. */
  readonly readsOwnSiteCookie: boolean;
  /** A cookie that says who asks is set so that other sites may send it along. */
  readonly setsOpenCookie: boolean;
  /** Handlers of POST go by it. */
  readonly postsByCookie: boolean;
  /** The files that mention cookies and a name of such a one, by name. */
  readonly cookieFiles: readonly string[];
  /** Some routes have the check among their own layers, and others are in files that know of none. */
  readonly isPartlyChecked: boolean;
}

export const NOTHING_AROUND: Surroundings = {
  hasCheck: false,
  hasRoutes: false,
  readsSession: false,
  changesBySession: false,
  needsNoBody: false,
  readsTokenCookie: false,
  readsOwnSiteCookie: false,
  setsOpenCookie: false,
  postsByCookie: false,
  cookieFiles: [],
  isPartlyChecked: false,
};
const UNKNOWN: Surroundings = { ...NOTHING_AROUND, hasCheck: true };

const CHECKS = protections
  .filter(({ is, packages }) => is === "csrf" && packages)
  .flatMap(({ packages = [] }) => packages);

/** Modules of a framework, which stand before all requests once they are installed. */
const MODULES = protections.flatMap(({ is, isModule, packages = [] }) =>
  is === "csrf" && isModule ? packages : [],
);

const SESSIONS = protections.flatMap(({ is, packages = [] }) => (is === "session" ? packages : []));

/** Another file of the project sets the session up: cookies that a route reads here are not what says who asks. */
export function hasSessionElsewhere({ project, file }: Analysis): boolean {
  const index = project?.getIndex();
  if (!index) return false;
  return SESSIONS.some((name) =>
    index.importsOfPackage(packageOf(name)).some((each) => each.file !== file.unit.filename),
  );
}

/** Some file of the project imports a package that checks requests. */
export function checksSomewhere({ project }: Analysis): boolean {
  const index = project?.getIndex();
  return (
    index !== undefined &&
    !index.isPartial &&
    CHECKS.some((name) =>
      index.importsOfPackage(packageOf(name)).some(({ entry }) => entry.specifier === name),
    )
  );
}

export function lookAround({ project }: Analysis): Surroundings {
  const index = project?.getIndex();
  if (!index || index.isPartial) return UNKNOWN;
  const textOf = (file: string): string => withoutComments(project?.textOf(file) ?? "");
  const checking = new Set(
    CHECKS.flatMap((name) =>
      index
        .importsOfPackage(packageOf(name))
        .flatMap(({ file, entry }) => (entry.specifier === name ? [file] : [])),
    ),
  );
  const isNamed = [...index.records].some(
    ([file, record]) =>
      /csrf|xsrf/i.test(file.slice(index.facts.root.length)) ||
      (!checking.has(file) &&
        record?.imports.some(
          ({ specifier, bindings }) =>
            /csrf|xsrf/i.test(specifier) || bindings.some(({ local }) => /csrf|xsrf/i.test(local)),
        )),
  );
  const isModule = MODULES.some((name) => index.facts.dependencies.has(name));
  if (isModule || isNamed || [...checking].some((file) => !staysAtRoutes(textOf(file)))) return UNKNOWN;
  const packages = [...rows.flatMap(({ routers: names = [] }) => names), ...sessionReads.tokenPackages];
  const routing = new Set(packages.flatMap((name) => index.importsOfPackage(name).map(({ file }) => file)));
  const files = new Set(routing);
  for (const [file] of index.records)
    if (
      /rout|controller|resolver|schema|graphql|api|app|server|middleware|auth|guard|passport|session|cors|jwt/i.test(
        file.slice(index.facts.root.length),
      )
    )
      files.add(file);
  const unread = [...files].filter((file) => !checking.has(file));
  const named = [
    ...unread.filter((file) => SAYS_WHO.test(file)),
    ...unread.filter((file) => !SAYS_WHO.test(file)),
  ].slice(0, MOST_FILES);
  const texts = named.map((file) =>
    SIGNS_IN.test(file) ? textOf(file).replaceAll(AT_ROOT, "") : textOf(file),
  );
  const readsSession = asksForUser(texts);
  const readsCookie = texts.some((text) => READS_TOKEN_COOKIE.test(text));
  const staysHome = texts.some((text) => KEPT_AT_HOME.test(text));
  return {
    hasCheck: texts.some(
      (text) =>
        /csrf|xsrf|sec-fetch-site/i.test(text) || REFUSES_ORIGINS.test(text) || CHECKS_SENDER.test(text),
    ),
    hasRoutes:
      texts.some((text) => CHANGES.test(text)) ||
      operationServers.some((name) => index.importsOfPackage(name).length > 0) ||
      [...index.records.keys()].some((file) => CHANGING_FILE.test(file) && !SIGNS_IN.test(file)),
    readsSession: texts.some(readsSession),
    changesBySession: texts.some((text) => CHANGES.test(text) && readsSession(text)),
    needsNoBody:
      texts.some((text) => NEEDS_NO_BODY.test(text)) ||
      formOperationServers.some((name) => index.importsOfPackage(name).length > 0),
    readsTokenCookie: readsCookie && !staysHome,
    readsOwnSiteCookie: readsCookie && staysHome,
    setsOpenCookie: texts.some((text) => SETS_IDENTITY.test(text)) && !staysHome,
    postsByCookie: named.some((file, at) => isPost(file, texts[at] ?? "", routing.has(file))),
    cookieFiles: named.filter((_, at) => READS_IDENTITY.test(texts[at] ?? "")).toSorted(),
    isPartlyChecked: checking.size > 0,
  };
}

/**
 * Whether the project looks itself where a request comes from: who turns a framework's check off may do so in favour of
 * an own one.
 */
export function checksOrigin({ project }: Analysis): boolean {
  const index = project?.getIndex();
  if (!index) return false;
  return [...index.records.keys()]
    .filter((file) => GATES.test(file.slice(index.facts.root.length)))
    .slice(0, MOST_FILES)
    .some((file) => {
      const text = withoutComments(project?.textOf(file) ?? "");
      return READS_ORIGIN.test(text) && REFUSES.test(text);
    });
}

/** `hooks.server.ts`, `middleware.ts`, `server/hooks/handle.ts` */
const GATES = /[\\/](?:hooks?|middlewares?|proxy|csrf|security)(?:\.server)?(?:[\\/][\w.-]+)?\.[cm]?[jt]s$/i;
const READS_ORIGIN =
  /\(\s*["'`](?:origin|sec-fetch-site)["'`]\s*\)|\bheaders\.origin\b|["'`]sec-fetch-site["'`]/i;
const REFUSES = /\b403\b|forbidden|csrf|cross-?site/i;

/** `router.post("/orders", …)`, `export async function POST` of a file that asks who sends it. */
function isPost(file: string, text: string, isRouting: boolean): boolean {
  return (
    (isRouting && POSTS.test(text)) ||
    postsInFiles.some(({ files, posts }) => files.test(file) && posts.test(text) && ASKS_FOR_USER.test(text))
  );
}

const MOST_FILES = 80;
/** What says how users are told apart is read before the many that serve them. */
const SAYS_WHO = /[\w-]*(?:guard|strategy|passport|jwt)(?:[\\/]index)?[\w.-]*$/i;

/** `router.get("/form", csrfProtection, show)`: the check is in front of single routes of this file and nowhere else. */
function staysAtRoutes(text: string): boolean {
  return (
    /\.(?:get|post|put|patch|delete|all)\(\s*["'`][^\n]*csu?rf/i.test(text) &&
    !/\.(?:use|register)\([^;]*?(?:csrf|csurf|lusca)/i.test(text) &&
    !/(?:\bexports?\b)[^;\n]*(?:csrf|csurf)/i.test(text)
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*$/gm, "");
}

/** `hono/csrf` → `hono`, `@edge-csrf/nextjs` → itself */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
