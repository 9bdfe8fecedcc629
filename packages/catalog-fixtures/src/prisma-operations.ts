import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();

export async function operations(hash: string, now: Date): Promise<void> {
  await prisma.reset.findUnique({ where: { hash } }); // $ read reset
  await prisma.reset.findUniqueOrThrow({ where: { hash } }); // $ read reset
  await prisma.reset.findFirst({ where: { hash, usedAt: null } }); // $ read reset
  await prisma.reset.findFirstOrThrow({ where: { hash } }); // $ read reset
  await prisma.reset.findMany({ where: { hash } }); // $ read reset
  await prisma.reset.delete({ where: { hash } }); // $ delete reset
  await prisma.reset.deleteMany({ where: { hash } }); // $ delete reset
  await prisma.reset.update({ where: { hash }, data: { usedAt: now } }); // $ update reset
  await prisma.reset.updateMany({ where: { hash, usedAt: null }, data: { usedAt: now } }); // $ update reset
  await prisma.reset.updateManyAndReturn({ where: { hash }, data: { usedAt: now } }); // $ update reset
  await prisma.reset.upsert({ where: { hash }, create: { hash }, update: { usedAt: null } }); // $ upsert reset
  await prisma.reset.create({ data: { hash } }); // $ insert reset
  await prisma.reset.createMany({ data: [{ hash }] }); // $ insert reset
  await prisma.reset.createManyAndReturn({ data: [{ hash }] }); // $ insert reset
  await prisma.$transaction(async (tx) => tx.reset.deleteMany({ where: { hash } })); // $ delete reset
  await prisma.$queryRaw`DELETE FROM resets WHERE hash = ${hash} RETURNING user_id`; // $ delete resets
  await prisma.$queryRawUnsafe("UPDATE resets SET used = true WHERE hash = $1", hash); // $ update resets
}
