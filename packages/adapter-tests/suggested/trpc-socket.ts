import { initTRPC } from "@trpc/server";
import type { CreateHTTPContextOptions } from "@trpc/server/adapters/standalone";
import { z } from "zod";
import { rateLimit } from "secure-patterns/trpc";

export const createContext = ({ req, res }: CreateHTTPContextOptions) => ({ req, res });

const t = initTRPC.context<typeof createContext>().create();

export const router = t.router({
  login: t.procedure
    .use(rateLimit({ bucket: "login", limit: 10, window: "60s" }))
    .input(z.object({ password: z.string() }))
    .mutation(async ({ input }) => ({ valid: await checkPassword(input.password) })),
});

async function checkPassword(password: string): Promise<boolean> {
  return Promise.resolve(password === "right");
}
