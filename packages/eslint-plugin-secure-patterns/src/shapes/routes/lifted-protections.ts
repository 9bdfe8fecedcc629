import { calleeName, isCall, keyName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import { liftedProtections } from "../../catalog/protections.ts";
import type { ProtectionKind } from "../../catalog/route-types.ts";

const rows = liftedProtections.map(({ is, names = "" }) => ({ is, named: new RegExp(names, "i") }));

/** What a layer takes a route out of: `@SkipThrottle()`, `@Public()`; not `@SkipThrottle({ default: false })`. */
export function liftedBy(layer: Node): readonly ProtectionKind[] {
  const plain = unwrap(layer);
  const name = isCall(plain) ? calleeName(plain) : plain.type === T.Identifier ? plain.name : undefined;
  if (name === undefined || (isCall(plain) && isTakenBack(plain.arguments[0]))) return [];
  return rows.filter(({ named }) => named.test(name)).map(({ is }) => is);
}

function isTakenBack(options: Node | undefined): boolean {
  return (
    options?.type === T.ObjectExpression &&
    options.properties.length > 0 &&
    options.properties.every(
      (property) =>
        property.type === T.Property &&
        keyName(property) !== undefined &&
        staticText(property.value) === "false",
    )
  );
}
