import { logs } from "@opentelemetry/api-logs";
import { Logger as NestLogger } from "@nestjs/common";
import bunyan from "bunyan";
import { consola, createConsola } from "consola";
import createDebug from "debug";
import type { FastifyBaseLogger } from "fastify";
import log4js from "log4js";
import loglevel from "loglevel";
import morgan from "morgan";
import { appendFile, appendFileSync, promises, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino, { type Logger as Pino } from "pino";
import pinoHttp from "pino-http";
import { Logger as TsLog } from "tslog";
import winston, { createLogger } from "winston";

interface User {
  id: string;
  email: string;
  password: string;
}

declare const user: User;

console.log("in", user.email); // $ sink log
console.log("in", user.id, Boolean(user.email)); // safe

const main = pino();
main.info({ email: user.email }, "in"); // $ sink log
main.info({ id: user.id }, "in"); // safe
const child = main.child({ email: user.email }); // $ sink log
const plain = main.child({ id: user.id }); // safe
child.warn(`wrong password ${user.password}`); // $ sink log
plain.warn("wrong password"); // safe

createLogger().error("%s", user.password); // $ sink log
winston.error(`in ${user.email}`); // $ sink log
winston.error(`in ${user.id}`); // safe
bunyan.createLogger({ name: "a" }).info({ user: { email: user.email } }); // $ sink log
log4js.getLogger("a").info(user.email); // $ sink log
loglevel.info(user.email); // $ sink log
consola.warn(user.email); // $ sink log
consola.warn(user.id); // safe
createConsola().warn(user.email); // $ sink log
new TsLog().info({ user: user.email }); // $ sink log

export class Mailer {
  readonly out = new NestLogger(Mailer.name);

  send(to: User, request: FastifyBaseLogger, other: Pino): void {
    this.out.log(`mail to ${to.email}`); // $ sink log
    NestLogger.warn(`mail to ${to.email}`); // $ sink log
    NestLogger.warn(`mail to ${to.id}`); // safe
    request.info({ email: to.email }); // $ sink log
    other.info({ email: to.email }); // $ sink log
  }
}

const trail = createDebug("app:trail");
trail("in %o", user.email); // $ sink log
trail("in %o", user.id); // safe

const records = logs.getLogger("app");
records.emit({ body: `in ${user.email}` }); // $ sink log
records.emit({ body: `in ${user.id}` }); // safe

// what an access log asks for each request
interface Visit {
  readonly id: string;
  readonly user: User;
}
morgan.token<Visit>("who", (visit) => visit.user.email); // $ sink log
morgan.token<Visit>("who", (visit) => visit.id); // safe
morgan<Visit>((_, visit) => visit.user.email); // $ sink log
morgan<Visit>((_, visit) => visit.id); // safe
pinoHttp<Visit>({ customProps: (visit) => ({ email: visit.user.email }) }); // $ sink log
pinoHttp<Visit>({ customProps: (visit) => ({ id: visit.id }) }); // safe

// what a project calls its own
declare const auditLogger: { info(...all: unknown[]): void; with(fields: object): unknown };
declare function logError(...all: unknown[]): void;
auditLogger.info("in", user.email); // $ sink log
auditLogger.info("in", user.id); // safe
auditLogger.with({ email: user.email }); // $ sink log
auditLogger.with({ id: user.id }); // safe
logError(user.email); // $ sink log
logError(user.id); // safe
process.stdout.write(`in ${user.email}`); // $ sink log
process.stdout.write(`in ${user.id}`); // safe

appendFileSync(join("var", "app.log"), user.email); // $ sink log
appendFileSync(join("var", "app.log"), user.id); // safe
writeFileSync("users.json", user.email);
appendFile("/tmp/debug.txt", JSON.stringify({ email: user.email }), () => {}); // $ sink log
await promises.appendFile("logs/app.txt", user.email); // $ sink log
await promises.appendFile("logs/app.txt", user.id); // safe
await writeFile("logs/app.txt", user.email); // $ sink log
await writeFile("logs/app.txt", user.id); // safe
