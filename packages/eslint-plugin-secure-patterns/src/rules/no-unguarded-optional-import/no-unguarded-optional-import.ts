import type { TSESTree } from "@typescript-eslint/utils";
import { getDependencyKind, getPackageName, openProject, type Project } from "../../project/index.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { useOf, type Use } from "./advice.ts";
import { getCalledLoad, getDeclaredLoad, type Load } from "./find-loads.ts";
import { loadOnDemand } from "./load-on-demand.ts";

const declarations = {
  optional: "an optional dependency",
  "optional-peer": "an optional peer dependency",
} as const;

/** Longer import chains are shown by their ends. */
const mostShown = 4;
/** What more files than these load is one mistake of package.json: it is reported where the entry meets it first. */
const mostLoaders = 3;

const rule: Rule = createRule({
  name: "no-unguarded-optional-import",
  description: "Disallow importing an optional package whenever the package's main entry is loaded",
  cwe: [1104],
  recommended: true,
  messages: {
    unguarded:
      '"{{name}}" is {{declared}} of {{owner}}, but whoever loads {{owner}} loads it too ({{chain}}): where it is not ' +
      "installed, everything fails to load. {{advice}}",
    everywhere:
      '"{{name}}" is {{declared}} of {{owner}}, but whoever loads {{owner}} loads it too ({{chain}}), and {{others}} more of ' +
      "its files load it at once: nothing works where it is not installed. Make the package a dependency, or a peer that is not optional.",
  },
  suggestions: { onDemand: 'Load "{{name}}" where it is used.' },
  create({ context, sourceCode, settings, report }) {
    const project = settings.project === false ? undefined : openProject(context);
    if (!project || (project.facts.optionalDependencies.size === 0 && project.facts.optionalPeers.size === 0))
      return {};
    const isTypeScript = /\.[mc]?tsx?$/.test(context.physicalFilename);

    function check(load: Load | undefined): void {
      const name = load && getPackageName(load.specifier);
      const kind = name === undefined ? "none" : getDependencyKind(project!.facts, name);
      if (!load || name === undefined || (kind !== "optional" && kind !== "optional-peer")) return;
      if (project!.isInstalledAnyway(name)) return;
      const reach = project!.reachFromMain();
      if (reach.kind !== "reached") return;
      const loaders = project!.loadersFromMain(name);
      const isEverywhere = loaders.length > mostLoaders;
      if (
        isEverywhere &&
        loaders.includes(context.physicalFilename) &&
        loaders[0] !== context.physicalFilename
      )
        return;
      const onDemand = isEverywhere ? undefined : loadOnDemand(sourceCode, load.node);
      report({
        node: load.node,
        messageId: isEverywhere ? "everywhere" : "unguarded",
        data: {
          name,
          declared: declarations[kind],
          owner: ownerOf(project!),
          chain: chainOf(project!, reach.path),
          others: String(loaders.length - 1),
          advice: adviceFor(project!, useOf(sourceCode, load.node), kind, reach.path, onDemand !== undefined),
        },
        suggestions: onDemand ? [{ messageId: "onDemand", data: { name }, ...onDemand }] : [],
      });
    }

    const declared = (node: Parameters<typeof getDeclaredLoad>[0]) =>
      check(getDeclaredLoad(node, sourceCode, isTypeScript));
    const called = (node: TSESTree.CallExpression | TSESTree.AwaitExpression) =>
      check(getCalledLoad(node, sourceCode));
    return {
      ImportDeclaration: declared,
      ExportAllDeclaration: declared,
      ExportNamedDeclaration: declared,
      TSImportEqualsDeclaration: declared,
      CallExpression: called,
      AwaitExpression: called,
    };
  },
});
export default rule;

/** What is best done about it, as the file uses it. */
function adviceFor(
  project: Project,
  use: Use,
  kind: keyof typeof declarations,
  path: readonly string[],
  isSuggested: boolean,
): string {
  if (isSuggested) return "Load it where it is used.";
  const move =
    kind === "optional"
      ? "move it to dependencies"
      : "move it to dependencies, or make it a peer that is not optional";
  const importer = path.at(-2);
  if (use === "throughout" && importer !== undefined) {
    const from = relativeTo(project, importer);
    const entry = project.ownEntry;
    if (entry !== undefined) return `This file has an entry of its own ("${entry}"): take it out of ${from}.`;
    return isPublished(project)
      ? `This file is about it: give it an entry (sub-path) of its own in "exports", and take it out of ${from}.`
      : `This file is about it: let ${from} load it with import() where it is used.`;
  }
  if (use === "awaited")
    return `Await optionalImport() in its place, and look whether there is anything; or ${move}.`;
  return use === "later"
    ? `Load it in the functions that use it, with optionalImport(), and make these asynchronous; or ${move}.`
    : `The file cannot do without it: ${move}.`;
}

/** Others load what it exports; an application has no entries. */
function isPublished({ facts }: Project): boolean {
  return !facts.isPrivate || facts.exports !== undefined;
}

function ownerOf({ facts }: Project): string {
  return facts.name ?? "this package";
}

/** `src/index.ts → src/billing.ts`, relative to the package. */
function chainOf(project: Project, path: readonly string[]): string {
  const names = path.map((file) => relativeTo(project, file));
  if (names.length > mostShown) names.splice(2, names.length - mostShown, "…");
  return names.join(" → ");
}

function relativeTo({ facts }: Project, file: string): string {
  return file.slice(facts.root.length + 1).replaceAll("\\", "/");
}
