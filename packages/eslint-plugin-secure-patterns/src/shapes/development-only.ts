import { isFunction, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";

/** `true`: development; `false`: production, or anything but development; `undefined`: says nothing. */
type Answer = boolean | undefined;

const DEVELOPMENT_NAME =
  /^(?:_*(?:is|in|on)?_*(?:dev|develop|development|debug|debugging|debugmode|debugenabled|verbose|local|localhost|test|testing|testenv)(?:_?(?:mode|env|environment|enabled|build|only|logging|log|logs))?_*)$/i;
const PRODUCTION_NAME = /^_*(?:is|in)?_*(?:prod|production)(?:_?(?:mode|env|environment|build))?_*$/i;
const DEVELOPMENT_TEXT = /^(?:dev|development|local|localhost|test|testing|debug)$/i;
const PRODUCTION_TEXT = /^(?:prod|production|staging)$/i;
const DEEPEST = 4;

/** Whether control comes to a node in development alone: `if (process.env.NODE_ENV !== "production") …`. */
export function isDevelopmentOnly(file: FileFlow, node: Node): boolean {
  let child = node;
  for (let parent = node.parent as Node | undefined; parent; child = parent, parent = parent.parent) {
    if (parent.type === T.IfStatement || parent.type === T.ConditionalExpression) {
      if (child === parent.consequent && answerOf(file, parent.test, true) === true) return true;
      if (child === parent.alternate && answerOf(file, parent.test, false) === true) return true;
    }
    if (parent.type === T.LogicalExpression && child === parent.right) {
      if (answerOf(file, parent.left, parent.operator === "&&") === true) return true;
    }
    if (parent.type === T.BlockStatement || parent.type === T.Program) {
      if (isLeftBefore(file, parent.body, child)) return true;
    }
  }
  return false;
}

/** `if (process.env.NODE_ENV === "production") return;` */
function isLeftBefore(file: FileFlow, body: readonly Node[], child: Node): boolean {
  for (const statement of body) {
    if (statement === child) return false;
    if (statement.type !== T.IfStatement || statement.alternate) continue;
    const { consequent } = statement;
    const last = consequent.type === T.BlockStatement ? consequent.body.at(-1) : consequent;
    const leaves = last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
    if (leaves && answerOf(file, statement.test, false) === true) return true;
  }
  return false;
}

/** What is known where `test` came out as `holds`. */
function answerOf(file: FileFlow, test: Node, holds: boolean, depth = 0): Answer {
  const node = unwrap(test);
  if (depth > DEEPEST) return undefined;
  const inner = (next: Node, outcome: boolean): Answer => answerOf(file, next, outcome, depth + 1);
  switch (node.type) {
    case T.UnaryExpression:
      return node.operator === "!" ? inner(node.argument, !holds) : undefined;
    case T.LogicalExpression: {
      // both sides hold of `a && b`, none of `!(a || b)`
      if ((node.operator === "&&") !== holds || node.operator === "??") {
        return inner(node.left, holds) === true && inner(node.right, holds) === true ? true : undefined;
      }
      return inner(node.left, holds) === true || inner(node.right, holds) === true ? true : undefined;
    }
    case T.BinaryExpression:
      return comparison(node, holds);
    case T.CallExpression:
      return called(node, holds) ?? (node.arguments.length === 0 ? inner(node.callee, holds) : undefined);
    case T.Identifier:
    case T.MemberExpression:
      return named(file, node, holds, depth);
    default:
      return undefined;
  }
}

function comparison(node: TSESTree.BinaryExpression, holds: boolean): Answer {
  if (!/^[!=]==?$/.test(node.operator)) return undefined;
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  const text = staticText(right) ?? staticText(left);
  const subject = staticText(right) === undefined ? right : left;
  if (text === undefined || !/env|mode|stage/i.test(lastName(subject) ?? "")) return undefined;
  const isEqual = node.operator.startsWith("=") === holds;
  if (DEVELOPMENT_TEXT.test(text)) return isEqual;
  return PRODUCTION_TEXT.test(text) ? !isEqual : undefined;
}

/** `environment.is("development")`; but `pattern.test(text)` asks something else. */
function called(node: TSESTree.CallExpression, holds: boolean): Answer {
  const [first, ...others] = node.arguments;
  const asks = /^(?:is|isEnv|isEnvironment|env|environment|inEnvironment)$/i.test(
    lastName(node.callee) ?? "",
  );
  if (!first || others.length > 0 || !asks) return undefined;
  const text = staticText(first) ?? lastName(first) ?? "";
  if (DEVELOPMENT_TEXT.test(text)) return holds;
  return PRODUCTION_TEXT.test(text) ? !holds : undefined;
}

/** The mail goes to the screen where nobody has set up who sends it: `if (!process.env.RESEND_API_KEY)`. */
const SENDER =
  /^(?:\w*(?:RESEND|SENDGRID|MAILGUN|POSTMARK|MAILJET|BREVO|SMTP|MAILER|EMAIL|MAIL|TWILIO|SMS)\w*)$/;

function named(file: FileFlow, node: Node, holds: boolean, depth: number): Answer {
  const name = lastName(node) ?? "";
  if (!holds && SENDER.test(name)) return true;
  if (DEVELOPMENT_NAME.test(name)) return holds;
  if (PRODUCTION_NAME.test(name)) return !holds;
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value && value.path.length === 0 && !isFunction(unwrap(value.node))
    ? answerOf(file, value.node, holds, depth + 1)
    : undefined;
}

function lastName(node: Node): string | undefined {
  if (node.type === T.Identifier) return node.name;
  return node.type === T.MemberExpression ? memberName(node) : undefined;
}
