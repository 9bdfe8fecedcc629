import type { NewToken, StoredToken, TokenStore } from "../store.ts";

interface Held extends StoredToken {
  readonly purpose: string;
}

/** Below this many tokens it is not worth looking for expired ones. */
const FEW = 1000;

export class MemoryTokens implements TokenStore {
  private readonly tokens = new Map<string, Held>();
  private readonly bySubject = new Map<string, Set<string>>();
  private readonly clock: () => number;
  private purgeAt = FEW;

  constructor(clock: () => number) {
    this.clock = clock;
  }

  putToken(token: NewToken): void {
    if (this.live(token.hash)) throw new Error("A token with this hash exists already");
    if (this.tokens.size >= this.purgeAt) this.purgeTokens();
    const { hash, purpose, subject, payload, ttl } = token;
    this.tokens.set(hash, { purpose, subject, payload, expiresAt: this.clock() + ttl });
    const group = groupOf(subject, purpose);
    const hashes = this.bySubject.get(group);
    if (hashes) hashes.add(hash);
    else this.bySubject.set(group, new Set([hash]));
  }

  takeToken(hash: string, purpose: string): StoredToken | null {
    const token = this.peekToken(hash, purpose);
    if (token) this.remove(hash);
    return token;
  }

  peekToken(hash: string, purpose: string): StoredToken | null {
    const token = this.live(hash);
    if (token?.purpose !== purpose) return null;
    return { subject: token.subject, payload: token.payload, expiresAt: token.expiresAt };
  }

  revokeTokens(subject: string, purpose: string): number {
    const hashes = [...(this.bySubject.get(groupOf(subject, purpose)) ?? [])];
    const live = hashes.filter((hash) => this.live(hash)).length;
    for (const hash of hashes) this.remove(hash);
    return live;
  }

  purgeTokens(): number {
    const before = this.tokens.size;
    for (const hash of this.tokens.keys()) if (!this.live(hash)) this.remove(hash);
    this.purgeAt = Math.max(FEW, 2 * this.tokens.size);
    return before - this.tokens.size;
  }

  private live(hash: string): Held | undefined {
    const token = this.tokens.get(hash);
    return token && token.expiresAt > this.clock() ? token : undefined;
  }

  private remove(hash: string): void {
    const token = this.tokens.get(hash);
    if (!token) return;
    this.tokens.delete(hash);
    const group = groupOf(token.subject, token.purpose);
    const hashes = this.bySubject.get(group);
    hashes?.delete(hash);
    if (hashes?.size === 0) this.bySubject.delete(group);
  }
}

function groupOf(subject: string, purpose: string): string {
  return JSON.stringify([subject, purpose]);
}
