import { told } from "./told.ts";
import type { Framework } from "./types.ts";

const OTEL = "@opentelemetry/{api,sdk-node,sdk-trace-node,sdk-trace-base,sdk-trace-web}";
const NEW_RELIC =
  "{noticeError,addCustomAttribute,addCustomAttributes,setCustomAttribute,addCustomSpanAttribute,addCustomSpanAttributes,setPageViewName,addPageAction,recordCustomEvent,recordLogEvent,setTransactionName,log}";
const STATS = "{event,check,increment,gauge,histogram,distribution,set,timing}";

/** Services that watch a program run: traces, metrics and events are kept and read like logs. */
export const telemetry: Framework = {
  name: "telemetry",
  packages: [
    "@opentelemetry/api",
    "@opentelemetry/sdk-node",
    "@opentelemetry/sdk-trace-node",
    "@opentelemetry/sdk-trace-base",
    "@opentelemetry/sdk-trace-web",
    "dd-trace",
  ],
  types: {
    tracer: {
      from: [`${OTEL}#{api.,}trace.getTracer()`],
      annotated: ["@opentelemetry/api#Tracer"],
      named: ["tracer"],
    },
    span: {
      from: [
        `${OTEL}#{api.,}trace.{getSpan,getActiveSpan}()`,
        "tracer.startSpan()",
        "dd-trace#{tracer.,}{startSpan,scope().active}()",
      ],
      annotated: ["@opentelemetry/api#Span"],
      named: ["span", "/Span$/"],
    },
    stats: { from: ["hot-shots#new", "hot-shots#new StatsD"] },
  },
  handlers: [
    { call: "tracer.startActiveSpan", params: ["span"] },
    { call: "dd-trace#{tracer.,}trace", params: ["span"] },
  ],
  sinks: [
    {
      call: "span.{setAttribute,setAttributes,addEvent,recordException,setStatus,updateName,setTag,addTags,log}",
      ...told("the trace"),
    },
    { call: "tracer.{startSpan,startActiveSpan}", ...told("the trace"), arg: 1 },
    { call: `newrelic#${NEW_RELIC}`, ...told("New Relic") },
    { named: `^newrelic\\.(?:${NEW_RELIC.slice(1, -1).replaceAll(",", "|")})$`, ...told("New Relic") },
    // `newrelic.interaction().setAttribute(…).setAttribute(…)`
    { named: "^(?:interaction|setAttribute)\\.setAttribute$", ...told("New Relic") },
    { call: `stats.${STATS}`, ...told("StatsD") },
    {
      named:
        "^(?:datadog(?:Rum|Logs)|dd_(?:rum|logs))\\.(?:addAction|addError|setGlobalContext\\w*|setContext\\w*)$",
      ...told("Datadog"),
    },
    { named: "^(?:datadog(?:Rum|Logs)|dd_(?:rum|logs))\\.setUser$", ...told("Datadog"), likely: true },
    {
      named: "^app_?insights\\.track(?:Trace|Event|Exception|Dependency|Request|Metric)$",
      ...told("Application Insights"),
    },
  ],
};
