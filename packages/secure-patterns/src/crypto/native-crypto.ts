/** The part of `node:crypto` that we use, typed here so that browsers' bundlers never see the import. */
export interface NativeCrypto {
  createHash(algorithm: "sha256"): NativeDigest;
  createHmac(algorithm: "sha256", key: Uint8Array): NativeDigest;
  timingSafeEqual(left: Uint8Array, right: Uint8Array): boolean;
}

interface NativeDigest {
  update(data: Uint8Array): NativeDigest;
  digest(encoding: "latin1"): string;
}

type Host = { process?: { getBuiltinModule?: (id: string) => unknown } };

/**
 * `node:crypto` where the runtime has it (Node, Bun, Deno, workers with Node compatibility), else `undefined`.
 * It is asked for at run time, because a static import would break browsers and edge workers, and `await import` would
 * make every caller asynchronous.
 */
export const nativeCrypto: NativeCrypto | undefined = findNativeCrypto();

function findNativeCrypto(): NativeCrypto | undefined {
  try {
    const found = (globalThis as Host).process?.getBuiltinModule?.("node:crypto") as
      Partial<NativeCrypto> | undefined;
    return isComplete(found) ? found : undefined;
  } catch {
    return undefined; // a polyfilled `process` that throws: the library below serves
  }
}

function isComplete(found: Partial<NativeCrypto> | undefined): found is NativeCrypto {
  return (
    typeof found?.createHash === "function" &&
    typeof found.createHmac === "function" &&
    typeof found.timingSafeEqual === "function"
  );
}
