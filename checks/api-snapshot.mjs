// Writes down the public API as TypeScript sees it in the built packages, one file per subpath, so that every change of
// it is seen in a diff. Fails if the snapshots differ; `--update` writes them. The root's snapshot only names what a
// subpath exports as well.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import ts from "typescript";
import { codeEntries, publishedPackages } from "./published-packages.mjs";

const update = process.argv.includes("--update");
for (const { folder, manifest } of publishedPackages) {
  const target = join(folder, "api");
  const wanted = snapshots(folder, manifest);
  const existing = existsSync(target) ? readdirSync(target) : [];
  const stale = existing.filter((name) => !wanted.has(name));
  const changed = [...wanted].filter(
    ([name, text]) => !existing.includes(name) || read(target, name) !== text,
  );
  if (update) {
    mkdirSync(target, { recursive: true });
    for (const name of stale) rmSync(join(target, name));
    for (const [name, text] of changed) writeFileSync(join(target, name), text);
  } else if (stale.length + changed.length > 0) {
    const names = [...stale, ...changed.map(([name]) => name)].join(", ");
    console.error(
      `${manifest.name}: the public API changed in ${names}. If it is meant: pnpm api, and read the diff.`,
    );
    process.exitCode = 1;
  }
}

/** File name → text. */
function snapshots(folder, { name, exports }) {
  const entries = codeEntries({ exports }).sort(([a], [b]) => b.length - a.length); // the root last
  const known = new Set();
  return new Map(
    entries.map(([subpath, entry]) => {
      const code = typeof entry === "string" ? entry : entry.import;
      const found = [...declarations(join(folder, code.replace(/\.js$/, ".d.ts")))];
      const text = found.map((item) =>
        subpath === "." && known.has(item.text) ? `export { ${item.name} };` : item.text,
      );
      for (const item of found) known.add(item.text);
      const file = subpath === "." ? "index" : subpath.slice(2).replaceAll("/", ".");
      return [`${file}.api.md`, `# ${join(name, subpath)}\n\n\`\`\`ts\n${text.join("\n\n")}\n\`\`\`\n`];
    }),
  );
}

/** The exported declarations in alphabetical order, then those of the package that they mention. */
function* declarations(file) {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    noEmit: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const seen = new Set();
  const queue = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source))
    .map((symbol) => ({ name: symbol.name, symbol: resolveAlias(checker, symbol), exported: true }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, symbol, exported } of queue) {
    if (seen.has(symbol)) continue;
    seen.add(symbol);
    for (const node of (symbol.declarations ?? []).filter((declaration) => isOwn(declaration))) {
      const rename = name === symbol.name ? "" : ` // as ${name}`;
      yield { name, text: `${exported ? "" : "// not exported\n"}${print(node)}${rename}` };
      for (const mentioned of mentions(checker, node))
        queue.push({ name: mentioned.name, symbol: mentioned, exported: false });
    }
  }
}

function resolveAlias(checker, symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isOwn(node) {
  return !node.getSourceFile().fileName.includes("/node_modules/") && !ts.isTypeParameterDeclaration(node);
}

function* mentions(checker, node) {
  if (ts.isIdentifier(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    const target = symbol && resolveAlias(checker, symbol);
    if (target?.declarations?.some((declaration) => isTopLevel(declaration))) yield target;
  }
  for (const child of node.getChildren()) yield* mentions(checker, child);
}

function isTopLevel(node) {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return ts.isSourceFile(statement.parent) && isOwn(node);
}

/** Without comments, which are documentation and not the contract. */
function print(node) {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const printer = ts.createPrinter({ removeComments: true });
  return printer.printNode(ts.EmitHint.Unspecified, statement, node.getSourceFile());
}

function read(folder, name) {
  return readFileSync(join(folder, name), "utf8");
}
