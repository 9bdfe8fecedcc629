import { keyName, T, type Node } from "../../ast/nodes.ts";
import type { Change } from "../../fixes/edit.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import { fieldsOfModel } from "../../shapes/model-fields.ts";
import { inputOf } from "./whole-inputs.ts";

/** Reading this once or ten times is the same. */
const PLAIN = /^[\w$]+(?:\.[\w$]+)*$/;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * `User.create(req.body)` → `User.create({ name: req.body.name, email: req.body.email })`: the fields that the model has
 * and that are the client's to fill in, where the model can be seen.
 */
export function pickFields(flow: Flow): Change | undefined {
  const input = inputOf(flow);
  const fields = input && fieldsOfModel(flow.analysis, flow.use);
  if (!fields || fields.length === 0 || !fields.every((name) => IDENTIFIER.test(name))) return undefined;
  const text = flow.run.sourceCode.getText(input as never);
  if (!PLAIN.test(text)) return undefined;
  const spread = input.parent?.type === T.SpreadElement ? input.parent : undefined;
  const taken = spread ? keysBeside(spread) : [];
  const picked = fields.filter((name) => !taken.includes(name)).map((name) => `${name}: ${text}.${name}`);
  if (picked.length === 0) return undefined;
  const list = picked.join(", ");
  const edit = spread ? { range: spread.range, text: list } : { range: input.range, text: `{ ${list} }` };
  return { edits: [edit], imports: [] };
}

/** What stands behind the spread replaces what came with it. */
function keysBeside(spread: Node): readonly string[] {
  const object = spread.parent;
  const properties = object?.type === T.ObjectExpression ? object.properties : [];
  return properties.flatMap((each) => (each.type === T.Property ? (keyName(each) ?? []) : []));
}
