import { keyName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../../flow/file-flow.ts";
import { modelOfThis } from "./model-of-this.ts";
import { receiverName } from "./receiver-name.ts";
import { annotationOf, classAround, constructorOf } from "../../flow/trace-class.ts";

/** Types that say how records are kept; what they keep is their argument: `Repository<PasswordReset>`. */
const KEEPERS = /^(?:\w*Repository|Repo|Model|\w*Model|Collection|EntityManager|DAO|Dao|Store|Table)$/;

/** Names that say nothing about what is kept. */
const GENERAL =
  /^[_#]?(?:repo|repository|model|store|service|db|dao|collection|table|entity|storage|manager|provider|client|tokens?(?:Repo|Repository|Store|Service)?)$/i;

/** What a class of many tables calls the one that it was made for, and how such classes are called. */
const UNSAID =
  /^[_#]?(?:table|model|repo(?:sitory)?|collection|entity|schema|delegate|dao|em|entity_?[mM]anager)$|^(?:Base|Abstract|Generic|Crud)(?![a-z])|(?:Base|Abstract|Generic)(?:Repository|Repo|Dao|Service|Model)$/;

/** `repositories.invite.update(…)` of a base class that writes `this.table`: the receiver says whose records they are. */
export function namedByReceiver(file: FileFlow, table: string, receiver: Node): string {
  if (!UNSAID.test(table)) return table;
  const name = recordName(file, unwrap(receiver));
  return name === "" || UNSAID.test(name) ? table : name;
}

/** `this.table` in a class: the class says whose records they are. */
export function namedByClass(node: Node): string | undefined {
  const plain = unwrap(node);
  const isOwn = plain.type === T.MemberExpression && plain.object.type === T.ThisExpression;
  return isOwn && UNSAID.test(memberName(plain) ?? "") ? classAround(plain)?.id?.name : undefined;
}

/**
 * What a receiver is called, or what its declared type says where that says more: `repo: Repository<ResetToken>` keeps
 * reset tokens, `store: ResetTokenStore` too.
 */
export function recordName(file: FileFlow, object: Node): string {
  // `this.update(…)` of a repository
  if (object.type === T.ThisExpression) return modelOfThis(object);
  const name = receiverName(object);
  const annotation = annotationBehind(file, unwrap(object));
  if (!annotation) return name;
  const type = nameOf(annotation);
  const [argument] = annotation.typeArguments?.params ?? [];
  // `Model<ResetDocument>`
  if (KEEPERS.test(type) && argument?.type === T.TSTypeReference)
    return nameOf(argument).replace(/(?<=[a-z])Document$/, "");
  return GENERAL.test(name) && type !== "" ? type : name;
}

function annotationBehind(file: FileFlow, node: Node): TSESTree.TSTypeReference | undefined {
  if (node.type === T.Identifier) {
    const declared = file.bindings.variableOf(node)?.identifiers[0] as Node | undefined;
    return declared && annotationOf(declared);
  }
  if (node.type !== T.MemberExpression || node.object.type !== T.ThisExpression) return undefined;
  const name = memberName(node);
  const of = classAround(node);
  if (!of || name === undefined) return undefined;
  for (const member of of.body.body)
    if (member.type === T.PropertyDefinition && keyName(member) === name) return annotationOf(member);
  for (const parameter of constructorOf(of)?.params ?? []) {
    if (parameter.type !== T.TSParameterProperty) continue;
    const target =
      parameter.parameter.type === T.AssignmentPattern ? parameter.parameter.left : parameter.parameter;
    if (target.type === T.Identifier && target.name === name) return annotationOf(target);
  }
  return undefined;
}

function nameOf({ typeName }: TSESTree.TSTypeReference): string {
  if (typeName.type === T.Identifier) return typeName.name;
  return typeName.type === T.TSQualifiedName ? typeName.right.name : "";
}
