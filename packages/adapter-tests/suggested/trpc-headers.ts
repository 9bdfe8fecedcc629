import { initTRPC } from "@trpc/server";
import { z } from "zod";
import { rateLimit } from "secure-patterns/trpc";

export const createContext = async (given: { headers: Headers }) => ({ db: new Map(), ...given });

const t = initTRPC.context<typeof createContext>().create();

const publicProcedure = t.procedure;

export const router = t.router({
  login: publicProcedure
    .use(rateLimit({ bucket: "login", limit: 10, window: "60s", clientIp: { trust: 1 } }))
    .input(z.object({ password: z.string() }))
    .mutation(async ({ input }) => ({ valid: await checkPassword(input.password) })),
});

async function checkPassword(password: string): Promise<boolean> {
  return Promise.resolve(password === "right");
}
