import { T, unwrap } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { mentionsAny, type Event } from "./events.ts";
import { nodeText } from "./node-text.ts";
import { variablesOf } from "./outcome.ts";
import type { Story } from "./story.ts";

/** A scope that hands out what it read: `return token.userId`, in a function that is named after using it. */
export function answers({ file, scope, setting }: Story, read: Event): boolean {
  if (!names.consuming.test(setting.name)) return false;
  const variables = variablesOf(file, read.at);
  return file.returnsOf(scope).some((value) => {
    const plain = unwrap(value);
    return (
      mentionsAny(file, plain, variables) ||
      (plain.type === T.Literal && plain.value === true) ||
      (plain.type === T.ObjectExpression &&
        plain.properties.length > 0 &&
        !/error|invalid|false/i.test(nodeText(file, plain)))
    );
  });
}
