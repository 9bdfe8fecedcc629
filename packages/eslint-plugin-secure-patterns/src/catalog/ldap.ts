import type { Framework } from "./types.ts";

const FILTER = { kind: "sql", language: "ldap", what: "the LDAP filter" } as const;

/** LDAP's filters, where they are written as text; filters that are objects escape what they compare with. */
export const ldap: Framework = {
  name: "ldap",
  packages: ["ldapjs", "ldapts", "ldapjs-client"],
  types: {
    client: {
      from: ["ldapjs#createClient()", "ldapts#new Client", "ldapjs-client#new default"],
      annotated: ["ldapjs#Client", "ldapts#Client"],
    },
  },
  sinks: [
    { call: "client.search", arg: 1, at: ["filter"], ...FILTER },
    { call: "ldapjs#parseFilter", arg: 0, ...FILTER },
  ],
};
