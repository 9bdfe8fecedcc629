import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { distrustDisk } from "./freshness.ts";

/** A project on disk for a test. */
export interface FixtureProject {
  readonly root: string;
  /** Absolute path of one of its files. */
  at(path: string): string;
  write(path: string, text: string): void;
  remove(path: string): void;
  dispose(): void;
}

/** Writes files (path → text; objects become JSON) into a new temporary directory. */
export function writeProject(files: Readonly<Record<string, string | object>>): FixtureProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "secure-patterns-project-")));
  const at = (path: string): string => join(root, path);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
    distrustDisk();
  };
  for (const [path, content] of Object.entries(files)) {
    write(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return {
    root,
    at,
    write,
    remove(path) {
      rmSync(at(path), { recursive: true });
      distrustDisk();
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
