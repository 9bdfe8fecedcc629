import type { RequestHandler } from "express";

// Neither parameter has a telling name, nor an annotation that an import explains: only the type checker knows.
type Asked = Parameters<RequestHandler>[0];
type Answer = Parameters<RequestHandler>[1];

export function leave(asked: Asked, answer: Answer): void {
  answer.redirect(String(asked.query["to"]));
}
