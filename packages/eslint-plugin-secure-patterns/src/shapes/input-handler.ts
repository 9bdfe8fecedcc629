import { outermost, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";

/** `onChange`, `onInput`, `onEditorChange`, `onValueUpdate`: something has just been entered. */
const ENTERED = /^on(?:[A-Z]\w*)?(?:Change|Changed|Input|Update|Paste|Blur|KeyUp|KeyDown)$/;

/** Whether a function is what an element or a component calls with what its user has just entered: `onChange={(html) => …}`. */
export function isInputHandler(of: FunctionNode): boolean {
  const node = outermost(of);
  const { parent } = node;
  if (isOnInput(parent)) return true;
  const name =
    parent?.type === T.VariableDeclarator && parent.init === node
      ? parent.id
      : of.type === T.FunctionDeclaration
        ? of.id
        : undefined;
  const variable = name?.type === T.Identifier ? fileOf(of)?.bindings.variableOf(name) : undefined;
  return variable?.references.some(({ identifier }) => isOnInput((identifier as Node).parent)) ?? false;
}

/** `event.target.value` in such a function: nobody but the user has written it. */
export function isEntered({ root, path }: Origin): boolean {
  return root.type === "parameter" && /^(?:current)?target$/i.test(path[0] ?? "") && isInputHandler(root.of);
}

function isOnInput(container: Node | undefined): boolean {
  const attribute = container?.type === T.JSXExpressionContainer ? container.parent : undefined;
  return (
    attribute?.type === T.JSXAttribute &&
    attribute.name.type === T.JSXIdentifier &&
    ENTERED.test(attribute.name.name)
  );
}
