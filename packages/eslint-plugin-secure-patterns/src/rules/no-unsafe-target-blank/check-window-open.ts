import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Edit } from "../../fixes/edit.ts";
import { preferredQuote } from "../../fixes/module-style.ts";
import { canMeet, possibleValues, type PossibleValue } from "../../markup/possible-values.ts";
import type { Confidence } from "../../shapes/create-rule.ts";
import { addressKind, looksInternal, showAddress } from "./address.ts";
import { clearAfter, handleOf } from "./window-handle.ts";

type Source = Readonly<TSESLint.SourceCode>;

export interface OpenFinding {
  readonly confidence: Confidence;
  readonly address: string;
  readonly features: string;
  /** Passes the features: the call then answers `null`. */
  readonly withFeatures: readonly Edit[] | undefined;
  /** Keeps the handle and takes `opener` from the page: for a call whose handle a variable holds. */
  readonly clearOpener: readonly Edit[] | undefined;
  readonly isUsed: boolean;
  /** Whether passing the features keeps every legitimate behaviour: no page of ours, and nobody sees the `null`. */
  readonly isHarmless: boolean;
}

/** `window.open` hands over `window.opener` unless a feature says otherwise, in every browser. */
export function checkWindowOpen(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  allowReferrer: boolean,
): OpenFinding | undefined {
  const { arguments: args } = call;
  const [url, target, features] = args;
  if (!url || args.some(({ type }) => type === "SpreadElement") || !isWindowOpen(sourceCode, call))
    return undefined;
  const addresses = possibleValues(sourceCode, url).filter((value) =>
    ["external", "dynamic"].includes(addressKind(value)),
  );
  const unsafe = possibleValues(sourceCode, features).filter(isUnsafe);
  const targets = possibleValues(sourceCode, target).filter(opensWindow);
  const address = addresses.find((value) =>
    targets.some(
      (each) => canMeet(value, each) && unsafe.some((bad) => canMeet(bad, each) && canMeet(bad, value)),
    ),
  );
  const handle = handleOf(sourceCode, call);
  if (!address || handle.isCleared) return undefined;
  const isExternal = addressKind(address) === "external";
  const isBlank = targets.every(({ state, text }) => state === "absent" || /^_blank$|^$/i.test(text));
  const added = allowReferrer ? "noopener" : "noopener,noreferrer";
  return {
    confidence: isExternal || (isBlank && !handle.isUsed && !looksInternal(address)) ? "proven" : "likely",
    address: showAddress(address),
    features: added,
    withFeatures: addFeatures(sourceCode, call, unsafe, added),
    clearOpener: handle.declaration && clearAfter(sourceCode, handle.declaration),
    isUsed: handle.isUsed,
    isHarmless: isExternal && isBlank && !handle.isUsed && !features,
  };
}

const windows: ReadonlySet<string> = new Set(["window", "self", "globalThis", "top", "parent"]);

/** `open(…)` of the browser, on a window or bare, and not a function of the file of that name. */
function isWindowOpen(sourceCode: Source, { callee }: TSESTree.CallExpression): boolean {
  if (callee.type === "Identifier") return callee.name === "open" && isGlobal(sourceCode, callee);
  if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
    return false;
  const { object, property } = callee;
  return (
    property.name === "open" &&
    object.type === "Identifier" &&
    windows.has(object.name) &&
    isGlobal(sourceCode, object)
  );
}

function isGlobal(sourceCode: Source, node: TSESTree.Identifier): boolean {
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(node);
  while (scope && !scope.set.has(node.name)) scope = scope.upper;
  return (scope?.set.get(node.name)?.defs.length ?? 0) === 0;
}

function isUnsafe({ state, text }: PossibleValue): boolean {
  if (state === "partial") return false;
  return !text
    .split(",")
    .some((feature) => /^\s*(noopener|noreferrer)\s*(=\s*(yes|true|[1-9]\d*)\s*)?$/i.test(feature));
}

function opensWindow({ state, text }: PossibleValue): boolean {
  return state !== "known" || !/^_(self|parent|top)$/i.test(text);
}

function addFeatures(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  unsafe: readonly PossibleValue[],
  added: string,
): readonly Edit[] | undefined {
  const { arguments: args } = call;
  if (args.length > 2) {
    const edits = unsafe.flatMap(({ slot, text }): Edit[] =>
      slot ? [{ range: slot.range, text: [...readFeatures(text), added].join(",") }] : [],
    );
    return edits.length === unsafe.length ? edits : undefined;
  }
  const quote = preferredQuote(sourceCode);
  const missing = (args.length === 1 ? ["_blank", added] : [added]).map(
    (text) => `, ${quote}${text}${quote}`,
  );
  const close = sourceCode.getLastToken(call);
  const before = close && sourceCode.getTokenBefore(close);
  const last = before?.value === "," ? sourceCode.getTokenBefore(before) : before;
  return last ? [{ range: [last.range[1], last.range[1]], text: missing.join("") }] : undefined;
}

/** Without those that turn the protection off: `noopener=0`. */
function readFeatures(text: string): readonly string[] {
  return text.split(",").filter((feature) => feature.trim() && !/^\s*(noopener|noreferrer)\b/i.test(feature));
}
