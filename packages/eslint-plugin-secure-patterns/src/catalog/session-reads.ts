/** How programs learn who the user of a request is. */
export const sessionReads: {
  /** Packages that read signed tokens. */
  readonly tokenPackages: readonly string[];
  /** Text that asks a session for it, not only for where a sign-in elsewhere goes on, and not only to sign somebody in. */
  readonly text: RegExp;
  /** Text that asks for the user whom something before it has found, in a session or in another way. */
  readonly user: RegExp;
  /** Users are found anew with each request, by a token of theirs: the session is for something else. */
  readonly without: RegExp;
} = {
  tokenPackages: ["jsonwebtoken", "passport-jwt", "jose", "@nestjs/jwt"],
  text: /\b(?:req|request|ctx|context|socket)\.session(?:\??\.(?!save|destroy|regenerate|reload|touch|cookie|redirect|return|flash|messages?\b)(?!\w+\s*=(?!=))\w|\[|\s*[),])|\{[^{}]*\bsession\b[^{}]*\}\s*=\s*(?:req|request|ctx)\b|\b(?:const|let|var)\s+\w+\s*=\s*(?:req|request|ctx|context)\.session\s*(?:;|\n|$)|\bisAuthenticated\(|@Session\(|\buseSession\(\s*event\b|\brequireUserSession\(/,
  user: /\b(?:req|request)\.user\b|\bctx\.(?:state\.)?user\b|\{[^{}]*\buser\b[^{}]*\}\s*=\s*(?:req|request)\b/,
  without: /\bsession\s*:\s*false\b|\bAuthGuard\(\s*["'`](?:jwt|bearer)\b/,
};
