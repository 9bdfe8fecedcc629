import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-public-logs.ts";

const express = 'import express from "express"; import path from "node:path"; const app = express();';

testRule("no-public-logs", rule, {
  valid: [
    `${express} app.use(express.static("public"))`,
    `${express} app.use(express.static(path.join(__dirname, "public"))); createWriteStream(path.join(__dirname, "logs/app.log"))`,
    `${express} app.use("/logs", requireAdmin, express.static("logs"))`,
    `${express} app.use("/blog", express.static("blogs")); app.use(express.static("catalog"))`,
    'new transports.File({ filename: "logs/error.log" })',
    'import fs from "node:fs"; fs.writeFileSync("public/data.json", text)',
    'import fs from "node:fs"; fs.createWriteStream("/var/log/app.log")',
  ],
  invalid: [
    `${express} app.use("/support", express.static("logs"))`,
    `${express} app.use(express.static(path.join(__dirname, "..", "logs")))`,
    `${express} app.use(express.static("data")); appendFileSync("data/log/app.txt", line)`,
    `${express} app.use(express.static(__dirname)); fs.createWriteStream(path.join(__dirname, "access.log"), { flags: "a" })`,
    `${express} const PUBLIC = path.join(__dirname, "public"); fs.appendFileSync(path.join(PUBLIC, "debug.log"), line)`,
    'import serveIndex from "serve-index"; app.use("/support/logs", serveIndex("logs", { icons: true }))',
    'import winston from "winston"; new winston.transports.File({ filename: "public/error.log" })',
    'import pino from "pino"; pino(pino.destination("./static/app.log"))',
    'import fs from "node:fs"; fs.appendFileSync(`${root}/public/logs/${day}.log`, line)',
    'import fs from "node:fs"; fs.appendFileSync("dist/app.log", line)',
    'const log4js = require("log4js"); log4js.configure({ appenders: { file: { type: "file", filename: "www/app.log" } } })',
  ],
});
