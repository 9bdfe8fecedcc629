// What `new:rule`, `new:framework` and `new:store` write compiles where it is written to.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { scaffolds } from "../../scripts/scaffolds/index.mjs";
import { root } from "./places.ts";

test.each(Object.entries(scaffolds))("%s", (_kind, scaffold) => {
  const { files, edits } = scaffold("some-thing");
  const written = new Map(Object.entries(files).map(([path, text]) => [join(root, path), text]));
  for (const [path, edit] of Object.entries(edits)) {
    const text = readFileSync(join(root, path), "utf8");
    const edited = edit(text);
    expect(edited).not.toBe(text);
    written.set(join(root, path), edited);
  }
  expect(compile(written)).toEqual([]);
});

/** What the compiler says of these files as if they were on the disk. */
function compile(files: ReadonlyMap<string, string>): string[] {
  const names = [...files.keys()].filter((name) => name.endsWith(".ts"));
  const config = join(root, "tsconfig.base.json");
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  const folders = new Set(names.map((name) => dirname(name)));
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) => folders.has(path) || (directoryExists?.(path) ?? false);
  const program = ts.createProgram(names, { ...options, resolveJsonModule: true }, host);
  return names
    .map((name) => program.getSourceFile(name))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}
