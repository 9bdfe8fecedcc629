const TEST_FILE =
  /[.-](?:test|tests|spec|e2e|stories|story|mock|fixture)s?\.[^/\\]*$|[/\\](?:tests?|__tests__|__mocks__|mocks?|e2e|specs?|cypress|fixtures?|playwright|storybook|seeds?|seeders?)[/\\]|[/\\](?:seed|faker?|mock)[^/\\]*$/i;

/** Whether a file is a test or feeds tests: its accidents hurt nobody. */
export function isTestFile(filename: string): boolean {
  return TEST_FILE.test(filename);
}
