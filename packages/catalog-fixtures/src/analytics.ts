import * as amplitude from "@amplitude/analytics-node";
import { Analytics } from "@segment/analytics-node";
import algoliasearch from "algoliasearch";
import Mixpanel from "mixpanel";
import { PostHog } from "posthog-node";
import ReactGA4 from "react-ga4";

interface User {
  id: string;
  email: string;
}

declare const user: User;

const segment = new Analytics({ writeKey: "key" });
segment.identify({ userId: user.id, traits: { email: user.email } }); // $ sink log
segment.track({ userId: user.id, event: "signed in" }); // safe

const mixpanel = Mixpanel.init("key");
mixpanel.track("signed in", { email: user.email }); // $ sink log
mixpanel.track("signed in", { distinct_id: user.id }); // safe
mixpanel.people.set(user.id, { $email: user.email }); // $ sink log
mixpanel.people.set(user.id, { plan: "free" }); // safe

const posthog = new PostHog("key");
posthog.capture({ distinctId: user.email, event: "signed in" }); // $ sink log
posthog.capture({ distinctId: user.id, event: "signed in" }); // safe

amplitude.init("key").logEvent("signed in", { email: user.email }); // $ sink log
amplitude.init("key").logEvent("signed in", { id: user.id }); // safe

ReactGA4.event({ category: "user", label: user.email }); // $ sink log
ReactGA4.event({ category: "user", label: user.id }); // safe

// scripts of the page bring them in
declare function gtag(command: string, name: string, more: object): void;
declare const tags: { dataLayer: object[]; ReactGA: { event(what: object): void }; posthog: Identifier };
interface Identifier {
  identify(id: string): void;
}
gtag("event", "login", { user: user.email }); // $ sink log
gtag("event", "login", { user: user.id }); // safe
tags.dataLayer.push({ event: "login", user: user.email }); // $ sink log
tags.dataLayer.push({ event: "login", user: user.id }); // safe
tags.ReactGA.event({ category: "user", value: user.email }); // $ sink log
tags.ReactGA.event({ category: "user", value: user.id }); // safe
tags.posthog.identify(user.email); // $ sink log
tags.posthog.identify(user.id); // safe

const search = algoliasearch("app", "key");
const index = search.initIndex("users");
search.initIndex(user.email); // $ sink log
search.initIndex("orders"); // safe
index.saveObjects([{ objectID: user.id, email: user.email }]); // $ sink log
index.saveObjects([{ objectID: user.id }]); // safe
search.saveObject({ indexName: "users", body: { email: user.email } }); // $ sink log
search.saveObject({ indexName: "users", body: { id: user.id } }); // safe
