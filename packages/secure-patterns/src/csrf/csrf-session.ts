/** Values that stand for "no session": a token bound to one of them would be valid for every visitor. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ..."undefined null nan false true none default anonymous anon guest public".split(" "),
  "[object object]",
  "[object promise]",
]);

/** Whether a session identifies one visitor: a text that is neither empty nor a placeholder. */
export function isSession(session: unknown): session is string {
  if (typeof session !== "string") return false;
  const text = session.trim().toLowerCase();
  return text !== "" && !PLACEHOLDERS.has(text);
}
