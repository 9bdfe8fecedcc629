import type { TSESTree } from "@typescript-eslint/types";
import { keyName, T, unwrap } from "../../../ast/nodes.ts";

/** What tells the user that an action failed: `{ error: "Wrong password" }`. */
const TELLS = /^(?:error|message|msg|err|reason|errorMessage|formError|serverError)$/;

/** `{ ok: false, error: "Wrong password" }` → `{ ok: false, error: denial.message }`; all of it has to be written out. */
export function failureLike({ properties }: TSESTree.ObjectExpression, isTyped: boolean): string | undefined {
  let tells = false;
  const written: string[] = [];
  for (const property of properties) {
    if (property.type !== T.Property || property.computed) return undefined;
    const name = keyName(property);
    const value = unwrap(property.value);
    if (name === undefined || !/^[\w$]+$/.test(name)) return undefined;
    const isText =
      value.type === T.TemplateLiteral || typeof (value as { value?: unknown }).value === "string";
    if (TELLS.test(name) && isText && !tells) {
      tells = true;
      written.push(`${name}: denial.message`);
    } else if (value.type === T.Literal && typeof value.value === "boolean") {
      if (value.value) return undefined;
      written.push(`${name}: false${isTyped ? " as const" : ""}`);
    } else if (value.type === T.Literal && value.value === null) {
      written.push(`${name}: null`);
    } else return undefined;
  }
  return tells ? `{ ${written.join(", ")} }` : undefined;
}
