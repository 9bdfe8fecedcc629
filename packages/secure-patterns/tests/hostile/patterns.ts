import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

export interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

const root = join(dirname(fileURLToPath(import.meta.url)), "../../src");

/** Every regular expression of the package: literals as they stand in the files, and those put together while modules load. */
export async function findPatterns(): Promise<readonly Pattern[]> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/\.test\.ts$|contract/.test(file),
  );
  const found = new Map<string, Pattern>();
  for (const pattern of [...files.flatMap(readLiterals), ...(await recordConstructed(files))]) {
    found.set(`/${pattern.source}/${pattern.flags}`, pattern);
  }
  return [...found.values()];
}

function readLiterals(file: string): Pattern[] {
  const text = readFileSync(join(root, file), "utf8");
  const patterns: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      patterns.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return patterns;
}

/** Loads the modules that build patterns from strings, with a constructor that takes notes. */
async function recordConstructed(files: readonly string[]): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  const Native = globalThis.RegExp;
  const recorder = new Proxy(Native, {
    construct(target, args: [string, string?], newTarget) {
      const made = Reflect.construct(target, args, newTarget) as RegExp;
      if (typeof args[0] === "string")
        patterns.push({ file: current, source: made.source, flags: made.flags });
      return made;
    },
  });
  let current = "";
  for (const file of files) {
    if (!readFileSync(join(root, file), "utf8").includes("new RegExp(")) continue;
    current = relative(root, join(root, file));
    globalThis.RegExp = recorder;
    try {
      await import(pathToFileURL(join(root, file)).href);
    } finally {
      globalThis.RegExp = Native;
    }
  }
  return patterns;
}
