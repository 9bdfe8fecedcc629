import { told } from "./told.ts";
import type { Framework } from "./types.ts";

const SENTRY =
  "@sentry/{core,node,browser,nextjs,react,vue,svelte,sveltekit,remix,nuxt,nestjs,bun,deno,cloudflare,aws-serverless,google-cloud-serverless,serverless,react-native,electron,minimal,hub}";
const BUGSNAG = "@bugsnag/{js,node,browser,react-native,expo,electron}";
const HONEYBADGER = "@honeybadger-io/{js,react,nextjs,vue}";
const ROLLBAR_LEVELS = "{critical,error,warning,warn,info,debug,log}";

/** Services that collect errors: what they are told leaves the house; who the user is (`setUser`) is told on purpose more often. */
export const errorTrackers: Framework = {
  name: "error-trackers",
  packages: [],
  types: {
    scope: {
      from: [`${SENTRY}#{getCurrentScope,getIsolationScope,getGlobalScope}()`],
      annotated: [`${SENTRY}#Scope`],
    },
    bugsnag: {
      from: [
        `${BUGSNAG}#{default,Bugsnag}`,
        `${BUGSNAG}#{default,Bugsnag}.{start,createClient,startSession}()`,
      ],
      named: ["Bugsnag"],
    },
    report: {},
    honeybadger: { from: [`${HONEYBADGER}#{default,Honeybadger}`] },
    rollbar: { from: ["rollbar#new", "rollbar#new Rollbar"] },
    airbrake: { from: ["@airbrake/{node,browser}#new Notifier", "airbrake-js#new"] },
  },
  handlers: [
    { call: `${SENTRY}#{withScope,configureScope,withIsolationScope}`, params: ["scope"] },
    { call: "bugsnag.{start,createClient}", key: "onError", params: ["report"] },
    { call: "bugsnag.{start,createClient}", key: "onSession", params: ["report"] },
    { call: "bugsnag.{notify,addOnError}", params: ["report"] },
  ],
  sinks: [
    { call: "report.{addMetadata,addFeatureFlag}", ...told("Bugsnag") },
    { call: "report.setUser", ...told("Bugsnag"), likely: true },
    {
      call: `${SENTRY}#{captureMessage,captureException,captureEvent,addBreadcrumb}`,
      ...told("Sentry"),
    },
    { call: `${SENTRY}#{setContext,setExtra,setExtras,setTag,setTags}`, ...told("Sentry") },
    { call: `${SENTRY}#setUser`, ...told("Sentry"), arg: 0, likely: true },
    {
      call: "scope.{setContext,setExtra,setExtras,setTag,setTags,addBreadcrumb,captureMessage,captureException}",
      ...told("Sentry"),
    },
    { call: "scope.setUser", ...told("Sentry"), arg: 0, likely: true },
    {
      named:
        "^(?:sentry|\\w*scope)\\.(?:capture(?:Message|Exception|Event)|addBreadcrumb|set(?:Context|Extras?|Tags?))$",
      ...told("Sentry"),
    },
    { named: "^(?:sentry|\\w*scope)\\.setUser$", ...told("Sentry"), arg: 0, likely: true },
    { call: "bugsnag.{notify,leaveBreadcrumb,addMetadata,addFeatureFlag}", ...told("Bugsnag") },
    { call: "bugsnag.setUser", ...told("Bugsnag"), likely: true },
    {
      named: "^bugsnag(?:Client)?\\.(?:notify|leaveBreadcrumb|addMetadata|addFeatureFlag)$",
      ...told("Bugsnag"),
    },
    { call: "honeybadger.{notify,notifyAsync,setContext,addBreadcrumb,event}", ...told("Honeybadger") },
    {
      named: "^honeybadger\\.(?:notify|notifyAsync|setContext|addBreadcrumb|event)$",
      ...told("Honeybadger"),
    },
    { call: `rollbar.${ROLLBAR_LEVELS}`, ...told("Rollbar") },
    { named: "^rollbar\\.(?:critical|error|warning|warn|info|debug|log)$", ...told("Rollbar") },
    { call: "airbrake.notify", ...told("Airbrake") },
    { named: "^airbrake\\.notify$", ...told("Airbrake") },
  ],
};
