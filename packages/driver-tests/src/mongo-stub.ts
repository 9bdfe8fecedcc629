import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { BSON, type Document } from "mongodb";

/**
 * A server that speaks enough of MongoDB's wire protocol (OP_MSG) for the real drivers to connect and to shape their answers:
 * insert, find, delete, update and findAndModify on documents in memory, with equality, null, $exists and $gt in filters. It
 * proves what drivers make of a reply, not that MongoDB is atomic: for that set SECURE_PATTERNS_MONGODB.
 */
export class MongoStub {
  private readonly server: Server = createServer((socket) => this.serve(socket));
  private readonly collections = new Map<string, Document[]>();

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `mongodb://127.0.0.1:${(this.server.address() as AddressInfo).port}/test`;
  }

  close(): void {
    this.server.close();
  }

  private serve(socket: Socket): void {
    let pending = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 16 && pending.length >= pending.readInt32LE(0)) {
        const message = pending.subarray(0, pending.readInt32LE(0));
        pending = pending.subarray(message.length);
        const reply = this.answer(decode(message));
        if ((message.readUInt32LE(16) & MORE_TO_COME) === 0)
          socket.write(encode(message.readInt32LE(4), reply));
      }
    });
  }

  private answer(command: Document): Document {
    const [name = ""] = Object.keys(command);
    const documents = this.documents(String(command[name]));
    switch (name) {
      case "insert":
        documents.push(...command.documents);
        return { ok: 1, n: command.documents.length };
      case "find":
        return {
          ok: 1,
          cursor: { id: 0n, ns: "test.any", firstBatch: documents.filter(by(command.filter)) },
        };
      case "delete":
        return {
          ok: 1,
          n: sum(command.deletes as Document[], ({ q, limit }) => this.remove(documents, q, limit).length),
        };
      case "update": {
        const changes = (command.updates as Document[]).map(({ q, u }) => update(documents.find(by(q)), u));
        return {
          ok: 1,
          n: sum(changes, ({ n }) => n),
          nModified: sum(changes, ({ nModified }) => nModified),
        };
      }
      case "findAndModify":
        return this.findAndModify(documents, command);
      default: // hello, ping, endSessions
        return {
          ok: 1,
          helloOk: true,
          isWritablePrimary: true,
          minWireVersion: 0,
          maxWireVersion: 25,
          ...LIMITS,
        };
    }
  }

  private documents(collection: string): Document[] {
    const found = this.collections.get(collection) ?? [];
    this.collections.set(collection, found);
    return found;
  }

  private remove(documents: Document[], filter: Document, limit: number): Document[] {
    const found = documents.filter(by(filter)).slice(0, limit === 0 ? undefined : limit);
    for (const document of found) documents.splice(documents.indexOf(document), 1);
    return found;
  }

  private findAndModify(documents: Document[], { query, remove, update: change }: Document): Document {
    const value = documents.find(by(query)) ?? null;
    const before = value && { ...value };
    if (remove) this.remove(documents, query, 1);
    else if (value) update(value, change);
    return {
      ok: 1,
      value: before,
      lastErrorObject: { n: value ? 1 : 0, updatedExisting: value !== null && !remove },
    };
  }
}

const LIMITS = { maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 };
const OP_MSG = 2013;
/** The flag of writes that want no reply. */
const MORE_TO_COME = 2;

function decode(message: Buffer): Document {
  if (message.readInt32LE(12) !== OP_MSG)
    throw new Error("connect with serverApi, so that the driver speaks OP_MSG");
  const command: Document = {};
  for (let offset = 20; offset < message.length;) {
    const isSequence = message[offset] === 1;
    const size = message.readInt32LE(offset + 1);
    const section = message.subarray(offset + 1, offset + 1 + size);
    if (isSequence) decodeSequence(section, command);
    else Object.assign(command, BSON.deserialize(section), command);
    offset += 1 + size;
  }
  return command;
}

function decodeSequence(section: Buffer, command: Document): void {
  const end = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let offset = end + 1; offset < section.length; offset += section.readInt32LE(offset)) {
    documents.push(BSON.deserialize(section.subarray(offset, offset + section.readInt32LE(offset))));
  }
  command[section.toString("utf8", 4, end)] = documents;
}

function encode(responseTo: number, reply: Document): Buffer {
  const body = BSON.serialize(reply);
  const header = Buffer.alloc(21);
  header.writeInt32LE(21 + body.length, 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, body]);
}

function by(filter: Document): (document: Document) => boolean {
  return (document) =>
    Object.entries(filter).every(([field, wanted]) => matches(document[field] ?? null, wanted));
}

function matches(value: unknown, wanted: unknown): boolean {
  const { $gt, $exists } = (wanted ?? {}) as { $gt?: Date; $exists?: boolean };
  if ($gt !== undefined) return value instanceof Date && value > $gt;
  if ($exists !== undefined) return (value !== null) === $exists;
  return value === wanted;
}

function update(
  document: Document | undefined,
  { $set, $unset }: Document,
): { n: number; nModified: number } {
  if (document === undefined) return { n: 0, nModified: 0 };
  const before = BSON.EJSON.stringify(document);
  Object.assign(document, $set);
  for (const field of Object.keys($unset ?? {})) Reflect.deleteProperty(document, field);
  return { n: 1, nModified: BSON.EJSON.stringify(document) === before ? 0 : 1 };
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
