/** Which answers refuse somebody, and what puts a refusal on record. */
export const denials = {
  numbers: [401, 403, 429],
  /** `HttpStatus.FORBIDDEN`, `StatusCodes.TOO_MANY_REQUESTS` */
  constants: "^(?:http_?|sc_?|status_?)*(?:unauthori[sz]ed|forbidden|too_?many_?requests)$",
  /** Calls whose first argument is the status: `res.status(403)`. */
  statusFirst: "^(?:status|code|sendStatus|writeHead|setStatus|setResponseStatus)$",
  /** Calls whose second argument is the status: `c.json({}, 403)`. */
  statusSecond: "^(?:json|text|body|html|newResponse)$",
  /** Calls whose options hold the status: `Response.json({}, { status: 403 })`. */
  statusInOptions: "^(?:Response|NextResponse|HttpResponse|json|data|text)$",
  /** Errors that stand for a refusal by their names: `throw new ForbiddenException()`. */
  errors: [
    {
      status: "401",
      names: "^(?:http_?)?(?:unauthori[sz]ed|unauthenticated)_?(?:exception|error|http_?error)?$",
    },
    {
      status: "403",
      names:
        "^(?:http_?)?(?:forbidden|permission_?denied|access_?denied|not_?(?:authori[sz]ed|allowed|permitted))_?(?:exception|error|http_?error)?$",
    },
    {
      status: "429",
      names: "^(?:http_?)?(?:too_?many_?requests?|throttler)_?(?:exception|error|http_?error)$",
    },
  ],
  /** Codes of errors that stand for one: `throw new TRPCError({ code: "FORBIDDEN" })`. */
  codes: "^(?:UNAUTHORIZED|FORBIDDEN|TOO_MANY_REQUESTS)$",
  /** Where an application hears of all errors that it throws. */
  handlers:
    "@Catch\\(|setErrorHandler|\\bon_?Error\\b|handleError|\\(\\s*(?:err|error|e)\\b(?:: \\w+)?,\\s*_?(?:req|request|ctx|c)\\b|errorHandler|errorFormatter|ErrorRequestHandler|[fF]astify\\(\\{[^)]*\\blogger\\b",
  /** What such a place writes down. */
  handled:
    "\\b(?:console|\\w*log(?:ger)?|sentry|winston|pino)\\??\\.(?:log|error|warn|info|captureException)\\(|\\blogger\\s*:",
  /** Handlers of libraries that do both: `app.use(expressWinston.errorLogger({ … }))`, `Sentry.setupExpressErrorHandler(app)`. */
  hearers:
    "\\.errorLogger\\(|\\bsetup(?:Express|Fastify|Koa|Hapi|Connect|Hono)ErrorHandler\\(|\\bHandlers\\.errorHandler\\(",
} as const;

/** What puts something on record, by the names of functions and of what they are called on. */
export const records = {
  receivers:
    "log(?:ger|s)?$|^log|^console$|^(?:winston|pino|bunyan|consola|sentry|datadog|newrelic|rollbar|bugsnag|telemetry|metrics?|stats_?d|audit\\w*|monitor\\w*|analytics|posthog|firewall|wall|waf|security_?\\w*|reporter|events?|event_?\\w*)$",
  methods:
    "^(?:log|info|warn|warning|error|debug|trace|fatal|notice|alert|crit\\w*|audit|report|record|write|track|emit|increment|inc|add|capture\\w*|notify|count|event|security|add_?\\w*(?:event|log)|set_?attributes?)$",
  functions:
    "^(?:log(?!in|out|gedin|on$)\\w*|\\w*_?log|audit\\w*|report\\w*|record\\w*|track\\w*|capture(?:message|exception|event|error)\\w*|on_?denied|on_?denial|alert(?!$)\\w*|notify_?\\w*|debug|emit_?\\w*|\\w*_?audit)$",
  /** Packages whose functions make functions that log: `const error = debug("app:error")`. */
  makers: ["debug", "obug"],
  /** Middleware that writes a line for every request. */
  accessLogs: [
    "morgan",
    "pino-http",
    "express-pino-logger",
    "express-winston",
    "express-bunyan-logger",
    "koa-logger",
    "koa-morgan",
    "koa-pino-logger",
    "hono/logger",
    "hono-pino",
    "nestjs-pino",
  ],
} as const;
