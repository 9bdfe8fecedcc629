import { currentEpoch, isDistrustedSince } from "./freshness.ts";
import type { ImportEntry, ModuleRecord } from "./module-record.ts";
import { getModuleRecord } from "./module-records.ts";
import { getNativeParser } from "./native.ts";
import type { PackageFacts } from "./package-facts.ts";
import { forgetResolutions, resolveImport } from "./resolver.ts";
import { listSourceFiles } from "./source-files.ts";

export interface ImportSite {
  /** Absolute path of the importing file. */
  readonly file: string;
  readonly entry: ImportEntry;
}

/** What all files of one package import and export, in both directions. */
export interface PackageIndex {
  readonly facts: PackageFacts;
  /** By absolute path; `undefined` where a file cannot be parsed. */
  readonly records: ReadonlyMap<string, ModuleRecord | undefined>;
  /** Not all files are known: the package is too large, or reading took too long. Nothing follows from an absence. */
  readonly isPartial: boolean;
  /** Grows when any file of the package changes: what is derived of the index holds as long as it stays. */
  readonly version: number;
  /** The imports, in this package, that lead to `file` (which may lie in another package). */
  importsOf(file: string): readonly ImportSite[];
  /** The imports, in this package, of an installed package or one of its sub-paths. */
  importsOfPackage(name: string): readonly ImportSite[];
}

interface Importers {
  readonly ofFile: Map<string, ImportSite[]>;
  readonly ofPackage: Map<string, ImportSite[]>;
}

/** Milliseconds; what is not read by then stays unknown until the next look at the disk. */
const TIME_LIMIT_MS = 20_000;
/** Looking at the disk again takes at most one part in this many of the time, all packages of a workspace together. */
const REVALIDATION_SHARE = 20;

const indexes = new Map<string, LiveIndex>();
/** What is known of the packages' files is trusted until then. */
let trustedUntil = -Infinity;

/**
 * The index of a package, built on the first question and brought up to date when files changed.
 * @returns `undefined` without native parser: reading a whole package with a slow one would cost more than linting it.
 */
export function getPackageIndex(facts: PackageFacts): PackageIndex | undefined {
  if (!getNativeParser()) return undefined;
  let index = indexes.get(facts.root);
  if (!index) indexes.set(facts.root, (index = new LiveIndex(facts)));
  index.update(facts);
  return index;
}

class LiveIndex implements PackageIndex {
  facts: PackageFacts;
  isPartial = false;
  version = 0;
  records: ReadonlyMap<string, ModuleRecord | undefined> = new Map();
  #epoch = -1;
  #lookedAt = -Infinity;
  #importers: Importers | undefined;

  constructor(facts: PackageFacts) {
    this.facts = facts;
  }

  update(facts: PackageFacts): void {
    // Dependencies, `exports` or `imports` may have changed: every import may lead elsewhere.
    if (facts !== this.facts) this.#expire();
    this.facts = facts;
    const started = performance.now();
    if (this.#epoch === currentEpoch()) return;
    const isFirstLook = this.#lookedAt === -Infinity;
    if (!isFirstLook && started < trustedUntil && !isDistrustedSince(this.#lookedAt)) return;
    this.#epoch = currentEpoch();
    this.#synchronise(started + TIME_LIMIT_MS);
    const ended = performance.now();
    this.#lookedAt = started;
    if (!isFirstLook) trustedUntil = ended + (ended - started) * REVALIDATION_SHARE;
  }

  importsOf(file: string): readonly ImportSite[] {
    this.#importers ??= invert(this.records);
    return this.#importers.ofFile.get(file) ?? [];
  }

  importsOfPackage(name: string): readonly ImportSite[] {
    this.#importers ??= invert(this.records);
    return this.#importers.ofPackage.get(name) ?? [];
  }

  #synchronise(deadline: number): void {
    const listing = listSourceFiles(this.facts);
    this.isPartial = listing.isPartial;
    const before = this.records;
    const records = new Map<string, ModuleRecord | undefined>();
    for (const file of listing.files) {
      if (performance.now() > deadline) this.isPartial = true;
      else records.set(file, getModuleRecord(file));
    }
    const isSameSet = records.size === before.size && listing.files.every((file) => before.has(file));
    this.records = records;
    if (!isSameSet || listing.files.some((file) => before.get(file) !== records.get(file))) this.#expire();
  }

  /** A file that came, went or changed its `package.json` can change where any import leads. */
  #expire(): void {
    this.version++;
    this.#importers = undefined;
    forgetResolutions();
  }
}

function invert(records: ReadonlyMap<string, ModuleRecord | undefined>): Importers {
  const importers: Importers = { ofFile: new Map(), ofPackage: new Map() };
  for (const [file, record] of records) {
    for (const entry of record?.imports ?? []) {
      const target = resolveImport(file, entry.specifier);
      if (target.kind === "file") addSite(importers.ofFile, target.file, { file, entry });
      if (target.kind === "package") addSite(importers.ofPackage, target.name, { file, entry });
    }
  }
  return importers;
}

function addSite(sites: Map<string, ImportSite[]>, key: string, site: ImportSite): void {
  const known = sites.get(key);
  if (known) known.push(site);
  else sites.set(key, [site]);
}
