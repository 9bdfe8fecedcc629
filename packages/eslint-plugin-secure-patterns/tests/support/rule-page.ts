export interface Example {
  readonly reported: boolean;
  readonly code: string;
  readonly filename: string;
  /** Line of the page where the block starts. */
  readonly line: number;
  readonly settings: Readonly<Record<string, unknown>> | undefined;
  readonly options: object | undefined;
}

const blocks = /^(```+)(.*)\n([\s\S]*?)^\1$/gm;
const extensions: Readonly<Record<string, string>> = {
  javascript: "js",
  typescript: "ts",
  angular: "component.html",
};

/**
 * The code blocks of a rule's page under a line with ❌ or ✅. A block's info string may end in
 * `options={…}` and `settings={…}` (JSON without spaces) and start with `file=name.ts`.
 */
export function* findExamples(page: string): Generator<Example> {
  for (const match of page.matchAll(blocks)) {
    const [, , info = "", code = ""] = match;
    const before = page.slice(0, match.index);
    const wrong = before.lastIndexOf("❌");
    const right = before.lastIndexOf("✅");
    const heading = before.lastIndexOf("\n## ");
    // A mark holds until the next section.
    if (Math.max(wrong, right) < heading || wrong === right) continue;
    const language = info.trim().split(/\s/)[0] ?? "";
    if (/^(sh|bash|text|json|console|)$/.test(language)) continue;
    yield {
      reported: wrong > right,
      code,
      filename: /\bfile=(\S+)/.exec(info)?.[1] ?? `file.${extensions[language] ?? language}`,
      line: before.split("\n").length,
      settings: readJson(/\bsettings=(\S+)/.exec(info)?.[1]),
      options: readJson(/\boptions=(\S+)/.exec(info)?.[1]),
    };
  }
}

function readJson(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Readonly<Record<string, unknown>>);
}
