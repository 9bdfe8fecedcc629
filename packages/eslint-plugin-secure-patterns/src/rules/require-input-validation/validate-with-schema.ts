import type { TSESTree } from "@typescript-eslint/utils";
import { T, type Node } from "../../ast/nodes.ts";
import type { Change } from "../../fixes/edit.ts";
import { wrapValue } from "../../fixes/wrap-value.ts";
import { RESULT } from "../../flow/access-path.ts";
import { trace } from "../../flow/trace.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import { wholeInputs } from "./whole-inputs.ts";

/** Libraries whose schemas follow the standard that the runtime reads, and their calls that make schemas of objects. */
const LIBRARIES = /^(?:zod|valibot|arktype)(?:\/|$)/;
const OBJECTS = /^(?:object|strictObject|looseObject|type)$/;

/** `create(req.body)` → `create(validate(User, req.body))`, where the file knows exactly one schema of objects. */
export function validateWithSchema({ run, analysis, use, origin }: Flow): Change | undefined {
  const { sourceCode } = run;
  const input = wholeInputs(use.value).find((node) => isSameInput(node));
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

  function isSameInput(node: Node): boolean {
    return analysis
      .originsOf(node)
      .some(
        (each) =>
          each.node === origin.node && each.path.join() === origin.path.join() && each.within.length === 0,
      );
  }

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
