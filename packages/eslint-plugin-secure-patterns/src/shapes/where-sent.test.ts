import { describe, expect, it } from "vitest";
import { languagesOf } from "../../tests/support/language.ts";
import { lint } from "../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.js");

/** What is reported, as it is written. */
function reported(body: string): string[] {
  const code = `import express from "express"; import { AthenaClient, StartQueryExecutionCommand } from "@aws-sdk/client-athena";
const app = express(); const client = new AthenaClient();
app.post("/", async (req, res) => {
${body}
});`;
  const rules = { "require-input-validation": { confidence: "proven" } };
  const lines = code.split("\n");
  return lint({ code, filename: "server.js", language: javascript as never, rules }).map(
    ({ line, column, endColumn = 0 }) =>
      `${line - 3}: ${(lines[line - 1] ?? "").slice(column - 1, endColumn - 1)}`,
  );
}

describe("a command is reported", () => {
  it.each([
    [
      "where it is sent",
      `const command = new StartQueryExecutionCommand({ QueryString: req.body.q });\nawait client.send(command);`,
      "2: command",
    ],
    [
      "where it is sent first",
      `const command = new StartQueryExecutionCommand({ QueryString: req.body.q });\nconsole.log(command);\nawait client.send(command);\nawait client.send(command);`,
      "3: command",
    ],
    [
      "at what it is made of, if it is sent at once",
      `const input = { QueryString: req.body.q };\nawait client.send(new StartQueryExecutionCommand(input));`,
      "2: input",
    ],
    [
      "at the text, if that stands there as well",
      `await client.send(new StartQueryExecutionCommand({ QueryString: req.body.q }));`,
      "1: req.body.q",
    ],
    [
      "where it is made, if another file sends it",
      `const command = new StartQueryExecutionCommand({ QueryString: req.body.q });\nawait run(command);`,
      "1: req.body.q",
    ],
  ])("%s", (_, body, expected) => {
    expect(reported(body)).toEqual([expected]);
  });
});
