import { fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { isCall, isFunction, type CallNode, type Node } from "../../ast/nodes.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";
import { mentionsAny, type Event } from "./events.ts";
import { compares, looksAt } from "./looks-at.ts";
import { nodeText } from "./node-text.ts";
import { recordKey, tokenColumns } from "./one-time.ts";
import type { Operation } from "./operation.ts";
import { variablesOf } from "./outcome.ts";
import { precedes, type Scope } from "./scope.ts";
import type { Spend } from "./spend.ts";
import { isTokenEvent, LOOK_UP, type Story } from "./story.ts";

/** The read that a write follows: of the same record, or whose answer the write speaks of. */
export function readBefore(story: Story, reads: readonly Event[], spend: Spend): Event | undefined {
  const candidates = reads.filter(
    (read) => isBefore(story, read, spend.event) && concerns(story, read, spend),
  );
  // `findFirst({ where: { inviter, status: "accepted" } })` asks whether there is another one
  return candidates.findLast((read) => asksForToken(story, read)) ?? candidates.at(-1);
}

function asksForToken({ setting }: Story, { operation }: Event): boolean {
  return operation !== undefined && !operation.isGuess && tokenColumns(operation.columns, setting).length > 0;
}

/** Also within one helper that finds and writes whatever it is told: `users.update({ resetToken }, { resetToken: null })`. */
function isBefore({ file, scope, events }: Story, read: Event, write: Event): boolean {
  if (read.at !== write.at) return precedes(file, scope, read.at, write.at);
  return (write.operation?.isHanded ?? false) && events.indexOf(read) < events.indexOf(write);
}

function concerns(story: Story, read: Event, spend: Spend): boolean {
  const operation = read.operation as Operation;
  const { file, setting } = story;
  const variables = variablesOf(file, read.at);
  const linked =
    mentionsAny(file, spend.event.at, variables) ||
    (spend.operation.record !== undefined &&
      mentionsAny(spend.operation.file, spend.operation.record, variables));
  const same =
    recordKey(operation.table) === recordKey(spend.operation.table) ||
    ((operation.isGuess || spend.operation.isGuess) &&
      (sharesPurpose(operation.table, spend.operation.table) || isPassedSame(story, read, spend.event)));
  const isTokenRead = isTokenEvent(read, story);
  if (isRevocation(spend.event) && !linked && !sharesArgument(story, read, spend.event)) return false;
  if (isTokenEvent(spend.event, story)) {
    // `users` joined with their codes, and found by the code that ends then
    const isElsewhere = recordKey(operation.table) !== recordKey(spend.operation.table);
    const isFoundBy = linked && isElsewhere && [...operation.columns].some((column) => LOOK_UP.test(column));
    return (isTokenRead || operation.isGuess || isFoundBy) && (same || linked);
  }
  if (!same && !linked) return false;
  if (spend.counter) return same || linked;
  if (isTokenRead) return true;
  return (
    tokenColumns(operation.columns, setting).length > 0 ||
    spend.clears.some((column) => operation.columns.has(column)) ||
    looksAt(story, spend.clears) ||
    looksInside(read, spend.clears)
  );
}

/** `const user = await userOf(email, otp)`, which compares the user's code and throws for a wrong one. */
function looksInside({ body }: Event, columns: readonly string[]): boolean {
  const home = body && fileOf(body);
  return (
    home !== undefined && columns.some((column) => compares({ file: home, scope: body as Scope }, column))
  );
}

/** `revokeInvites(project, user)`: the other tokens end with the one that was used, unless it is this one that is meant. */
function isRevocation({ helper }: Event): boolean {
  return helper !== undefined && /^(?:revoke|cancel|clear)/i.test(helper);
}

function sharesArgument({ file }: Story, read: Event, write: Event): boolean {
  if (!isCall(read.at) || !isCall(write.at)) return false;
  return argumentsOf(file, read.at) === argumentsOf(file, write.at);
}

/** All but the callbacks: `find(token, (err, row) => …)`. */
function argumentsOf(file: FileFlow, call: CallNode): string {
  const values = call.arguments.filter((node) => !isFunction(node));
  return values.map((node) => nodeText(file, node)).join();
}

/** `find(token)` and `use(token)` */
function isPassedSame({ file }: Story, read: Event, write: Event): boolean {
  const texts = tokenTexts(file, read.at);
  return tokenTexts(file, write.at).some((text) => texts.includes(text));
}

function tokenTexts(file: FileFlow, call: Node): string[] {
  return isCall(call)
    ? call.arguments
        .map((node) => nodeText(file, node))
        .filter((text) => /^[\w.?]*(?:token|code|otp)$/i.test(text))
    : [];
}

function sharesPurpose(a: string, b: string): boolean {
  const [word] = names.purpose.exec(a) ?? [];
  return word !== undefined && b.toLowerCase().includes(word.toLowerCase());
}
