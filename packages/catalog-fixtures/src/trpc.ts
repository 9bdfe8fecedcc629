import { initTRPC } from "@trpc/server";

const t = initTRPC.context<{ redirect(to: string): void }>().create();
const publicProcedure = t.procedure;

export const router = t.router({
  login: publicProcedure
    .input((value) => value as { next: string })
    .mutation(({ input, ctx }) => {
      ctx.redirect(input.next); // $ source remote
    }),
  me: t.procedure.query((opts) => opts.input), // $ source remote
});
