import type { Framework } from "./types.ts";

const NAME = ["username", "userName", "user", "email", "login", "phone"];
const PASSWORD = ["password", "pass", "pwd", "passwd"];
const DONE = ["done", "cb", "callback", "next", "verified"];

/** Strategies of Passport that are handed what somebody types in: of a JSON body that may be an object. */
export const passport: Framework = {
  name: "passport",
  packages: ["passport-local"],
  types: { typed: {} },
  handlers: [
    { parameterNames: [NAME, PASSWORD, DONE], params: ["typed", "typed"] },
    {
      parameterNames: [["req", "request", "_req"], NAME, PASSWORD, DONE],
      params: [null, "typed", "typed"],
    },
  ],
  sources: [
    { read: "typed", kind: "remote", what: "what is typed in to log in", likely: true },
    { read: "typed", kind: "remote", what: "what is typed in to log in", for: ["sql"] },
  ],
  sinks: ["successRedirect", "failureRedirect"].map((option) => ({
    call: "{passport,koa-passport}#authenticate",
    arg: 1,
    at: [option],
    kind: "redirect",
    what: `${option} of passport.authenticate`,
  })),
};
