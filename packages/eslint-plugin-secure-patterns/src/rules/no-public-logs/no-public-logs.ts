import type { TSESTree } from "@typescript-eslint/utils";
import { analysisOf, type Analysis } from "../../shapes/analysis.ts";
import { createRule, type Rule, type RuleRun } from "../../shapes/create-rule.ts";
import { logFilesOf, servedLogs } from "../../shapes/log-files.ts";
import { placeOf } from "../../shapes/place-of.ts";

type MessageId = "served" | "written";

/** Folders that are handed out as they are; build output is mostly, but not always. */
const PUBLIC_FOLDER = /(?:^|\/)(public|static|www|wwwroot|htdocs|public_html)\/(?!.*node_modules)/i;
const BUILD_FOLDER = /^(dist|build|out)\//i;

const rule: Rule = createRule<MessageId>({
  name: "no-public-logs",
  description: "Disallow serving logs to the public",
  cwe: [552, 532],
  recommended: true,
  messages: {
    served:
      "{{server}} hands out {{folder}}, and logs are in it{{where}}: whoever guesses a file's name reads what your users did, and every secret that ever reached the log. Write logs outside of what is served.",
    written:
      "This log lies under {{folder}}, which servers hand out: whoever guesses its name reads what your users did, and every secret that ever reached the log. Write logs outside of what is served.",
  },
  create: (run) => ({
    "Program:exit": () => {
      const analysis = analysisOf(run.context, run.settings);
      const reported = reportServed(run, analysis);
      if (!/log/i.test(analysis.file.unit.text)) return;
      for (const { node, path } of logFilesOf(analysis.file)) {
        const [, folder] = PUBLIC_FOLDER.exec(path) ?? BUILD_FOLDER.exec(path) ?? [];
        if (folder === undefined || reported.has(node)) continue;
        const confidence = PUBLIC_FOLDER.test(path) ? "proven" : "likely";
        run.report({
          node: node as TSESTree.Node,
          messageId: "written",
          data: { folder: `\`${folder}/\`` },
          confidence,
        });
      }
    },
  }),
});

export default rule;

/** One finding for a log and the server that shows it. */
function reportServed(run: RuleRun<MessageId, never>, analysis: Analysis): ReadonlySet<unknown> {
  const reported = new Set<unknown>();
  for (const use of analysis.sinksOf("served-folder")) {
    const logs = servedLogs(analysis.file, use);
    if (!logs) continue;
    reported.add(logs.file?.node);
    run.report({
      node: use.value as TSESTree.Node,
      messageId: "served",
      data: {
        server: use.row.what,
        folder: `\`${logs.folder}\``,
        where: logs.file ? ` (\`${logs.file.path}\`, ${placeOf(logs.file.node, analysis)})` : "",
      },
      confidence: logs.confidence,
    });
  }
  return reported;
}
