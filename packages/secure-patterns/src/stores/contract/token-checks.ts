import assert from "node:assert/strict";
import type { NewToken } from "../store.ts";
import type { Checks } from "./contract.ts";
import { halfCharacter, hostileTexts } from "./hostile-texts.ts";
import { sleep } from "./sleep.ts";

export const tokenChecks: Checks = {
  async "tokens: of 64 consumers at once in each process, one gets it"({ store, crew, unique }) {
    for (let round = 0; round < 3; round++) {
      const token = newToken(unique("hash"), { subject: "ann", payload: "{}" });
      await store.putToken(token);
      const outcomes = await crew.all("takeToken", [token.hash, token.purpose], 64);
      const winners = outcomes.filter(({ value }) => value !== null);
      assert.equal(outcomes.length, 64 * crew.size);
      assert.equal(winners.length, 1);
      assert.deepEqual([winners[0]!.value!.subject, winners[0]!.value!.payload], ["ann", "{}"]);
    }
  },

  async "tokens: peek does not consume"({ store, unique }) {
    const token = newToken(unique("hash"), {});
    await store.putToken(token);
    const peeked = await store.peekToken(token.hash, token.purpose);
    assert.deepEqual([peeked?.subject, peeked?.payload], [token.subject, null]);
    assert.ok(Math.abs(peeked!.expiresAt - Date.now()) < 2 * 3_600_000, `expiresAt ${peeked!.expiresAt}`);
    assert.notEqual(await store.takeToken(token.hash, token.purpose), null);
    assert.equal(await store.peekToken(token.hash, token.purpose), null);
    assert.equal(await store.takeToken(token.hash, token.purpose), null);
  },

  async "tokens: under another purpose there is no such token"({ store, unique }) {
    const token = newToken(unique("hash"), {});
    await store.putToken(token);
    assert.equal(await store.takeToken(token.hash, "other"), null);
    assert.equal(await store.peekToken(token.hash, "other"), null);
    assert.notEqual(await store.takeToken(token.hash, token.purpose), null);
  },

  async "tokens: a new one leaves earlier ones alive; a known hash is refused"({ store, unique }) {
    const subject = unique("subject");
    const tokens = [1, 2, 3].map(() => newToken(unique("hash"), { subject }));
    for (const token of tokens) await store.putToken(token);
    await assert.rejects(async () => store.putToken({ ...tokens[0]!, subject: "eve" }));
    for (const token of tokens) {
      assert.equal((await store.takeToken(token.hash, token.purpose))?.subject, subject);
    }
  },

  async "tokens: revoking ends those of one subject and purpose"({ store, unique }) {
    const [ann, bob] = [unique("ann"), unique("bob")];
    const put = async (change: Partial<NewToken>): Promise<NewToken> => {
      const token = newToken(unique("hash"), change);
      await store.putToken(token);
      return token;
    };
    const gone = [await put({ subject: ann }), await put({ subject: ann })];
    const kept = [await put({ subject: bob }), await put({ subject: ann, purpose: "verify" })];
    assert.equal(await store.revokeTokens(ann, "reset"), 2);
    assert.equal(await store.revokeTokens(ann, "reset"), 0);
    for (const { hash, purpose } of gone) assert.equal(await store.takeToken(hash, purpose), null);
    for (const { hash, purpose } of kept) assert.notEqual(await store.takeToken(hash, purpose), null);
  },

  async "tokens: expire, and are purged"({ store, unique }) {
    const [short, long] = [newToken(unique("hash"), { ttl: 100 }), newToken(unique("hash"), {})];
    await store.putToken(short);
    await store.putToken(long);
    await sleep(150);
    assert.equal(await store.peekToken(short.hash, short.purpose), null);
    assert.equal(await store.takeToken(short.hash, short.purpose), null);
    assert.ok((await store.purgeTokens()) >= 0);
    assert.equal(await store.purgeTokens(), 0);
    assert.notEqual(await store.takeToken(long.hash, long.purpose), null);
  },

  async "tokens: hostile texts come back as they were"({ store, unique }) {
    for (const text of hostileTexts) {
      const token = newToken(unique("hash"), { subject: text, purpose: text, payload: text });
      await store.putToken(token);
      const taken = await store.takeToken(token.hash, text);
      assert.deepEqual([taken?.subject, taken?.payload], [text, text]);
    }
    const half = newToken(unique("hash"), { subject: halfCharacter, payload: halfCharacter });
    await store.putToken(half);
    assert.notEqual(await store.takeToken(half.hash, half.purpose), null);
    const empty = newToken(unique("hash"), { payload: "" });
    await store.putToken(empty);
    assert.equal((await store.takeToken(empty.hash, empty.purpose))?.payload, "");
  },
};

function newToken(hash: string, change: Partial<NewToken>): NewToken {
  return { hash, purpose: "reset", subject: "ann", payload: null, ttl: 3_600_000, ...change };
}
