import type { Framework } from "./types.ts";

const LEVELS =
  "{trace,debug,verbose,silly,log,info,notice,http,success,start,ready,warn,warning,error,alert,crit,critical,emerg,fatal,fail,box}";

/** Loggers of packages: what their calls are given is written down. */
export const loggers: Framework = {
  name: "loggers",
  packages: [],
  types: {
    logger: {
      from: [
        "pino#()",
        "pino#pino()",
        "winston#createLogger()",
        "winston#new Logger",
        "winston#loggers.{get,add}()",
        "bunyan#createLogger()",
        "log4js#{getLogger,configure}()",
        "loglevel#getLogger()",
        "consola#{create,createConsola,withTag,withDefaults}()",
        "consola#consola.{create,withTag,withDefaults}()",
        "tslog#new {Logger,BaseLogger}",
        "@nestjs/common#new {Logger,ConsoleLogger}",
        "signale#new Signale",
        "logger.{child,getSubLogger,withTag,withDefaults,clone}()",
      ],
      annotated: [
        "pino#{Logger,BaseLogger}",
        "winston#Logger",
        "log4js#Logger",
        "loglevel#Logger",
        "tslog#Logger",
        "consola#ConsolaInstance",
        "@nestjs/common#{Logger,LoggerService,ConsoleLogger}",
        "nestjs-pino#{Logger,PinoLogger}",
        "fastify#{FastifyBaseLogger,FastifyLoggerInstance}",
      ],
    },
    debugger: { from: ["debug#()", "debug#debug()", "debugger.extend()"] },
    records: { from: ["@opentelemetry/api-logs#logs.getLogger()"] },
  },
  sinks: [
    {
      call: "global#console.{log,info,warn,error,debug,trace,dir,table,group,groupCollapsed}",
      arg: "all",
      kind: "log",
      deep: true,
      what: "the console",
      visible: "locally",
    },
    { call: `logger.${LEVELS}`, arg: "all", kind: "log", deep: true, what: "the logger" },
    {
      call: "logger.{child,setBindings}",
      arg: 0,
      kind: "log",
      deep: true,
      what: "every line of the child logger",
    },
    {
      call: `{winston,loglevel,consola,signale,npmlog}#${LEVELS}`,
      arg: "all",
      kind: "log",
      deep: true,
      what: "the logger",
    },
    { call: `consola#consola.${LEVELS}`, arg: "all", kind: "log", deep: true, what: "the logger" },
    {
      call: "@nestjs/common#Logger.{log,debug,verbose,warn,error,fatal}",
      arg: "all",
      kind: "log",
      deep: true,
      what: "the logger",
    },
    { call: "debugger", arg: "all", kind: "log", deep: true, what: "debug()", visible: "on request" },
    { call: "morgan#", arg: 0, kind: "log", deep: true, at: ["()"], what: "the access log" },
    { call: "morgan#token", arg: 1, kind: "log", deep: true, at: ["()"], what: "the access log" },
    {
      call: "pino-http#{default,pinoHttp}",
      arg: 0,
      at: ["customProps", "()"],
      kind: "log",
      deep: true,
      what: "the access log",
    },
    { call: "records.emit", arg: 0, kind: "log", deep: true, what: "the OpenTelemetry log" },
  ],
};
