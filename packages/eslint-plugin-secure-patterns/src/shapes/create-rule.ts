import type { JSONSchema, TSESLint } from "@typescript-eslint/utils";
import { readSettings, type Settings, SettingsError } from "../settings.ts";
import { isMinified } from "./is-minified.ts";
import { createReporter, type Report } from "./report.ts";

/** How sure a finding is; the rules' option `confidence` names the least that a user wants to see. */
export type Confidence = "proven" | "likely";

/** A bare string is the text of a proven finding. */
export type Message = string | { readonly text: string; readonly confidence: Confidence };

export interface RuleDocs {
  readonly description: string;
  readonly url: string;
  /** Numbers of the Common Weakness Enumeration. */
  readonly cwe: readonly number[];
  /** `true`: in every preset; `"strict"`: in `strict` and `all`; `false`: in `all` alone. */
  readonly recommended: boolean | "strict";
  /** The confidence of each message, unless a finding says otherwise by starting with "Likely:". */
  readonly confidence: Readonly<Record<string, Confidence>>;
}

export type Rule = TSESLint.RuleModule<string, readonly unknown[], RuleDocs>;

export interface RuleSpec<MessageId extends string, SuggestionId extends string, Options extends object> {
  /** The rule's id; its folder, file and docs page have the same name. */
  readonly name: string;
  /** Starts with a verb: "Disallow …", "Require …". */
  readonly description: string;
  readonly cwe: readonly number[];
  readonly recommended: RuleDocs["recommended"];
  readonly messages: Readonly<Record<MessageId, Message>>;
  readonly suggestions?: Readonly<Record<SuggestionId, string>>;
  /** Set for a rule that fixes without suggestions; one with suggestions is fixable anyway. */
  readonly fixable?: boolean;
  /** Set for a rule that reads other languages' trees too, such as HTML files: it must not lean on scopes. */
  readonly anyLanguage?: boolean;
  /** JSON schema of each option beside `confidence`, and their defaults. */
  readonly options?: {
    readonly properties: Readonly<Record<keyof Options & string, JSONSchema.JSONSchema4>>;
    readonly defaults: Options;
  };
  create(run: RuleRun<MessageId, SuggestionId, Options>): TSESLint.RuleListener;
}

/** One run of a rule over one file. */
export interface RuleRun<
  MessageId extends string,
  SuggestionId extends string,
  Options extends object = object,
> {
  readonly context: RuleContext;
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly options: Options & { readonly confidence: Confidence };
  readonly settings: Settings;
  readonly report: Report<MessageId, SuggestionId>;
}

export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const docsBase =
  "https://github.com/secure-patterns/secure-patterns/blob/main/packages/eslint-plugin-secure-patterns/src/rules";

const confidenceSchema: JSONSchema.JSONSchema4 = {
  description: "The least confidence that is reported.",
  type: "string",
  enum: ["proven", "likely"],
};

/** Makes an ESLint rule of a spec: metadata, the `confidence` option, settings, reports, and no crash on any syntax. */
export function createRule<
  MessageId extends string,
  SuggestionId extends string = never,
  Options extends object = object,
>(spec: RuleSpec<MessageId, SuggestionId, Options>): Rule {
  const defaults = { confidence: "proven" as Confidence, ...spec.options?.defaults } as RuleRun<
    MessageId,
    SuggestionId,
    Options
  >["options"];
  const confidence = confidenceOf(spec.messages);
  return {
    meta: {
      type: "problem",
      docs: {
        description: spec.description,
        url: `${docsBase}/${spec.name}/${spec.name}.md`,
        cwe: spec.cwe,
        recommended: spec.recommended,
        confidence,
      },
      messages: { ...messageTexts(spec.messages), ...spec.suggestions },
      ...(spec.fixable || spec.suggestions ? { fixable: "code" as const } : {}),
      hasSuggestions: spec.suggestions !== undefined,
      schema: [
        {
          type: "object",
          properties: { confidence: confidenceSchema, ...spec.options?.properties },
          additionalProperties: false,
        },
      ],
      defaultOptions: [defaults],
    },
    create: (context) =>
      quietly(() => {
        const { sourceCode } = context;
        if (!spec.anyLanguage && !sourceCode.scopeManager) return {};
        const options = { ...defaults, ...(context.options[0] as Partial<typeof defaults> | undefined) };
        const settings = readSettings(context.settings);
        if (isMinified(sourceCode.text)) return {};
        const report = createReporter<MessageId, SuggestionId>(context, options, settings, confidence);
        return quietListener(spec.create({ context, sourceCode, options, settings, report }));
      }) ?? {},
  };
}

function confidenceOf(messages: Readonly<Record<string, Message>>): Record<string, Confidence> {
  return Object.fromEntries(
    Object.entries(messages).map(([id, message]) => [
      id,
      typeof message === "string" ? "proven" : message.confidence,
    ]),
  );
}

/** `{{likely}}` and `{{install}}` are filled in by the reporter, mostly with nothing. */
function messageTexts(messages: Readonly<Record<string, Message>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).map(([id, message]) => [
      id,
      `{{likely}}${typeof message === "string" ? message : message.text}{{install}}`,
    ]),
  );
}

/** A crash in one handler ends the rule for this file, and only the rule. */
function quietListener(listener: TSESLint.RuleListener): TSESLint.RuleListener {
  const alive = { value: true };
  return Object.fromEntries(
    Object.entries(listener).map(([selector, handler]) => [
      selector,
      (...args: unknown[]) => {
        if (!alive.value) return;
        alive.value = false;
        quietly(() => {
          (handler as (...args: unknown[]) => void)(...args);
          alive.value = true;
        });
      },
    ]),
  );
}

/** Linting must go on whatever syntax a rule meets; `SECURE_PATTERNS_THROW` lets our own tests see the error. */
function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof SettingsError || globalThis.process?.env?.["SECURE_PATTERNS_THROW"]) throw error;
    return undefined;
  }
}
