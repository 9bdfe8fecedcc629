import type { Node } from "../ast/nodes.ts";
import { ELEMENT, type AccessPath } from "../flow/access-path.ts";
import { patternBindings } from "../flow/bindings.ts";
import type { OutsideName, Unit, Variable } from "../flow/unit.ts";

/** The part that we read of the nodes of svelte-eslint-parser. */
interface Block {
  readonly type: string;
  readonly parent?: Block;
  readonly expression?: Node;
  readonly context?: Node;
  readonly value?: Node;
  readonly left?: Node;
  readonly right?: Node;
  readonly id?: Node;
  readonly params?: readonly Node[];
}

interface Given {
  readonly pattern: Node | undefined;
  readonly from: Node | undefined;
  readonly path: AccessPath;
}

/**
 * Names that Svelte gives a value of its own: the item of `{#each posts as post}`, what `{#await load() then answer}` waits
 * for, `$: html = post.text`, and what a snippet is rendered with.
 */
export function svelteNames({ scopeManager }: Pick<Unit, "scopeManager">): OutsideName[] {
  return scopeManager.scopes.flatMap(({ variables }) =>
    variables.flatMap((variable) => [...namesOf(variable), ...storesOf(variable)]),
  );
}

/** `$page` is what the store `page` holds. */
function storesOf({ name, identifiers, references }: Variable): OutsideName[] {
  const [from] = identifiers;
  if (!from) return [];
  return references.flatMap(({ identifier }) =>
    identifier.type === "Identifier" && identifier.name === `$${name}`
      ? [{ identifier, from: from as Node, held: true as const }]
      : [],
  );
}

function namesOf(variable: Variable): OutsideName[] {
  const [definition] = variable.defs;
  const block = definition?.node as Block | undefined;
  if (!block || (!block.type.startsWith("Svelte") && (definition?.type as string) !== "ComputedVariable"))
    return [];
  for (const { pattern, from, path } of givenBy(block, variable)) {
    if (!pattern || !from) continue;
    for (const binding of patternBindings(pattern)) {
      if (!variable.identifiers.includes(binding.identifier as never)) continue;
      return variable.references
        .filter((reference) => !reference.isWrite())
        .map(({ identifier }) => ({ identifier, from, path: [...path, ...binding.path] }));
    }
  }
  return [];
}

function givenBy(block: Block, variable: Variable): readonly Given[] {
  switch (block.type) {
    case "SvelteEachBlock":
      return [{ pattern: block.context, from: block.expression, path: [ELEMENT] }];
    case "SvelteAwaitThenBlock":
      return [{ pattern: block.value, from: block.parent?.expression, path: [] }];
    case "AssignmentExpression":
      return [{ pattern: block.left, from: block.right, path: [] }];
    case "SvelteSnippetBlock":
      return (block.params ?? []).map((pattern, index) => ({
        pattern,
        from: renderedWith(block, variable, index),
        path: [],
      }));
    default:
      return [];
  }
}

/** `{@render row(post)}`, where it is rendered once. */
function renderedWith({ id }: Block, { scope }: Variable, index: number): Node | undefined {
  const snippet = scope.upper?.variables.find(({ identifiers }) => identifiers.includes(id as never));
  const calls = (snippet?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = identifier as Node;
    return parent?.type === "CallExpression" && parent.callee === identifier ? [parent] : [];
  });
  return calls.length === 1 ? calls[0]?.arguments[index] : undefined;
}
