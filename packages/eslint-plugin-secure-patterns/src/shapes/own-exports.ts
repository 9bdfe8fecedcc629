import type { PackageIndex, Project } from "../project/index.ts";

/** Something that a file of the project hands out under a name. */
export interface OwnExport {
  readonly file: string;
  readonly name: string;
  readonly isEsm: boolean;
}

const TEST_FILE = /[.-](?:test|spec|stories|mock)s?\.|[/\\](?:tests?|__tests__|__mocks__|e2e|mocks?)[/\\]/i;

/** All values that the package's files export by names that an import can take, tests left out. */
export function* ownExports(index: PackageIndex): Generator<OwnExport> {
  for (const [file, record] of index.records) {
    if (!record || TEST_FILE.test(file)) continue;
    for (const { exported, isType, from } of record.exports) {
      if (isType || from || !/^[\w$]+$/.test(exported) || exported === "default") continue;
      yield { file, name: exported, isEsm: record.format === "esm" };
    }
  }
}

/** How many other places of the project import it. */
export function countUses(project: Project, { file, name }: OwnExport): number {
  const uses = project.importersOf(file, name).uses.filter((use) => !use.isType);
  return uses.filter((use) => use.file !== project.filename && !TEST_FILE.test(use.file)).length;
}
