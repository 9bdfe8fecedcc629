#!/usr/bin/env node
import process from "node:process";
import { runCli } from "./run-cli.ts";

const output = {
  out: (line: string): void => console.log(line),
  error: (line: string): void => console.error(line),
};

void runCli(process.argv.slice(2), process.env, output).then((code) => (process.exitCode = code));
