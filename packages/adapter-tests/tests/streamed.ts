import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { STREAM_PAUSE } from "./contract.ts";

export async function* streamedText(): AsyncGenerator<string> {
  yield "first";
  await pause(STREAM_PAUSE);
  yield "second";
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
