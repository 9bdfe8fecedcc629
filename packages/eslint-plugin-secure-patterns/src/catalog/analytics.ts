import type { SinkRow } from "./sink-types.ts";
import type { Framework } from "./types.ts";

const EVENTS = "{identify,track,page,screen,group,alias,capture,logEvent,register,setPersonProperties}";

/** Who sends a person's data there may have been asked to: at best likely. */
const told = (what: string): Pick<SinkRow, "arg" | "kind" | "deep" | "what" | "likely"> => ({
  arg: "all",
  kind: "log",
  deep: true,
  what,
  likely: true,
});

/** Services that count what users do, and indexes that are searched: what they are told is kept elsewhere, by others. */
export const analytics: Framework = {
  name: "analytics",
  packages: [],
  types: {
    segment: {
      from: [
        "@segment/analytics-node#{new Analytics,new default}",
        "analytics-node#{new,new default}",
        "@segment/analytics-next#AnalyticsBrowser.load()",
        "@segment/analytics-next#{new AnalyticsBrowser,analytics}",
        "@segment/analytics-react-native#createClient()",
      ],
      annotated: [
        "@segment/analytics-node#Analytics",
        "@segment/analytics-next#{Analytics,AnalyticsBrowser}",
      ],
    },
    mixpanel: { from: ["mixpanel#init()", "mixpanel-browser#{default,init()}"] },
    posthog: { from: ["posthog-node#new PostHog", "posthog-js#{default,posthog}"] },
    amplitude: { from: ["@amplitude/{analytics-node,analytics-browser,node}#{default,init()}"] },
    algolia: { from: ["algoliasearch#()", "algoliasearch#algoliasearch()"] },
    index: { from: ["algolia.initIndex()"], annotated: ["algoliasearch#SearchIndex"] },
  },
  sinks: [
    { call: `segment.${EVENTS}`, ...told("Segment") },
    { call: `mixpanel.${EVENTS}`, ...told("Mixpanel") },
    { call: "mixpanel.people.{set,set_once}", ...told("Mixpanel") },
    { call: `posthog.${EVENTS}`, ...told("PostHog") },
    { call: `amplitude.${EVENTS}`, ...told("Amplitude") },
    { call: "react-ga4#{event,set,send}", ...told("Google Analytics") },
    { named: "^ReactGA\\.(?:event|set|send|ga)$", ...told("Google Analytics") },
    // scripts of the page bring them in
    { named: "^gtag$", ...told("Google Analytics") },
    { named: "^dataLayer\\.push$", ...told("Google Tag Manager") },
    {
      named: "^(?:mixpanel|posthog|amplitude)\\.(?:identify|track|capture|logEvent)$",
      ...told("the analytics"),
    },
    { call: "algolia.initIndex", ...told("Algolia") },
    {
      call: "index.{saveObject,saveObjects,partialUpdateObject,partialUpdateObjects,search}",
      ...told("Algolia"),
    },
    { call: "algolia.{saveObject,saveObjects,partialUpdateObject,partialUpdateObjects}", ...told("Algolia") },
  ],
};
