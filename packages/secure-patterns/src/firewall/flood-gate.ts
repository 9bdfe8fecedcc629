/** Records of one address and minute that are kept; beyond it they are only counted. */
const PER_MINUTE = 60;
const MINUTE = 60_000;
/** Addresses to remember; a flood from more of them starts over. */
const ADDRESSES = 10_000;

interface Gate {
  readonly since: number;
  let: number;
  dropped: number;
}

/**
 * Keeps a refused client from filling the store with records of its refusals. What counts towards a block is never dropped: the
 * block itself ends it.
 */
export class FloodGate {
  private readonly gates = new Map<string, Gate>();

  /** How many records were dropped since the last one that was kept, or `undefined` if this one is to be dropped. */
  admit(ip: string): number | undefined {
    const gate = this.gateOf(ip);
    if (gate.let >= PER_MINUTE) {
      gate.dropped += 1;
      return undefined;
    }
    const { dropped } = gate;
    gate.let += 1;
    gate.dropped = 0;
    return dropped;
  }

  private gateOf(ip: string): Gate {
    const known = this.gates.get(ip);
    if (known && performance.now() - known.since < MINUTE) return known;
    if (this.gates.size >= ADDRESSES) this.gates.clear();
    const gate = { since: performance.now(), let: 0, dropped: known?.dropped ?? 0 };
    this.gates.set(ip, gate);
    return gate;
  }
}
