import { isCall, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";

/** What a table, a model or a collection is called that whoever runs the site fills, and nobody else. */
const SETTINGS =
  /^(?:(?:app|application|basic|company|e?mail|general|global|shop|site|smtp|store|system|website)_?)?(?:settings?|config(?:uration)?s?)(?:_?model)?$/i;
const READ_FROM = /\bfrom\s+["'`[]?(\w+)/i;

/** `prisma.settings.findMany()`, `Setting.findOne()`, `db.select().from(settings)`, `query("SELECT … FROM app_config")` */
export function isOfSettings(read: Node): boolean {
  for (const name of namesIn(read)) if (SETTINGS.test(name)) return true;
  return false;
}

/** What a chain of calls names: its members, its root, and what the calls are handed. */
function* namesIn(read: Node): Generator<string> {
  let node = unwrap(read);
  for (;;) {
    if (isCall(node)) {
      for (const value of node.arguments) yield nameOf(value) ?? "";
      node = unwrap(node.callee);
    } else if (node.type === T.MemberExpression) {
      yield memberName(node) ?? "";
      node = unwrap(node.object);
    } else if (node.type === T.AwaitExpression) node = unwrap(node.argument);
    else return node.type === T.Identifier ? yield node.name : undefined;
  }
}

function nameOf(value: Node): string | undefined {
  if (value.type === T.Identifier) return value.name;
  const text = value.type === T.TemplateLiteral ? value.quasis[0]?.value.raw : staticText(value);
  return text === undefined ? undefined : (READ_FROM.exec(text)?.[1] ?? text);
}
