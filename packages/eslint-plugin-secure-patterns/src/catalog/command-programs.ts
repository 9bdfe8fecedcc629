/** What a program has that developers run on their own machines. */
export const commandPrograms: {
  /** Packages that read a command line or ask on the screen, as they stand in an import. */
  readonly packages: RegExp;
  /** Packages of test runners, as they stand in an import: what tests share is run by nobody else. */
  readonly testRunners: RegExp;
  /** What a program does that is done: it lets go of its database, or ends. */
  readonly letsGo: RegExp;
} = {
  packages:
    /["'](?:commander|yargs|@?inquirer\S*|meow|cac|@oclif\/core|oclif|clipanion|prompts|enquirer|@clack\/prompts|citty)["']/,
  testRunners:
    /(?:\bfrom\s*|\brequire\(\s*)["'](?:vitest|@jest\/globals|node:test|bun:test|@playwright\/test|@?testcontainers(?:\/\w+)?)["']/,
  letsGo: /\.\$disconnect\(|\bmongoose\.(?:disconnect|connection\.close)\(|\bpool\.end\(|\bprocess\.exit\(/,
};
