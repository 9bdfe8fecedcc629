import { randomUUID } from "node:crypto";
import type { Request, Response } from "express";

const readers = new Map<string, string>();

/** The name of the reader who is signed in. */
export function getReader(request: Request): string | undefined {
  const id = /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
  return id === undefined ? undefined : readers.get(id);
}

export function startSession(response: Response, reader: string): void {
  const id = randomUUID();
  readers.set(id, reader);
  response.cookie("session", id, { httpOnly: true, sameSite: "lax" });
}

export function endSession(response: Response): void {
  response.clearCookie("session");
}
