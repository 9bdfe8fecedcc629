/** How programs learn who the user of a request is. */
export const sessionReads: {
  /** Packages that read signed tokens. */
  readonly tokenPackages: readonly string[];
  /** Text that asks a session for it, not only for where a sign-in elsewhere goes on. */
  readonly text: RegExp;
} = {
  tokenPackages: ["jsonwebtoken", "passport-jwt", "jose", "@nestjs/jwt"],
  text: /\bpassport\.session\(|\b(?:req|request|ctx|context|socket)\.session\.(?!save|destroy|regenerate|cookie|redirect|return)\w|\bisAuthenticated\(/,
};
