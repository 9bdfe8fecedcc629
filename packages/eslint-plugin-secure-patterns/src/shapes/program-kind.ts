import { isOnlyOfBrowser } from "./browser-file.ts";
import { commandPrograms } from "../catalog/command-programs.ts";
import type { Project } from "../project/index.ts";
import type { Unit } from "../flow/unit.ts";

const TEST_NAME = /[._-](?:test|spec|e2e|stories|story|fixture|mock|bench)\.[cm]?[jt]sx?$/i;
/** `check-swaps.js` beside the package's description, where nothing hands out or waits: somebody looks into a matter. */
const LOOKS_INTO =
  /^(?:debug|check|analy[sz]e|diagnose|inspect|investigate|examine|probe|repro(?:duce)?|simulate|compare|print|count|promote|find|verify|test|fix|load|dump|list|show|cleanup|backfill|populate|reset|create|add|update|delete|remove)[-_][\w-]+\.[cm]?[jt]s$/i;
/** `test-login.html`, `public/seed-plans.html`: a page that its developers open. */
const TEST_PAGE = /(?:^|\/)(?:debug|demo|diagnose|seed|test)[-_][\w-]+\.html?$/i;
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|__mocks__|e2e|specs?|cypress|playwright)\//i;
/** Nothing else goes by these names. */
const TESTS_ONLY = /(?:^|\/)(?:__tests__|__mocks__|e2e|cypress|playwright)\//i;
/** Beside the package's description. */
const TESTS_OF_PACKAGE = /^(?:tests?|specs?)\//i;
/** A folder of tests is one where something is tested. */
const TEST_TEXT =
  /\b(?:describe|it|test|expect|beforeEach|beforeAll|before|after|assert)\s*[.(]|["'](?:vitest|@?jest\S*|mocha|chai|supertest|sinon|node:test|@playwright\/test)["']/;
/** Pages keep theirs there as well. */
const SCRIPTS = /(?:^|\/)scripts?\//i;
const SCRIPT_FOLDER =
  /(?:^|\/)(?:bin|cli|tools?|tooling|seeds?|seeders|migrations?|examples?|demos?|samples?|benchmarks?|(?:dev|seed|test|demo|fake|mock)[-_]?data|playground|sandbox|docs)\//i;
/** `scripts/test-notices.js`: what is only tried out so far will run somewhere else. */
const TRIES_OUT = /(?:^|\/)(?:test|try|debug|demo|check|verify)[-_][\w-]+\.[cm]?[jt]s$/i;
/** `bin` may start the server. */
const FILLS_DATABASES = /(?:^|\/)(?:seeds?|seeders|migrations?)\//i;
/** Beside the package's description: what a plugin is tried out in. */
const TRIED_OUT_IN = /^dev\//;
const SCRIPT_NAME =
  /(?:^|\/)(?:(?:mock|fake|dummy|stub|demo|example|sample|test)[\w-]*[-_]server|seeds?|seeder|migrate|cli|scripts?|[\w-]*\.(?:script|cli|config)|[a-z]+file)\.[cm]?[jt]s$/i;
/** What is typed behind a command's name, and what a question on the screen is answered. */
const READS_COMMAND_LINE =
  /\bprocess\.argv(?!\.(?:includes|some|indexOf|find)\b|\w)|\bparseArgs\(|\bcreateInterface\(\s*(?:\{[^}]*\binput:\s*)?process\.stdin\b|\breadlineSync\b/;
/** A server may read a port from its command line. */
const LISTENS = /\.listen\(|\bcreateServer\(|\bBun\.serve\(|\bserve\(/;
/** `src/commands/create-user.ts`, which ends the process itself. */
const COMMAND_FOLDER = /(?:^|\/)commands?\//i;

/** `main();` at the end of a file that hands out nothing, lets go of its database and waits for nobody … */
const CALLS_ITSELF = /^(?:await |void )?\w+\(\)(?:\s*\.(?:then|catch|finally)\b[\s\S]*)?;?\s*$/m;
/** … or that asks whether it is run itself, whatever else it hands out. */
const IS_RUN_ITSELF = /\brequire\.main\s*={2,3}\s*module\b|\bimport\.meta\.main\b/;
const HANDS_OUT = /^export\s|\bmodule\.exports\b|\bexports\.\w/m;
const WAITS = /\bset(?:Interval|Timeout)\(|\bfor await\b|\.(?:on|subscribe|schedule|consume|process)\(/;
/** … but for what a clock starts. */
const STARTED_BY_CLOCK =
  /(?:^|[\/._-])(?:jobs?|crons?|workers?|tasks?|batch|schedule[rd]?|functions|lambdas?)(?:[\/._-]|$)/i;

/**
 * Whether a file is run by its own developers, who see on their screens what it prints: a command, a script, a test, an
 * example. Told by the path inside its package and its workspace, the first line, and the package's commands.
 */
export function isRunByHand(unit: Unit, project: Project | undefined, folder: string): boolean {
  let known = answers.get(unit);
  if (known === undefined) answers.set(unit, (known = looksRunByHand(unit, project, folder)));
  return known;
}

/** A script that does its work and ends, a test, or a program, judged from another file. */
export function kindOfUser(unit: Unit | undefined, project: Project): "test" | "script" | "program" {
  if (!unit) return "program";
  const { filename, text } = unit;
  const inside = pathInside(filename, project.facts.root);
  if (TEST_NAME.test(inside) || TRIES_OUT.test(inside) || (TEST_FOLDER.test(inside) && TEST_TEXT.test(text)))
    return "test";
  const isScript = SCRIPTS.test(inside) || FILLS_DATABASES.test(inside);
  return isScript && !LISTENS.test(text) && !WAITS.test(text) ? "script" : "program";
}

/** Reading all of a text is too much for each place that asks. */
const answers = new WeakMap<Unit, boolean>();

function looksRunByHand(unit: Unit, project: Project | undefined, folder: string): boolean {
  const { filename, text } = unit;
  const inside = pathInside(filename, project?.facts.root ?? folder);
  // `tools/seed-data/src/index.ts` is a package of its own
  const outside = project?.workspaceRoot === undefined ? inside : pathInside(filename, project.workspaceRoot);
  if (
    TEST_NAME.test(inside) ||
    TESTS_ONLY.test(pathInside(filename, folder)) ||
    TEST_PAGE.test(inside) ||
    (TESTS_OF_PACKAGE.test(inside) && project !== undefined && !LISTENS.test(text)) ||
    SCRIPT_FOLDER.test(inside) ||
    SCRIPT_FOLDER.test(outside) ||
    TRIED_OUT_IN.test(inside) ||
    SCRIPT_NAME.test(inside)
  )
    return true;
  if (LOOKS_INTO.test(inside) && !HANDS_OUT.test(text) && !LISTENS.test(text) && !WAITS.test(text))
    return true;
  if (SCRIPTS.test(inside) || SCRIPTS.test(outside)) return !isOnlyOfBrowser(unit);
  if (text.startsWith("#!") || commandPrograms.packages.test(text)) return true;
  if (commandPrograms.testRunners.test(text)) return true;
  if (READS_COMMAND_LINE.test(text) && !LISTENS.test(text)) return true;
  if (runsOnce(text) && !STARTED_BY_CLOCK.test(inside)) return true;
  if (COMMAND_FOLDER.test(inside) && /\bprocess\.exit\(/.test(text)) return true;
  if (TEST_FOLDER.test(inside) && TEST_TEXT.test(text)) return true;
  const { bin = [], toolScripts = [], main } = project?.facts ?? {};
  if (bin.some((each) => plain(each) === plain(inside))) return true;
  const isTool = toolScripts.some((each) => plain(each) === plain(inside));
  return isTool && !LISTENS.test(text) && (main === undefined || plain(main) !== plain(inside));
}

function runsOnce(text: string): boolean {
  if (!commandPrograms.letsGo.test(text) || LISTENS.test(text) || WAITS.test(text)) return false;
  if (IS_RUN_ITSELF.test(text)) return true;
  if (HANDS_OUT.test(text)) return false;
  return CALLS_ITSELF.test(text.slice(-400));
}

/** `./db/seed.js` → `db/seed` */
function plain(path: string): string {
  return path.replace(/^\.\//, "").replace(/(?:\/index)?\.[cm]?[jt]sx?$/, "");
}

function pathInside(filename: string, root: string): string {
  const path = filename.replaceAll("\\", "/");
  const base = root.replaceAll("\\", "/").replace(/\/?$/, "/");
  return path.startsWith(base) ? path.slice(base.length) : (path.split("/").at(-1) ?? path);
}
