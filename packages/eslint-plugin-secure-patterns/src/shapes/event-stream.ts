import { fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import { isSaidIn } from "./said-in-file.ts";

const FIELD = /^(?:data|event|id|retry): ?/;
const TYPE = /text\/event-stream/;

/**
 * Whether what is written is one line of a stream of events, whose type was set where the stream starts:
 * `data: {"message": "…"}`.
 */
export function isEventStream({ before, node }: Origin): boolean {
  const unit = fileOf(node)?.unit;
  return FIELD.test(before) && unit !== undefined && isSaidIn(unit, TYPE);
}
