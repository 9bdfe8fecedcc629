import type { Protection } from "secure-patterns";

declare global {
  /** Set by the test that serves this app. */
  var protection: Protection;
}
