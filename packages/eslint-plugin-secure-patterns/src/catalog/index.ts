import { adonis } from "./adonis.ts";
import { analytics } from "./analytics.ts";
import { backbone } from "./backbone.ts";
import { browser } from "./browser.ts";
import { dom } from "./dom.ts";
import { errorTrackers } from "./error-trackers.ts";
import { express } from "./express.ts";
import { javascript } from "./javascript.ts";
import { knex } from "./knex.ts";
import { mongodb } from "./mongodb.ts";
import { mongoose } from "./mongoose.ts";
import { mysql } from "./mysql.ts";
import { loggers } from "./loggers.ts";
import { next } from "./next.ts";
import { multipart } from "./multipart.ts";
import { nodeHttp } from "./node-http.ts";
import { pageWidgets } from "./page-widgets.ts";
import { passport } from "./passport.ts";
import { pg } from "./pg.ts";
import { prisma } from "./prisma.ts";
import { projectHelpers } from "./project-helpers.ts";
import { projectLoggers } from "./project-loggers.ts";
import { securePatterns } from "./secure-patterns.ts";
import { purifiers } from "./purifiers.ts";
import { repositories } from "./repositories.ts";
import { randomIds } from "./random-ids.ts";
import { react } from "./react.ts";
import { fetch } from "./fetch.ts";
import { reactRouter } from "./react-router.ts";
import { staticFiles } from "./static-files.ts";
import { cloudFunctions } from "./cloud-functions.ts";
import { egg } from "./egg.ts";
import { elysia } from "./elysia.ts";
import { oak } from "./oak.ts";
import { chatBots } from "./chat-bots.ts";
import { stateContainers } from "./state-containers.ts";
import { svelte } from "./svelte.ts";
import { sveltekit } from "./sveltekit.ts";
import { nestjs } from "./nestjs.ts";
import { fastify } from "./fastify.ts";
import { koa } from "./koa.ts";
import { hono } from "./hono.ts";
import { h3 } from "./h3.ts";
import { vueRouter } from "./vue-router.ts";
import { workers } from "./workers.ts";
import { wouter } from "./wouter.ts";
import { electron } from "./electron.ts";
import { extensions } from "./extensions.ts";
import { hapi } from "./hapi.ts";
import { lambda } from "./lambda.ts";
import { trpc } from "./trpc.ts";
import { graphql } from "./graphql.ts";
import { sockets } from "./sockets.ts";
import { astro } from "./astro.ts";
import { auth0 } from "./auth0.ts";
import { awsQueries } from "./aws-queries.ts";
import { awsRecords } from "./aws-records.ts";
import { hana } from "./hana.ts";
import { firestore } from "./firestore.ts";
import { mssql } from "./mssql.ts";
import { objection } from "./objection.ts";
import { sqlite } from "./sqlite.ts";
import { drizzle } from "./drizzle.ts";
import { dynamodb } from "./dynamodb.ts";
import { kysely } from "./kysely.ts";
import { mikroOrm } from "./mikro-orm.ts";
import { meteor } from "./meteor.ts";
import { redis } from "./redis.ts";
import { sequelize } from "./sequelize.ts";
import { supabase } from "./supabase.ts";
import { telemetry } from "./telemetry.ts";
import { typeorm } from "./typeorm.ts";
import { angular } from "./angular.ts";
import { jquery } from "./jquery.ts";
import { lowdb } from "./lowdb.ts";
import { lucid } from "./lucid.ts";
import { ldap } from "./ldap.ts";
import { lit } from "./lit.ts";
import { mail } from "./mail.ts";
import { markdown } from "./markdown.ts";
import { vue } from "./vue.ts";
import { angularjs } from "./angularjs.ts";
import { d3 } from "./d3.ts";
import { forms } from "./forms.ts";
import { files } from "./files.ts";
import { httpAnswers } from "./http-answers.ts";
import { storedRecords } from "./stored-records.ts";
import { renderers } from "./renderers.ts";
import { templates } from "./templates.ts";
import { unescaped } from "./unescaped.ts";
import { functionWrappers } from "./function-wrappers.ts";
import { textHelpers } from "./text-helpers.ts";
import { sql } from "./sql.ts";
import type { Framework } from "./types.ts";
import { mongoSanitizers, validators } from "./validators.ts";

export const catalog: readonly Framework[] = [
  javascript,
  securePatterns,
  projectHelpers,
  loggers,
  projectLoggers,
  errorTrackers,
  telemetry,
  analytics,
  staticFiles,
  express,
  next,
  nodeHttp,
  multipart,
  fetch,
  reactRouter,
  cloudFunctions,
  egg,
  elysia,
  oak,
  chatBots,
  stateContainers,
  svelte,
  sveltekit,
  nestjs,
  fastify,
  koa,
  hono,
  h3,
  vueRouter,
  workers,
  wouter,
  hapi,
  adonis,
  lambda,
  passport,
  trpc,
  graphql,
  sockets,
  astro,
  auth0,
  browser,
  electron,
  extensions,
  dom,
  react,
  purifiers,
  jquery,
  backbone,
  vue,
  angular,
  lit,
  mail,
  markdown,
  angularjs,
  d3,
  pageWidgets,
  files,
  forms,
  httpAnswers,
  renderers,
  templates,
  unescaped,
  textHelpers,
  functionWrappers,
  randomIds,
  prisma,
  sequelize,
  mongoose,
  typeorm,
  mikroOrm,
  meteor,
  knex,
  kysely,
  drizzle,
  supabase,
  redis,
  dynamodb,
  awsQueries,
  awsRecords,
  ldap,
  validators,
  mongoSanitizers,
  sql,
  mongodb,
  pg,
  mysql,
  sqlite,
  hana,
  mssql,
  objection,
  lowdb,
  lucid,
  firestore,
  storedRecords,
  repositories,
];
