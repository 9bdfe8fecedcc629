import type { TSESTree } from "@typescript-eslint/types";
import { keyName, T, type Node } from "../../ast/nodes.ts";
import { trace } from "../../flow/trace.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import { nodesOfType } from "../../flow/nodes.ts";

interface Silent {
  readonly options: Node;
  /** The firewall's name. */
  readonly firewall: string;
}

/** Protections of the runtime that could tell the firewall of the same file what they refuse, and do not. */
export function findSilentProtections(analysis: Analysis): Silent[] {
  const { unit } = analysis.file;
  if (!/\bfirewall\b/.test(unit.text)) return [];
  const calls = nodesOfType(unit, T.CallExpression);
  const firewall = calls.map((call) => nameOfFirewall(analysis, call)).find((name) => name !== undefined);
  if (firewall === undefined) return [];
  return calls.toReversed().flatMap((call) => {
    const options = call.arguments.at(-1);
    const isSilent =
      options?.type === T.ObjectExpression && !hasOnDenied(options) && isProtection(analysis, call);
    return isSilent ? [{ options, firewall }] : [];
  });
}

/** `wall` of `const wall = firewall({ … })` */
function nameOfFirewall(analysis: Analysis, { callee, parent }: TSESTree.CallExpression): string | undefined {
  const isFirewall = isOfRuntime(analysis, callee, /^firewall$/);
  return isFirewall && parent.type === T.VariableDeclarator && parent.id.type === T.Identifier
    ? parent.id.name
    : undefined;
}

/** `rateLimit({ … })`, `csrf({ … }).protect({ … })` */
function isProtection(analysis: Analysis, { callee }: TSESTree.CallExpression): boolean {
  return isOfRuntime(analysis, callee, /^(?:rateLimit|RateLimit|csrf\.protect)$/);
}

function isOfRuntime({ file }: Analysis, callee: Node, name: RegExp): boolean {
  return trace(file, callee).some(
    ({ root, path }) =>
      root.type === "import" &&
      /^secure-patterns(?:\/|$)/.test(root.module) &&
      name.test(path.filter((each) => each !== "()").join(".")),
  );
}

function hasOnDenied({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some((each) => each.type !== T.Property || keyName(each) === "onDenied");
}
