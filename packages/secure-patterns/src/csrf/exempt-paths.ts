import type { RequestFacts } from "../protection.ts";

/** Proves that a request was signed by its sender; only the answer `true` counts. */
export type SignatureCheck = (request: RequestFacts) => boolean | Promise<boolean>;

/**
 * A path without CSRF check, such as a webhook's. An exact path may stand alone; a prefix or pattern reaches further than its
 * author can see, so it needs a signature check, which then stands in for the token.
 */
export type CsrfExemption =
  | string
  | { readonly path: string; readonly signature: SignatureCheck }
  | { readonly prefix: string; readonly signature: SignatureCheck }
  | { readonly pattern: RegExp; readonly signature: SignatureCheck };

/** One list for everywhere, or one per environment: `{ production: ["/webhooks/stripe"] }`. */
export type CsrfExemptions = readonly CsrfExemption[] | Readonly<Record<string, readonly CsrfExemption[]>>;

export interface ExemptionAnswer {
  readonly isExempt: boolean;
  /** An exemption named this path, but its signature check did not say `true`. */
  readonly isUnsigned: boolean;
}

interface Exemption {
  matches(path: string): boolean;
  readonly signature: SignatureCheck | undefined;
}

const FORM =
  'exempt must list exact paths such as "/webhooks/stripe", or { prefix | pattern | path, signature } with a function that checks the sender\'s signature';

/**
 * Compiles the exemptions of one environment. Entries of other environments are checked as well, so that a mistake shows before
 * production does.
 *
 * @throws TypeError for an entry that reaches further than an exact path without a signature check
 */
export function exemptPaths(
  exempt: unknown,
  environment: string,
): (request: RequestFacts) => Promise<ExemptionAnswer> {
  const byEnvironment = Object.entries(
    Array.isArray(exempt) ? { [environment]: exempt } : readRecord(exempt),
  );
  const compiled = byEnvironment.map(([name, entries]) => [name, compileList(entries)] as const);
  const active = compiled.flatMap(([name, list]) => (name === environment ? list : []));
  return async (request) => {
    const path = active.length > 0 ? plainPath(request.url) : undefined;
    const named = path === undefined ? [] : active.filter((exemption) => exemption.matches(path));
    for (const { signature } of named) {
      if (!signature || (await isSigned(signature, request))) return { isExempt: true, isUnsigned: false };
    }
    return { isExempt: false, isUnsigned: named.length > 0 };
  };
}

function readRecord(exempt: unknown): Record<string, unknown> {
  if (exempt === undefined) return {};
  if (typeof exempt === "object" && exempt !== null && !(exempt instanceof RegExp)) return { ...exempt };
  throw new TypeError(FORM);
}

function compileList(entries: unknown): Exemption[] {
  if (!Array.isArray(entries)) throw new TypeError(FORM);
  return entries.map(compile);
}

function compile(entry: unknown): Exemption {
  if (typeof entry === "string") return { matches: exactly(entry), signature: undefined };
  const { path, prefix, pattern, signature } = (entry ?? {}) as Record<string, unknown>;
  if (typeof signature !== "function") throw new TypeError(FORM);
  const check = signature as SignatureCheck;
  if (typeof path === "string") return { matches: exactly(path), signature: check };
  if (typeof prefix === "string" && prefix.startsWith("/")) {
    return { matches: (candidate) => candidate.startsWith(prefix), signature: check };
  }
  if (!(pattern instanceof RegExp)) throw new TypeError(FORM);
  // A fresh expression without g and y, whose `lastIndex` would make every second request fail.
  const plain = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  return { matches: (candidate) => plain.test(candidate), signature: check };
}

function exactly(path: string): (candidate: string) => boolean {
  if (plainPath(path) !== path || /[*:()[\]{}]/.test(path)) {
    throw new TypeError(`${FORM}; got ${JSON.stringify(path.slice(0, 100))}`);
  }
  return (candidate) => candidate === path;
}

async function isSigned(signature: SignatureCheck, request: RequestFacts): Promise<boolean> {
  try {
    return (await signature(request)) === true;
  } catch {
    return false;
  }
}

/**
 * The path without query, or `undefined` unless it is spelled in its one normal form: where `/a/%2e%2e/webhook` or
 * `//webhook` means one path to us and another to the router, nothing is exempt.
 */
function plainPath(url: string): string | undefined {
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*)?(\/[^?#]*)/i.exec(url)?.[1];
  if (path === undefined || path.includes("//")) return undefined;
  const parsed = URL.canParse(path, "http://host") ? new URL(path, "http://host") : undefined;
  return parsed?.host === "host" && parsed.pathname === path ? path : undefined;
}
