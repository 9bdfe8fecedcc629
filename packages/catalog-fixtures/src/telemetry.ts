import { SpanStatusCode, trace } from "@opentelemetry/api";
import { StatsD } from "hot-shots";
import newrelic from "newrelic";

interface User {
  id: string;
  email: string;
}

declare const user: User;

const tracer = trace.getTracer("shop");
tracer.startActiveSpan("order", { attributes: { email: user.email } }, (span) => {}); // $ sink log
tracer.startActiveSpan("order", { attributes: { id: user.id } }, (span) => {}); // safe
tracer.startActiveSpan("order", (span) => {
  span.setAttribute("user", user.email); // $ sink log
  span.setAttribute("user", user.id); // safe
  span.setStatus({ code: SpanStatusCode.ERROR, message: `no mail to ${user.email}` }); // $ sink log
});

newrelic.addCustomAttribute("user", user.email); // $ sink log
newrelic.addCustomAttribute("user", user.id); // safe

const stats = new StatsD();
stats.event("signed in", user.email); // $ sink log
stats.event("signed in", user.id); // safe

interface Interaction {
  setAttribute(name: string, value: string): Interaction;
}

// in a browser, scripts bring them in
interface Agent {
  setCustomAttribute(name: string, value: string): void;
  interaction(): Interaction;
}
declare const agents: { newrelic: Agent };
agents.newrelic.setCustomAttribute("user", user.email); // $ sink log
agents.newrelic.setCustomAttribute("user", user.id); // safe
agents.newrelic.interaction().setAttribute("user", user.email); // $ sink log
agents.newrelic.interaction().setAttribute("user", user.id); // safe

interface Rum {
  addAction(name: string, more: object): void;
  setUser(who: object): void;
}
declare const datadogRum: Rum;
datadogRum.addAction("signed in", { email: user.email }); // $ sink log
datadogRum.addAction("signed in", { id: user.id }); // safe
datadogRum.setUser({ email: user.email }); // $ sink log
datadogRum.setUser({ id: user.id }); // safe

declare const appInsights: { trackEvent(event: object): void };
appInsights.trackEvent({ name: "in", properties: { email: user.email } }); // $ sink log
appInsights.trackEvent({ name: "in", properties: { id: user.id } }); // safe
