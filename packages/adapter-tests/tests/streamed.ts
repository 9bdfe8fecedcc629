import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

/** Whoever holds a stream back until its end never reads the beginning in time. */
const PATIENCE = 5_000;
/** Of the process, since some frameworks bundle this file a second time: what lets the stream go on. */
const shared = globalThis as { onFirstRead?: () => void };

/** To be called by who has read "first": "second" is sent after that, and something else where nobody calls. */
export function readFirst(): void {
  shared.onFirstRead?.();
}

export async function* streamedText(): AsyncGenerator<string> {
  const read = new Promise<string>((resolve) => {
    shared.onFirstRead = () => resolve("second");
  });
  yield "first";
  yield await Promise.race([read, pause(PATIENCE, ", which nobody read in time", { ref: false })]);
}

export function streamedBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for await (const text of streamedText()) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

export function nodeStream(): Readable {
  return Readable.from(streamedText());
}
