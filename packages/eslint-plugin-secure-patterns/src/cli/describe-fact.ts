import { fileOf } from "../flow/file-flow.ts";
import type { Node } from "../ast/nodes.ts";
import type { Fact } from "../flow/facts.ts";

const longest = 60;

/** What a check says of a value, in words: `starts with "/"`. */
export function describeFact(fact: Fact): string {
  switch (fact.is) {
    case "truthy":
      return "is not empty";
    case "falsy":
      return "is empty";
    case "never":
      return "cannot happen";
    case "json":
      return "is written as JSON";
    case "address":
      return "is written out as part of an address";
    case "parsed":
      return "is parsed out of a text";
    case "decoded":
      return "is decoded";
    case "replaced":
      return `has ${snippet(fact.pattern)} replaced${fact.everywhere ? " everywhere" : ""}`;
    case "equal":
    case "not-equal":
      return `${partOf(fact.part)}${fact.is === "equal" ? "equals" : "differs from"} ${snippet(fact.to)}`;
    case "member":
      return `${partOf(fact.part)}is one of ${snippet(fact.of)}`;
    case "starts-with":
    case "ends-with":
    case "contains":
      return `${partOf(fact.part)}${negated(fact.holds, fact.is.replace("-", " "))} ${snippet(fact.value)}`;
    case "matches":
      return `${partOf(fact.part)}${negated(fact.holds, "matches")} /${fact.pattern ?? "…"}/${fact.flags}`;
    case "type":
      return `${fact.holds ? "is" : "is not"} of type ${fact.type}`;
    case "compared":
      return `${partOf(fact.part)}${fact.operator} ${snippet(fact.to)}`;
    case "predicate":
      return `${snippet(fact.call)} ${fact.returned ? "returned" : fact.holds ? "said yes" : "said no"}, and its body cannot be seen`;
    case "all":
    case "any":
      return `(${fact.of.map(describeFact).join(fact.is === "all" ? " and " : " or ")})`;
  }
}

/** The code of a node on one line. */
export function snippet(node: Node): string {
  const text =
    fileOf(node)
      ?.unit.text.slice(...node.range)
      .replace(/\s+/g, " ") ?? "…";
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function partOf(part: string): string {
  return part === "self" || part === "text" ? "" : `its ${part} `;
}

function negated(holds: boolean, verb: string): string {
  return holds ? verb : `not: ${verb}`;
}
