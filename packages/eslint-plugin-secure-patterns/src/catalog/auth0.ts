import type { Framework } from "./types.ts";

/** Signing in, after which the browser is sent on. */
export const auth0: Framework = {
  name: "auth0",
  packages: ["@auth0/nextjs-auth0"],
  types: { client: { from: ["@auth0/nextjs-auth0#", "@auth0/nextjs-auth0#initAuth0()"], named: ["auth0"] } },
  sinks: [
    { call: "client.handleCallback", arg: 2, at: ["redirectTo"], kind: "redirect", what: "handleCallback" },
    {
      call: "client.{handleLogin,handleLogout}",
      arg: 2,
      at: ["returnTo"],
      kind: "redirect",
      what: "handleLogin",
    },
  ],
};
