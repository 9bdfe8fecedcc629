import type { Framework } from "./types.ts";

const SENTRY =
  "@sentry/{core,node,browser,nextjs,react,vue,svelte,sveltekit,remix,nuxt,nestjs,bun,deno,cloudflare,aws-serverless,google-cloud-serverless,serverless,react-native,electron,minimal,hub}";

/** Services that collect errors: what they are told leaves the house. */
export const errorTrackers: Framework = {
  name: "error-trackers",
  packages: ["@sentry/core", "@sentry/node", "@sentry/browser", "@sentry/nextjs", "@sentry/react"],
  types: {
    sentry: { named: ["Sentry"] },
    scope: {
      from: [`${SENTRY}#{getCurrentScope,getIsolationScope,getGlobalScope}()`],
      annotated: [`${SENTRY}#Scope`],
    },
  },
  handlers: [
    { call: `${SENTRY}#{withScope,configureScope,withIsolationScope}`, params: ["scope"] },
    { call: "sentry.{withScope,configureScope,withIsolationScope}", params: ["scope"] },
  ],
  sinks: [
    {
      call: `${SENTRY}#{captureMessage,captureException,captureEvent,addBreadcrumb}`,
      arg: "all",
      kind: "log",
      deep: true,
      what: "Sentry",
    },
    {
      call: `${SENTRY}#{setContext,setExtra,setExtras,setTag,setTags}`,
      arg: "all",
      kind: "log",
      deep: true,
      what: "Sentry",
    },
    { call: `${SENTRY}#setUser`, arg: 0, kind: "log", deep: true, likely: true, what: "Sentry" },
    {
      call: "{sentry,scope}.{captureMessage,captureException,captureEvent,addBreadcrumb}",
      arg: "all",
      kind: "log",
      deep: true,
      what: "Sentry",
    },
    {
      call: "{sentry,scope}.{setContext,setExtra,setExtras,setTag,setTags}",
      arg: "all",
      kind: "log",
      deep: true,
      what: "Sentry",
    },
    { call: "{sentry,scope}.setUser", arg: 0, kind: "log", deep: true, likely: true, what: "Sentry" },
  ],
};
