import { sessionReads } from "../../catalog/session-reads.ts";

/** Tells code that asks who the user of a request is, where that is something the session says. */
export function asksForUser(texts: readonly string[]): (text: string) => boolean {
  const { text: ofSession, user, without } = sessionReads;
  const isBySession = !texts.some((text) => without.test(text));
  return (text) => ofSession.test(text) || (isBySession && user.test(text));
}
