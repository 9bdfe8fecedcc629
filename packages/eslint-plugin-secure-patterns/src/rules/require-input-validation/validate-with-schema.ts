import type { TSESTree } from "@typescript-eslint/utils";
import { T, type Node } from "../../ast/nodes.ts";
import type { Change } from "../../fixes/edit.ts";
import { wrapValue } from "../../fixes/wrap-value.ts";
import { RESULT } from "../../flow/access-path.ts";
import { trace } from "../../flow/trace.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import { inputOf } from "./whole-inputs.ts";

/** Libraries whose schemas follow the standard that the runtime reads, and their calls that make schemas of objects. */
const LIBRARIES = /^(?:zod|valibot|arktype)(?:\/|$)/;
const OBJECTS = /^(?:object|strictObject|looseObject|type)$/;

/** `create(req.body)` → `create(validate(User, req.body))`, where the file knows exactly one schema of objects. */
export function validateWithSchema(flow: Flow): Change | undefined {
  const { analysis } = flow;
  const { sourceCode } = flow.run;
  const input = inputOf(flow);
  const names = input ? schemasOf() : [];
  const [name] = names;
  if (!input || name === undefined || names.length > 1) return undefined;
  const wrapped = wrapValue(sourceCode, input as TSESTree.Node, {
    name: "validate",
    from: "secure-patterns",
  });
  return (
    wrapped && {
      ...wrapped,
      edits: wrapped.edits.map((edit, index) =>
        index === 0 ? { ...edit, text: `${edit.text}${name}, ` } : edit,
      ),
    }
  );

  function schemasOf(): readonly string[] {
    const scopes = sourceCode.scopeManager?.scopes.filter(({ block }) => block === sourceCode.ast) ?? [];
    return scopes
      .flatMap(({ variables }) => variables)
      .filter(isSchema)
      .map((variable) => variable.name);
  }

  function isSchema(variable: {
    readonly name: string;
    readonly defs: readonly { readonly name: unknown }[];
  }): boolean {
    const [definition] = variable.defs;
    const name = definition?.name as Node | undefined;
    if (name?.type !== T.Identifier) return false;
    return trace(analysis.file, name).some(
      ({ root, path }) =>
        root.type === "import" &&
        LIBRARIES.test(root.module) &&
        path.at(-1) === RESULT &&
        path.some((segment) => OBJECTS.test(segment)),
    );
  }
}
