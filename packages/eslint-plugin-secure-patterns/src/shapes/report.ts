import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { addImports } from "../fixes/add-import.ts";
import type { Change, Edit } from "../fixes/edit.ts";
import { isKnownHelper, isRuntimeModule, unresolvedHelpers } from "../fixes/helpers.ts";
import { hasRuntime } from "../fixes/runtime.ts";
import type { Settings } from "../settings.ts";
import type { Confidence, RuleContext } from "./create-rule.ts";

export interface Finding<MessageId extends string, SuggestionId extends string> {
  /** Where to report: a node, or a place in a tree that is not JavaScript's. */
  readonly node: TSESTree.Node | TSESTree.Token | { readonly loc: TSESTree.SourceLocation };
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string | number>>;
  /** Overrides the confidence of the message. */
  readonly confidence?: Confidence;
  /** Only where every legitimate behaviour stays the same; everything else is a suggestion. */
  readonly fix?: readonly Edit[] | undefined;
  /** Complete ones only, the best first: `settings.fix = "all"` carries out the first that it may. */
  readonly suggestions?: readonly Suggestion<SuggestionId>[] | undefined;
}

/** A change as the builders of `fixes/` return it, under a message. */
export interface Suggestion<SuggestionId extends string> extends Change {
  readonly messageId: SuggestionId;
  /** `false` for a change that may break the code around it, which `fix: "all"` leaves to a person. */
  readonly isSafeToPromote?: boolean;
  readonly data?: Readonly<Record<string, string | number>>;
}

export type Report<MessageId extends string, SuggestionId extends string> = (
  finding: Finding<MessageId, SuggestionId>,
) => void;

const installNote = ' To let `fix: "all"` apply its fixes here, run: npm install secure-patterns';

/** The first file whose findings wait for the runtime: the command is named there and nowhere else. */
let fileThatNamesTheInstall: string | undefined;
const named = new WeakSet<object>();

/** The one way in which rules report: it weighs confidence, completes suggestions with their imports, and promotes them. */
export function createReporter<MessageId extends string, SuggestionId extends string>(
  context: RuleContext,
  options: { readonly confidence: Confidence },
  settings: Settings,
  confidences: Readonly<Record<string, Confidence>>,
): Report<MessageId, SuggestionId> {
  return (finding) => {
    const confidence = finding.confidence ?? confidences[finding.messageId] ?? "proven";
    if (confidence === "likely" && options.confidence === "proven") return;
    const { node, messageId, data, suggestions = [] } = finding;
    const promotion =
      settings.fix === "all" && !finding.fix ? promote(context, firstPromotable(suggestions)) : {};
    const edits = finding.fix ?? promotion.edits;
    context.report({
      ...("type" in node ? { node } : { loc: node.loc }),
      messageId,
      data: { ...data, likely: confidence === "likely" ? "Likely: " : "", install: promotion.install ?? "" },
      fix: edits ? toFix(edits) : null,
      suggest: suggestions.map((suggestion) => ({
        messageId: suggestion.messageId,
        data: suggestion.data ?? {},
        fix: toFix([...addImports(context.sourceCode, suggestion.imports), ...suggestion.edits]),
      })),
    });
  };
}

function firstPromotable<Id extends string>(suggestions: readonly Suggestion<Id>[]): Change | undefined {
  return suggestions.find(({ isSafeToPromote }) => isSafeToPromote !== false);
}

/**
 * The fix that stands for a suggestion. Imports of our helpers stay out of it (`import-helpers` adds them on the next
 * pass), since the linter merges a report's edits into one range and drops reports whose ranges meet. While such an
 * import is missing, nothing is promoted: a helper that is not imported yet proves nothing to the rules.
 */
function promote(
  context: RuleContext,
  suggestion: Change | undefined,
): { readonly edits?: readonly Edit[]; readonly install?: string } {
  if (!suggestion || unresolvedHelpers(context.sourceCode).length > 0) return {};
  if (suggestion.imports.some(isRuntimeModule) && !hasRuntime(context.physicalFilename)) {
    return { install: nameInstallOnce(context) };
  }
  const others = suggestion.imports.filter((binding) => !isKnownHelper(binding));
  return { edits: [...addImports(context.sourceCode, others), ...suggestion.edits] };
}

function nameInstallOnce({ physicalFilename, sourceCode }: RuleContext): string {
  fileThatNamesTheInstall ??= physicalFilename;
  // The same file is read again on every pass of the linter, and only its last messages are shown.
  if (physicalFilename !== fileThatNamesTheInstall || named.has(sourceCode)) return "";
  named.add(sourceCode);
  return installNote;
}

function toFix(edits: readonly Edit[]): TSESLint.ReportFixFunction {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange(range, text));
}
