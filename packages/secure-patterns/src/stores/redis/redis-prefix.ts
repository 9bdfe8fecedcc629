const PREFIX = /^[\w.:-]{0,64}$/;

/** @throws TypeError if it could run into the hash tag that follows it, or is too long to stand in front of every key */
export function readPrefix(prefix: string = "secure-patterns:"): string {
  if (typeof prefix === "string" && PREFIX.test(prefix)) return prefix;
  throw new TypeError("prefix must be at most 64 letters, digits or _ . : -");
}
