import {
  isCall,
  isFunction,
  keyName,
  memberName,
  ownerOfThis,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { WHOLE_RECORDS } from "../catalog/personal-names.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";
import type { Analysis } from "./analysis.ts";
import { isDevelopmentOnly } from "./development-only.ts";
import { isMissingHere } from "./missing-here.ts";
import { withoutOverwritten } from "./overwritten.ts";
import { holdsFields, isPlaceName, verdictOf } from "./personal-name.ts";
import { isWrapperCall } from "./wrapper-call.ts";
import { spell } from "./spell.ts";
import {
  asText,
  formed,
  inFront,
  isConstruction,
  isId,
  isNamedId,
  isRest,
  labelOf,
  lastPart,
  START,
  textBefore,
  type Context,
  type Logged,
} from "./logged.ts";
import { saidBefore } from "./said-before.ts";
import { addLogged, addSample } from "./logged-list.ts";
import { rowsNamed } from "./sink-uses.ts";
import { holdsNothingPersonal } from "./record-type.ts";
import { treatmentOf } from "./harmless-value.ts";
import { stepsOfArguments, stepsOfCall, stepsOfObject, stepsOfVariable, type Step } from "./value-steps.ts";
import { verdictOfMember, verdictOfVariable } from "./value-verdict.ts";
import { recordAsked } from "./person-records.ts";
import { isEnvironment, wholeOf } from "./whole-value.ts";

const DEEPEST = 9;
const MOST_VISITS = 300;

/** Finds by the names on the way what is personal or secret in a value that is written down. */
export function loggedIn(
  analysis: Analysis,
  { value, node }: { readonly value: Node; readonly node: Node },
): readonly Logged[] {
  const walk = new Walk(analysis);
  walk.visit(analysis.file, value, { ...START, label: labelOf(node), said: textBefore(node, value) });
  return isCall(node) && !node.arguments.some((argument) => isWithin(value, argument)) ? [] : walk.found;
}

/** What a function that is handed over answers stands inside of it. */
function isWithin({ range: [start, end] }: Node, { range }: Node): boolean {
  return start >= range[0] && end <= range[1];
}

class Walk {
  readonly found: Logged[] = [];
  readonly #analysis: Analysis;
  readonly #seen = new Map<Node, Set<string>>();
  #visits = 0;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  visit(file: FileFlow, given: Node, context: Context): void {
    const node = unwrap(given);
    if (context.depth > DEEPEST || ++this.#visits > MOST_VISITS) return;
    const entered = context.through === "none" ? "" : context.through.call.range[0];
    const key = `${context.path.join(".")}|${context.keys?.join(".")}|${entered}`;
    const seen = this.#seen.get(node) ?? new Set();
    if (seen.has(key)) return;
    this.#seen.set(node, seen.add(key));
    this.#visitNode(file, node, context);
  }

  #visitNode(file: FileFlow, node: Node, context: Context): void {
    const go = (next: Node, change: Partial<Context> = {}): void =>
      this.visit(file, next, { ...context, depth: context.depth + 1, ...change });
    switch (node.type) {
      case T.Identifier:
        return this.#visitIdentifier(file, node, context);
      case T.MemberExpression:
        return this.#visitMember(file, node, context);
      case T.ObjectExpression:
        return this.#visitObject(file, node, context);
      case T.ArrayExpression:
        return this.#visitArray(node, context, go);
      case T.SpreadElement:
        // what is asked for lies in an element
        return go(node.argument, context.path.length > 0 ? { path: ["*", ...context.path] } : {});
      case T.TemplateLiteral:
        return this.#visitTemplate(node, context, go);
      case T.TaggedTemplateExpression:
        return go(node.quasi);
      case T.BinaryExpression:
        if (node.operator !== "+") return;
        go(node.left, { ...asText(context), before: "", said: "" });
        return go(node.right, { ...asText(context), ...inFront(staticText(lastPart(node.left)) ?? "") });
      case T.ConditionalExpression:
        // `isDevelopment ? email : mask(email)`
        return [node.consequent, node.alternate].forEach(
          (branch) => isDevelopmentOnly(file, branch) || go(branch),
        );
      case T.LogicalExpression:
        if (node.operator !== "&&") go(node.left);
        // everybody has an id
        return isId(node.left) ? undefined : go(node.right);
      case T.AssignmentExpression:
        return go(node.right);
      case T.SequenceExpression:
        return node.expressions.slice(-1).forEach((last) => go(last));
      case T.CallExpression:
      case T.NewExpression:
        return this.#visitCall(file, node, context, go);
      default:
    }
  }

  #visitTemplate(
    node: TSESTree.TemplateLiteral,
    context: Context,
    go: (next: Node, change?: Partial<Context>) => void,
  ): void {
    const texts = node.quasis.map(({ value }) => value.cooked ?? "");
    const label = `${context.label} ${texts.join(" ")}`;
    for (const [index, part] of node.expressions.entries())
      go(part, { ...asText(context), label, ...inFront(texts[index] ?? "") });
  }

  #visitIdentifier(file: FileFlow, node: TSESTree.Identifier, given: Context): void {
    const variable = file.bindings.variableOf(node);
    const context = isRest(variable) ? { ...given, isPicked: true } : given;
    if (node.name === "arguments" && !variable) return this.#visitArguments(file, node, context);
    if (context.path.length === 0) {
      if (isPlaceName(node.name) || holdsNothingPersonal(file, node) || isMissingHere(file, node)) return;
      const verdict = verdictOfVariable(this.#analysis, file, node, context.label);
      if (verdict && addLogged(this.found, file, verdict, node, node.name, context)) return;
    }
    if (!variable) return;
    const steps = stepsOfVariable(file, variable, context.path, node, context.through);
    if (context.path.length === 0 && this.#addBound(file, steps, node, context)) return;
    const found = this.found.length;
    this.#follow(file, steps, { ...context, holder: node.name, said: "" });
    if (this.found.length === found) this.#addSaid(file, node, node.name, context);
  }

  /** `const { email: e } = user`: the pattern says what it is. */
  #addBound(file: FileFlow, steps: readonly Step[], node: TSESTree.Identifier, context: Context): boolean {
    for (const { name, within } of steps) {
      if (name === undefined || (within?.length ?? 0) > 0) continue;
      const verdict = verdictOf(name);
      if (verdict && addLogged(this.found, file, verdict, node, node.name, context)) return true;
    }
    return false;
  }

  #follow(file: FileFlow, steps: readonly Step[], context: Context): void {
    for (const { node, path, within = [], call, through = context.through } of steps) {
      const home = fileOf(node) ?? file;
      // what is handed to the project's own logger is reported where it is handed over
      if (call && isCall(call) && this.#isFoundThere(call)) continue;
      if (call && context.isAnswer && isConstruction(call)) continue;
      const keys = context.keys && [...context.keys, ...within];
      const inner = { ...context, keys, path, through, depth: context.depth + 1 };
      if (within.length > 0 && context.form === "text") continue;
      const key = within.at(-1);
      if (key !== undefined && path.length === 0) this.#visitProperty(home, key, node, inner);
      else this.visit(home, node, inner);
    }
  }

  #isFoundThere(call: CallNode): boolean {
    if (rowsNamed(this.#analysis.index, call).length > 0) return true;
    return isWrapperCall(call) && fileOf(call) !== this.#analysis.file;
  }

  #visitMember(file: FileFlow, node: TSESTree.MemberExpression, context: Context): void {
    const name = memberName(node);
    if (WHOLE_RECORDS.test(name ?? ""))
      return this.visit(file, node.object, { ...context, said: "", depth: context.depth + 1 });
    if (context.path.length === 0 && name !== undefined) {
      if (/^(?:length|size|byteLength)$/.test(name) || isPlaceName(name)) return;
      const verdict = verdictOfMember(this.#analysis, file, node, name, context.label);
      if (verdict) {
        addLogged(this.found, file, verdict, node, spell(node), context);
        return;
      }
    }
    if (isEnvironment(node.object)) return;
    const found = this.found.length;
    this.visit(file, node.object, {
      ...context,
      said: "",
      path: [name ?? "*", ...context.path],
      depth: context.depth + 1,
    });
    if (unwrap(node.object).type === T.ThisExpression) this.#visitField(file, node, context);
    if (this.found.length === found) this.#addSaid(file, node, name ?? "", context);
  }

  /** Where nothing else tells, the text in front does. */
  #addSaid(file: FileFlow, node: Node, name: string, context: Context): void {
    const verdict = context.path.length === 0 ? saidBefore(context.said, name) : undefined;
    if (verdict) addLogged(this.found, file, verdict, node, spell(node), context);
  }

  /** `this.config`, wherever the class sets it. */
  #visitField(file: FileFlow, node: TSESTree.MemberExpression, context: Context): void {
    for (const origin of trace(file, node, context.path)) {
      const home = fileOf(origin.node);
      if (
        home &&
        origin.node !== node &&
        unwrap(origin.node).type !== T.ThisExpression &&
        origin.path.length === 0
      )
        this.visit(home, origin.node, { ...context, path: [], depth: context.depth + 1 });
    }
  }

  #visitObject(file: FileFlow, node: TSESTree.ObjectExpression, context: Context): void {
    if (context.path.length > 0) return this.#follow(file, stepsOfObject(node, context.path), context);
    // `[object Object]`
    if (context.form === "text") return;
    for (const [index, property] of node.properties.entries()) {
      if (property.type === T.SpreadElement) {
        const found = this.found.length;
        this.visit(file, property.argument, { ...context, depth: context.depth + 1 });
        const [items, later] = [this.found.splice(found), node.properties.slice(index + 1)];
        this.found.push(...withoutOverwritten(items, context.keys?.length, later));
        continue;
      }
      const name = keyName(property) ?? "*";
      const inner = { ...context, keys: context.keys && [...context.keys, name], depth: context.depth + 1 };
      if (isFunction(property.value)) {
        if (property.kind !== "get") continue;
        file.returnsOf(property.value).forEach((value) => this.#visitProperty(file, name, value, inner));
      } else this.#visitProperty(file, name, property.value, inner);
    }
  }

  /** The key counts like the name of a variable; where it says nothing, the value does. */
  #visitProperty(file: FileFlow, key: string, value: Node, context: Context): void {
    const verdict = holdsFields(context.holder) ? undefined : verdictOf(key);
    if (addSample(this.found, key, value, context)) return;
    const before = this.found.length;
    this.visit(file, value, { ...context, holder: key });
    if (!verdict || isNamedId(value) || this.found.length > before) return;
    addLogged(this.found, file, verdict, value, `${key}: ${spell(value)}`, context);
  }

  #visitArray(
    node: TSESTree.ArrayExpression,
    context: Context,
    go: (next: Node, change?: Partial<Context>) => void,
  ): void {
    const [asked, ...rest] = context.path;
    const index = Number(asked);
    const elements = Number.isInteger(index) ? node.elements.slice(index, index + 1) : node.elements;
    for (const element of elements) if (element) go(element, { path: rest });
  }

  #visitCall(
    file: FileFlow,
    node: CallNode,
    context: Context,
    go: (next: Node, change?: Partial<Context>) => void,
  ): void {
    const treatment = treatmentOf(node);
    switch (treatment.is) {
      case "nothing":
        return;
      case "hash":
        return treatment.of.forEach((value) => go(value, { isHashed: true, path: [] }));
      case "same":
        return treatment.of.forEach((value) => go(value, formed(context, treatment.form)));
      case "named": {
        // one property of what comes back is something else: `getRecipients()[0].id`
        const isWhole = context.path.every((name) => name === "*");
        const verdict = isWhole ? verdictOf(treatment.name) : undefined;
        if (verdict && addLogged(this.found, file, verdict, node, spell(node), context)) return;
        break;
      }
      default:
    }
    if (this.#addWholeResult(file, node, context)) return;
    const steps = stepsOfCall(file, node, context.path, context.through);
    const callee = unwrap(node.callee);
    const isOfOther = callee.type === T.MemberExpression && unwrap(callee.object).type !== T.ThisExpression;
    if (steps.length > 0)
      return this.#follow(file, steps, { ...context, isAnswer: context.isAnswer || isOfOther });
  }

  /** `req.headers()` … and `headers()` of a framework: sources that are called. */
  #addWholeResult(file: FileFlow, node: CallNode, context: Context): boolean {
    if (context.path.length > 0) return false;
    const verdict = wholeOf(this.#analysis, file, node) ?? recordAsked(node);
    return verdict !== undefined && addLogged(this.found, file, verdict, node, spell(node), context);
  }

  /** `arguments` of a wrapper: whatever its callers hand in. */
  #visitArguments(file: FileFlow, node: Node, context: Context): void {
    const of = ownerOfThis(node);
    for (const step of of ? stepsOfArguments(of) : []) this.#follow(file, [step], context);
  }
}
