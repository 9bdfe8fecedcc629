import { addImports } from "../../fixes/add-import.ts";
import { unresolvedHelpers } from "../../fixes/helpers.ts";
import { hasRuntime } from "../../fixes/runtime.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";

/** Completes what `settings.fix = "all"` begins: see `shapes/report.ts` on why fixes leave their imports out. */
const rule: Rule = createRule({
  name: "import-helpers",
  description: 'Import the runtime helpers that `fix: "all"` has put in place',
  cwe: [],
  recommended: true,
  fixable: true,
  messages: { missing: "{{names}} must be imported from secure-patterns." },
  create: ({ context, sourceCode, settings, report }) => ({
    "Program:exit"() {
      const found = settings.fix === "all" ? unresolvedHelpers(sourceCode) : [];
      const [first] = found;
      if (!first || !hasRuntime(context.physicalFilename)) return;
      const fix = addImports(
        sourceCode,
        found.map(({ binding }) => binding),
      );
      if (fix.length === 0) return;
      const names = found.map(({ binding }) => binding.name).join(", ");
      report({ node: first.node, messageId: "missing", data: { names }, fix });
    },
  }),
});
export default rule;
