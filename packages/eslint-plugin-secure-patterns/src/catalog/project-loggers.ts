import type { Framework } from "./types.ts";

const LEVEL =
  "(?:trace|debug|verbose|silly|log|info|notice|http|success|warn|warning|error|alert|crit|critical|emerg|fatal)";

/** `app.log`, `logs/today.json`, `access-log.txt`, `debug.txt`, `/tmp/dump`; not `blog.json`. */
const LOG_FILE =
  "\\.log\\b|(?:^|[/\\\\])logs?[/\\\\]|(?:^|[/\\\\_-])(?:logs?|debug|trace)\\.(?:txt|jsonl?|csv)$|^/tmp/.*(?:debug|log|dump|trace)";

/** What applications call their own loggers: the name is enough, wherever it comes from. */
export const projectLoggers: Framework = {
  name: "project-loggers",
  packages: [],
  sinks: [
    {
      named: `^(?!\\w*(?:dia|b|cata|back|change|pro|ana)log\\.)(?:\\w*log(?:ger)?|console|get_?logger|create_?logger|use_?logger|child)\\.${LEVEL}(?:Async|Sync)?$`,
      arg: "all",
      kind: "log",
      deep: true,
      what: "the logger",
    },
    {
      named: "^(?:\\w*_?logger|log)\\.(?:child|with|withContext|withFields|setBindings|addContext|assign)$",
      arg: "all",
      kind: "log",
      deep: true,
      what: "every line of the child logger",
    },
    {
      named: `^(?:(?:context|ctx|app|server|fastify|strapi|sails|util|console|logger)\\.)?(?:log|logger|debug|dbg)$|^log_?(?:${LEVEL}|message|line|msg)$`,
      arg: "all",
      kind: "log",
      deep: true,
      what: "the log",
    },
    {
      named: "^(?:stdout|stderr|\\w*log(?:_?(?:stream|file|writer))?)\\.write$",
      arg: 0,
      kind: "log",
      deep: true,
      what: "the log",
    },
    {
      call: "fs#{appendFile,appendFileSync,writeFile,writeFileSync}",
      arg: 1,
      if: { arg: 0, matches: LOG_FILE },
      kind: "log",
      what: "a log file",
      deep: true,
    },
    {
      call: "fs#promises.{appendFile,writeFile}",
      arg: 1,
      if: { arg: 0, matches: LOG_FILE },
      kind: "log",
      what: "a log file",
      deep: true,
    },
    {
      call: "fs/promises#{appendFile,writeFile}",
      arg: 1,
      if: { arg: 0, matches: LOG_FILE },
      kind: "log",
      what: "a log file",
      deep: true,
    },
  ],
};
