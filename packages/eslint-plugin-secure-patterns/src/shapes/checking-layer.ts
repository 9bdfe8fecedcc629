import {
  calleeName,
  isCall,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { childrenOf, fileOf } from "../flow/file-flow.ts";
import type { Kinds } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { kindsOf } from "./catalog-index.ts";
import { namesOf } from "./catalog-model.ts";

const PART_OF_REQUEST = /^(?:body|query|params)$/;
const REQUEST = /^(?:req|request|ctx|context|c)$/;
/** They read texts, and know no schema. */
const READERS = /^(?:JSON|qs|querystring|url|URL|Date|Number|path|cookie|yaml|csv)$/i;

const memos = new WeakMap<Analysis, Map<FunctionNode, Kinds>>();

/**
 * What a function that stands before a handler, or makes what stands there, checks of the request by its own code:
 *
 * `const route = (name) => { const validate = ajv.getSchema(name); return (req, res, next) => { if (!validate(req.body)) throw … } }`
 */
export function kindsCheckedIn(analysis: Analysis, layer: FunctionNode): Kinds {
  let memo = memos.get(analysis);
  if (!memo) memos.set(analysis, (memo = new Map()));
  let kinds = memo.get(layer);
  if (kinds === undefined) memo.set(layer, (kinds = findChecks(analysis, layer)));
  return kinds;
}

function findChecks(analysis: Analysis, layer: FunctionNode): Kinds {
  const keys = fileOf(layer)?.unit.visitorKeys;
  if (!keys) return 0;
  let kinds: Kinds = 0;
  const pending: Node[] = [layer.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isCall(node) && node.arguments.some(isPartOfRequest) && !isReader(node))
      for (const { clears } of namesOf(analysis.index, calleeName(node), "check")) kinds |= kindsOf(clears);
    pending.push(...childrenOf(node, keys));
  }
  return kinds;
}

/** `req.body`, `req[property]` */
function isPartOfRequest(argument: Node): boolean {
  const node = unwrap(argument);
  if (node.type !== T.MemberExpression) return false;
  const owner = unwrap(node.object);
  const name =
    owner.type === T.Identifier ? owner.name : owner.type === T.MemberExpression ? memberName(owner) : "";
  if (!REQUEST.test(name ?? "")) return false;
  return node.computed ? node.property.type === T.Identifier : PART_OF_REQUEST.test(memberName(node) ?? "");
}

function isReader({ callee }: CallNode): boolean {
  if (callee.type !== T.MemberExpression) return false;
  const owner = unwrap(callee.object);
  return owner.type === T.Identifier && READERS.test(owner.name);
}
