import type { Rule } from "../../shapes/create-rule.ts";
import { findDiscardedChecks } from "../../shapes/discarded-check.ts";
import { flowRule } from "../../shapes/flow-rule.ts";
import { findOpenInputs } from "../../shapes/open-inputs.ts";
import { runsAsCode, suggestValidation, type ValidationSuggestion } from "./suggest-validation.ts";

type MessageId =
  | "sql"
  | "graphql"
  | "ldap"
  | "postgrest"
  | "code"
  | "operator"
  | "list"
  | "filter"
  | "assignment"
  | "amount"
  | "length"
  | "discarded";

const rule: Rule = flowRule<ValidationSuggestion, MessageId>({
  name: "require-input-validation",
  description: "Require that what a request holds is checked before it reaches the database",
  cwe: [20, 89, 915, 943],
  from: ["remote"],
  to: ["sql", "query-object", "mass-assignment", "amount"],
  messages: {
    sql: "{{source}} becomes part of the text of {{sink}}: an attacker reads and changes any row (try {{input}}).{{steps}} Write a placeholder into the text and hand the value over beside it; names of columns and tables come from a list.",
    graphql:
      "{{source}} becomes part of the text of {{sink}}: an attacker asks for, or changes, what the code does not name (try {{input}}).{{steps}} Leave the text as it is, and hand the value over as a variable of the operation.",
    ldap: "{{source}} becomes part of the text of {{sink}}: an attacker finds, or signs in as, entries that the code does not mean (try {{input}}).{{steps}} Build the filter out of objects (new EqualityFilter(…)), which escape their values.",
    postgrest:
      "{{source}} becomes part of the filter in {{sink}}: a comma in it adds a condition of the attacker's own (try {{input}}).{{steps}} Compare each column by a call of its own (.eq, .ilike), or take commas, brackets and quotes out of the value.",
    code: "{{source}} becomes code that the database runs in {{sink}}: an attacker reads any record or stops the server (try {{input}}).{{steps}} Compare fields by plain operators.",
    operator:
      "{{source}} may be an object, whose keys are operators of {{sink}}: {{input}} matches records that the client knows nothing of, passwords and tokens included.{{steps}} Make it text with String(…), or check the request with validate(schema, …).",
    list: "{{source}} may be a list, whose items {{sink}} takes for arguments: the client writes other keys and options than the code names (try {{input}}).{{steps}} Make it text with String(…), or check the request with validate(schema, …).",
    filter:
      "{{source}} is all of {{sink}}: the client chooses which fields to ask about, secret ones included (try {{input}}).{{steps}} Name the fields, or hand over what validate(schema, …) returns.",
    assignment:
      "{{source}} goes into {{sink}} whole: the client sets fields that no form shows, such as a role, an owner or a balance (try {{input}}).{{steps}} Name the fields, or hand over what validate(schema, …) returns.",
    amount:
      "{{source}} becomes {{field}} in {{sink}}, and nothing says that it is a number, positive or bounded (try {{input}}).{{steps}} Check it with validate(schema, …).",
    length:
      "{{source}} becomes {{field}} in {{sink}} at any length, where the project's own schemas allow a number of characters ({{limit}}): an attacker fills the database, and what reads it.{{steps}} Check it with validate(schema, …).",
    discarded:
      "Nobody looks at what {{check}} answers: input that fails the check goes on like any other. Use the parsed result, or end the request where the check fails.",
  },
  suggestions: {
    string: "Make it text: String(…)",
    compare: "Compare it as it is: { {{compares}}: … }",
    bind: "Hand the values over beside the statement",
    result: "Use what the check returns",
    schema: "Check it with the file's schema: validate(…)",
    pick: "Write the model's own fields only, without those that are not the client's to say",
  },
  onServers: true,
  messageOf(flow) {
    const { use, attack } = flow;
    switch (use.row.kind) {
      case "sql":
        return use.row.language ?? "sql";
      case "mass-assignment":
        return "assignment";
      case "amount":
        return attack.limit === undefined ? "amount" : "length";
      default:
        if (runsAsCode(flow)) return "code";
        if (use.row.list) return "list";
        return use.row.bound ? "filter" : "operator";
    }
  },
  suggest: suggestValidation,
  guess: { into: "sql", find: findOpenInputs },
  findMore(run, analysis) {
    for (const { call, check } of findDiscardedChecks(analysis)) {
      run.report({ node: call, messageId: "discarded", data: { check } });
    }
  },
});

export default rule;
