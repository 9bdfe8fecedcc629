import { camelCase, insertSorted } from "./names.mjs";

const folder = "packages/eslint-plugin-secure-patterns/src/rules";

export function rule(name) {
  const files = {
    [`${folder}/${name}/${name}.ts`]: code(name),
    [`${folder}/${name}/${name}.md`]: page(name),
    [`${folder}/${name}/${name}.test.ts`]: test(name),
    [`.changeset/${name}.md`]: `---\n"eslint-plugin-secure-patterns": minor\n---\n\nAdd the rule \`${name}\`.\n`,
  };
  const register = (text) => {
    const imported = insertSorted(
      text,
      `import ${camelCase(name)} from "./${name}/${name}.ts";`,
      (line) => line.endsWith('.ts";') && !line.includes(" type "),
    );
    return insertSorted(imported, `  "${name}": ${camelCase(name)},`, (line) => line.startsWith('  "'));
  };
  return {
    files,
    edits: { [`${folder}/index.ts`]: register },
    next: `Next: say in ${folder}/${name}/${name}.ts what the rule pairs, then run its test in packages/eslint-plugin-secure-patterns:
  pnpm exec vitest run src/rules/${name} tests/rule-docs.test.ts`,
  };
}

function code(name) {
  return `import type { Rule } from "../../shapes/create-rule.ts";
import { flowRule } from "../../shapes/flow-rule.ts";

// Which kind of value must not reach which kind of place? For something other than a flow, see the other shapes.
const rule: Rule = flowRule({
  name: "${name}",
  description: "Disallow …",
  cwe: [20],
  from: ["remote"],
  to: "redirect",
  messages: {
    flow: "{{source}} reaches {{sink}}: say what an attacker gains.{{steps}} Say what to do instead.",
    brokenGuard: "{{source}} reaches {{sink}}, and the check on the way lets {{input}} through.{{steps}} Say what to do.",
  },
  suggestions: {},
  suggest: () => [],
});

export default rule;
`;
}

function page(name) {
  return `# ${name}

Disallow … ([CWE-20](https://cwe.mitre.org/data/definitions/20.html)).

The attack in one sentence.

## Examples

❌ What is wrong with it:

\`\`\`js
// the vulnerable code
\`\`\`

✅ The fixed code:

\`\`\`js
// the same, safe
\`\`\`

## Options

- \`confidence\`: the least confidence that is reported, \`"proven"\` (in \`recommended\`) or \`"likely"\` (in \`strict\`).

## When not to use it

Say when.
`;
}

function test(name) {
  return `import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./${name}.ts";

testRule("${name}", rule, {
  valid: [
    // safe twins: as close to the invalid code as possible
    \`export const safe = 1;\`,
  ],
  invalid: [
    // each finding, fix and suggestion becomes a snapshot
    \`export const vulnerable = 1;\`,
  ],
});
`;
}
