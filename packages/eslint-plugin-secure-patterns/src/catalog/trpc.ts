import { TYPED_INPUT, type Framework } from "./types.ts";

export const trpc: Framework = {
  name: "trpc",
  packages: ["@trpc/server"],
  sort: "server",
  types: {
    root: {
      from: [
        "@trpc/server#initTRPC.create()",
        "@trpc/server#initTRPC.{context,meta}().create()",
        "@trpc/server#initTRPC.{context,meta}().{context,meta}().create()",
      ],
    },
    procedure: {
      from: ["root.procedure"],
      named: ["publicProcedure", "protectedProcedure", "privateProcedure", "authedProcedure", "procedure"],
      fluent: true,
    },
    call: {},
  },
  handlers: [{ call: "procedure.{query,mutation,subscription}", params: ["call"] }],
  sources: [{ read: "call.input", kind: "remote", what: "a procedure's input", for: TYPED_INPUT }],
};
