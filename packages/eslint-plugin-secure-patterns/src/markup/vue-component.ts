import { isCall, isFunction, keyName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { RESULT } from "../flow/access-path.ts";
import type { OutsidePlace } from "../flow/unit.ts";

/**
 * What a member of a component means that is written as an object: `q` is `data().q`, a computed value, a method, or what
 * `setup` returns. Asked by templates and by `this.q`.
 */
export function componentMember(program: TSESTree.Program): (name: string) => OutsidePlace | undefined {
  const component = componentOf(program);
  return (name) => {
    if (!component) return undefined;
    const data = member(component, "data");
    const fromData = data && (isFunction(data) ? hasReturned(data, name) : member(data, name) !== undefined);
    if (data && fromData) return { from: data, path: isFunction(data) ? [RESULT, name] : [name] };
    const computed = member(member(component, "computed"), name);
    const getter = isFunction(computed) ? computed : member(computed, "get");
    if (getter) return { from: getter, path: [RESULT] };
    const mapped = mappedFrom(member(component, "computed"), name);
    if (mapped) return { from: mapped, path: [name] };
    const method = member(member(component, "methods"), name);
    if (method) return { from: method, path: [] };
    const setup = member(component, "setup");
    return isFunction(setup) && hasReturned(setup, name)
      ? { from: setup, path: [RESULT, name], boxed: true }
      : undefined;
  };
}

/** `export default { … }`, `export default defineComponent({ … })`, `const Page = { … }; export default Page` */
function componentOf(program: TSESTree.Program): Node | undefined {
  for (const statement of program.body) {
    if (statement.type !== T.ExportDefaultDeclaration) continue;
    const value = unwrap(statement.declaration);
    const named = value.type === T.Identifier ? declaredAs(program, value.name) : value;
    const component = named && unwrap(named);
    return component && isCall(component) ? component.arguments[0] : component;
  }
  return undefined;
}

function declaredAs(program: TSESTree.Program, name: string): Node | undefined {
  const declarations = program.body.flatMap((statement) =>
    statement.type === T.VariableDeclaration ? statement.declarations : [],
  );
  return declarations.find(({ id }) => id.type === T.Identifier && id.name === name)?.init ?? undefined;
}

function member(object: Node | undefined, name: string): Node | undefined {
  const plain = object && unwrap(object);
  if (plain?.type !== T.ObjectExpression) return undefined;
  const property = plain.properties.find((item) => item.type === T.Property && keyName(item) === name);
  return property?.type === T.Property ? property.value : undefined;
}

/** `...mapState(["page", "text"])` */
function mappedFrom(computed: Node | undefined, name: string): Node | undefined {
  const plain = computed && unwrap(computed);
  const calls = plain?.type === T.ObjectExpression ? plain.properties : [];
  for (const item of calls) {
    const call = item.type === T.SpreadElement ? unwrap(item.argument) : undefined;
    const list = call && isCall(call) ? call.arguments.at(-1) : undefined;
    const names = list?.type === T.ArrayExpression ? list.elements : [];
    if (names.some((each) => each && staticText(each) === name)) return call;
  }
  return undefined;
}

function hasReturned(node: Node, name: string): boolean {
  if (!isFunction(node)) return false;
  const values =
    node.body.type === T.BlockStatement
      ? node.body.body.flatMap((statement) =>
          statement.type === T.ReturnStatement && statement.argument ? [statement.argument] : [],
        )
      : [node.body];
  return values.some((value) => member(value, name) !== undefined);
}
