import type { TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { Change } from "../../fixes/edit.ts";
import { fileOf } from "../../flow/file-flow.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";
import { pickFields } from "./pick-fields.ts";
import { bindValues } from "./bind-values.ts";
import { statementText } from "./statement-text.ts";
import { takeResult } from "./take-result.ts";
import { validateWithSchema } from "./validate-with-schema.ts";

export type ValidationSuggestion = "string" | "compare" | "bind" | "result" | "schema" | "pick";
type Suggestions = readonly Suggestion<ValidationSuggestion>[];

/** Changes that are complete as they stand; where a schema or a list of fields is missing, the message says what to do. */
export function suggestValidation(flow: Flow): Suggestions {
  const { use } = flow;
  if (fileOf(use.value) !== flow.analysis.file || runsAsCode(flow)) return [];
  if (use.row.kind === "sql") return suggestPlaceholders(flow);
  const checked = [
    ...toSuggestion("result", takeResult(flow)),
    ...toSuggestion("schema", validateWithSchema(flow)),
  ];
  const written = use.row.kind === "mass-assignment" ? toSuggestion("pick", pickFields(flow)) : [];
  return use.row.kind === "query-object" && !use.row.bound
    ? [...suggestText(flow), ...checked]
    : [...checked, ...written];
}

/** `find({ $where: text })`: there a text is worse than an object. */
export function runsAsCode({ use, origin }: Flow): boolean {
  return use.row.code === true || origin.within.includes("$where");
}

function toSuggestion(messageId: ValidationSuggestion, change: Change | undefined): Suggestions {
  return change ? [{ messageId, ...change }] : [];
}

function suggestPlaceholders({ run, analysis, use }: Flow): Suggestions {
  const { row, node } = use;
  if (!row.binds || row.at || !isCall(node) || node.arguments[0] !== use.value) return [];
  const text = statementText(run.sourceCode, analysis.file, node, use.value);
  return toSuggestion("bind", text && bindValues(run.sourceCode, node, text, row.binds));
}

/** `findOne({ token: req.body.token })` */
function suggestText({ use, origin }: Flow): Suggestions {
  const property = propertyAt(use.value, [...(use.row.at ?? []), ...origin.within]);
  if (!property) return [];
  const { compares } = use.row;
  return [
    { messageId: "string", ...around(property, "String(", ")") },
    ...(compares === undefined
      ? []
      : [
          { messageId: "compare" as const, ...around(property, `{ ${compares}: `, " }"), data: { compares } },
        ]),
  ];
}

/** `findOne({ token: req.body.token })`: the property that the value sits in, where it is written on the spot. */
function propertyAt(value: Node, path: readonly string[]): TSESTree.Property | undefined {
  let node = unwrap(value);
  let found: TSESTree.Property | undefined;
  for (const name of path) {
    if (node.type !== T.ObjectExpression) return undefined;
    found = node.properties.find(
      (property): property is TSESTree.Property => property.type === T.Property && keyName(property) === name,
    );
    if (!found || found.method) return undefined;
    node = unwrap(found.value);
  }
  return node.type === T.Identifier || node.type === T.MemberExpression ? found : undefined;
}

function around({ value, shorthand, key }: TSESTree.Property, open: string, close: string): Change {
  const name = shorthand && key.type === T.Identifier ? `${key.name}: ` : "";
  return {
    edits: [
      { range: [value.range[0], value.range[0]], text: `${name}${open}` },
      { range: [value.range[1], value.range[1]], text: close },
    ],
    imports: [],
  };
}
