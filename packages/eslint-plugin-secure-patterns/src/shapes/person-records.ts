import {
  calleeName,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";
import { callsGiving } from "./given-by.ts";
import { normalize } from "./personal-name.ts";
import { holderName } from "./spell.ts";
import type { WholeVerdict } from "./whole-value.ts";

const QUERY =
  /^(?:find|findOne|findUnique|findFirst|findMany|findAll|findById|findBy\w+|create|save|upsert|getUser\w*|findOneBy|findOrCreate)$/;
/** Asks for some fields only. */
export const PICKS: RegExp = /^(?:select|attributes|projection|project|fields|columns|omit|pluck|returning)$/;
/** Calls behind a query that leave its records as they are. */
const SAME_RECORDS =
  /^(?:lean|exec|populate|sort|limit|skip|orFail|session|where|equals|toArray|catch|clone|cache)$/;
const PERSON_MODEL =
  /^(?:users?|customers?|patients?|employees?|accounts?|profiles?|members?|students?)(?:model|repository|repo|service|entity)?$/;

/** What `User.findOne(…)` answers, under whatever name; what writes may answer with less. */
export function recordAsked(node: CallNode): WholeVerdict | undefined {
  if (!isPersonQuery(node) || isFunction(node.arguments[0])) return undefined;
  return recordOfQuery(node);
}

/** `docs` of `User.find().then((docs) => …)`, `found` of `User.findOne({ id }, (error, found) => …)` */
export function recordGiven(file: FileFlow, node: TSESTree.Identifier): WholeVerdict | undefined {
  if (file.bindings.variableOf(node)?.defs[0]?.type !== "Parameter") return undefined;
  const [last, ...before] = callsGiving(file, node);
  const calls = last && calleeName(last) === "then" ? before : last ? [last, ...before] : [];
  const query = calls.find(isPersonQuery);
  if (!query || isFunction(query.arguments[0])) return undefined;
  const later = calls.slice(0, calls.indexOf(query));
  return later.every((call) => SAME_RECORDS.test(calleeName(call) ?? "")) ? recordOfQuery(query) : undefined;
}

function recordOfQuery(node: CallNode): WholeVerdict {
  return {
    kind: "whole",
    what: "a whole user record",
    confidence: /^find/.test(calleeName(node) ?? "") ? "proven" : "likely",
  };
}

/** `User.findOne(…)`, `prisma.user.create(…)`: a record of a person comes back. */
export function isPersonQuery(node: CallNode): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== T.MemberExpression || !QUERY.test(memberName(callee) ?? "")) return false;
  const values = node.arguments.filter((value) => !isFunction(value));
  const options = values.at(-1);
  const isPicked =
    (values.length > 1 && options !== undefined && staticText(options) !== undefined) ||
    (options?.type === T.ObjectExpression &&
      options.properties.some((each) => each.type === T.Property && PICKS.test(keyName(each) ?? "")));
  const holder = normalize(holderName(callee.object) ?? "");
  const isOfAuthority = holder === "auth" && /^getUser(?:By\w+)?$/.test(memberName(callee) ?? "");
  return !isPicked && (isOfAuthority || PERSON_MODEL.test(holder));
}
