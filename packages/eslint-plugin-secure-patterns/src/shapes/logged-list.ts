import { staticText, type Node } from "../ast/nodes.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { isHarmlessValue, isServiceAccount } from "./harmless-value.ts";
import { isBrowsersReport, loggedAs, type Context, type Logged } from "./logged.ts";
import { isMissingHere } from "./missing-here.ts";
import { isPersonName, verdictOf } from "./personal-name.ts";
import { isHashValue, type Verdict } from "./value-verdict.ts";

/** Puts a value on the list of what is written down, unless it does no harm; says whether that settles the matter. */
export function addLogged(
  found: Logged[],
  file: FileFlow,
  verdict: Verdict,
  node: Node,
  text: string,
  context: Context,
): boolean {
  if (isMissingHere(file, node) || isServiceAccount(file, text)) return true;
  const isSecret = verdict.kind === "secret";
  if (isHarmlessValue(file, node, isSecret)) return true;
  const isHashed = context.isHashed || isHashValue(file, node);
  if (isHashed && !isSecret) return true;
  if (verdict.kind === "whole" && context.form === "text") return false;
  // loggers of objects have a serializer for what is called `req`
  const isSerialized = context.keys?.length === 1 && /^req(?:uest)?$/.test(context.keys[0] ?? "");
  if (verdict.kind === "whole" && (isSerialized || isBrowsersReport(context)))
    found.push(loggedAs({ ...verdict, confidence: "likely" }, node, text, context));
  else found.push(loggedAs(verdict, node, text, { ...context, isHashed }));
  return true;
}

/** `const user = { email: "ann@example.com" }` stands for what will be there one day. */
export function addSample(found: Logged[], key: string, value: Node, context: Context): boolean {
  const text = staticText(value);
  if (!isPersonName(context.holder) || !/^\w+\S*$/.test(text ?? "")) return false;
  const verdict = verdictOf(key, context.holder);
  if (verdict) found.push(loggedAs(verdict, value, `${key}: "${text}"`, context));
  return verdict !== undefined;
}
