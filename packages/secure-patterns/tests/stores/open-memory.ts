import { memory } from "../../src/stores/memory/memory.ts";
import type { Store } from "../../src/stores/store.ts";

export default function open(): Promise<Store> {
  return Promise.resolve(memory());
}
