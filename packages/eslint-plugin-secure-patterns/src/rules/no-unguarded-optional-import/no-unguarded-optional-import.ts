import type { TSESTree } from "@typescript-eslint/utils";
import { getDependencyKind, getPackageName, openProject, type Project } from "../../project/index.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
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
      "installed, everything fails to load. Load it where it is used with optionalImport(), give this file an " +
      "entry of its own, or make the package a dependency.",
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

function ownerOf({ facts }: Project): string {
  return facts.name ?? "this package";
}

/** `src/index.ts → src/billing.ts`, relative to the package. */
function chainOf({ facts }: Project, path: readonly string[]): string {
  const names = path.map((file) => file.slice(facts.root.length + 1).replaceAll("\\", "/"));
  if (names.length > mostShown) names.splice(2, names.length - mostShown, "…");
  return names.join(" → ");
}
