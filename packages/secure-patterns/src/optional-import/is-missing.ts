import { isInstalled } from "./is-installed.ts";

/** The properties that loaders put on their errors; each has some of them. */
interface LoaderError {
  readonly code?: unknown;
  readonly message?: unknown;
  /** Bun. */
  readonly specifier?: unknown;
  readonly referrer?: unknown;
  /** Node, for `require`. */
  readonly requireStack?: unknown;
  /** Yarn Plug'n'Play. */
  readonly data?: { readonly request?: unknown; readonly issuer?: unknown };
}

/** How loaders say that a module is not there; the group is its name. */
const FORMS: readonly RegExp[] = [
  /^(?:\[ERR_MODULE_NOT_FOUND\] )?(?:Error: )?Cannot find (?:package|module) ['"]([^'"]+)['"]/, // Node, Bun, Deno, Jest, webpack
  /^Import "([^"]+)" not a dependency/, // Deno
  /^Relative import path "([^"]+)" not prefixed/,
  /^Could not find package '([^']+)'/,
  /^Could not find "([^"]+)" in a node_modules folder/,
  /^Module not found "([^"]+)"/,
  /^No such module "([^"]+)"/, // workerd
  /^Could not resolve "([^"]+)" imported by/, // Vite's stand-in for an optional peer dependency
  /^Failed to load url (\S+) \(resolved id:/, // Vite's module runner
  /^Failed to resolve module specifier ['"]([^'"]+)['"]/, // Chromium
  /^The specifier [“"]([^”"]+)[”"] was a bare specifier/, // Firefox
  /^Module name, '([^']+)' does not resolve/, // Safari
];
/** What stands before the importing file, and behind it. */
const BEFORE_IMPORTER = [" imported from ", " imported by ", " from referrer ", " from "];
const AROUND_IMPORTER = /^['"]|(?:['"]?\. Is it installed\?|['"]\.?)$/g;
/** A file that is named with its path is missing from a package that is there. */
const RELATIVE = /^(?:\.{1,2}\/|\/|[a-z]+:\/\/)/i;

/** Whether an error says that the module of this name is not installed, and not one that it needs in turn. */
export function isMissing(error: unknown, name: string): boolean {
  if (typeof error !== "object" || error === null) return false;
  try {
    return namesMissing(error as LoaderError, name);
  } catch {
    // An object whose properties cannot be read was not thrown by a loader.
    return false;
  }
}

function namesMissing(thrown: LoaderError, name: string): boolean {
  const specifier = readSpecifier(thrown);
  const importer = readImporter(thrown);
  if (specifier === undefined) return false;
  if (RELATIVE.test(name))
    return isSameFile(specifier, name) && !(importer !== undefined && isSameFile(importer, name));
  const packageName = getPackageName(name);
  if (specifier !== name && specifier !== packageName) return false;
  return importer === undefined || !isInstalled(packageName, importer);
}

function readSpecifier(error: LoaderError): string | undefined {
  const said = error.data?.request ?? error.specifier;
  if (typeof said === "string") return said;
  const firstLine = String(error.message).split("\n", 1)[0] ?? "";
  return FORMS.map((form) => form.exec(firstLine)?.[1]).find((found) => found !== undefined);
}

function readImporter(error: LoaderError): string | undefined {
  const stack: unknown = Array.isArray(error.requireStack) ? error.requireStack[0] : undefined;
  const said = error.referrer ?? error.data?.issuer ?? stack;
  if (typeof said === "string" && said !== "") return said;
  const firstLine = String(error.message).split("\n", 1)[0] ?? "";
  const words = BEFORE_IMPORTER.find((one) => firstLine.includes(one));
  if (words === undefined) return undefined;
  return firstLine.slice(firstLine.lastIndexOf(words) + words.length).replace(AROUND_IMPORTER, "");
}

/** `./billing.js` and `/app/src/billing.js`, `file:///app/src/billing.js`. */
function isSameFile(path: string, name: string): boolean {
  const tail = name.replace(/^file:\/\//, "").replace(/^(?:\.{1,2}\/)+/, "/");
  return path === name || decodePath(path).replace(/\\/g, "/").endsWith(tail);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `@org/billing` of `@org/billing/stripe`. */
function getPackageName(name: string): string {
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}
