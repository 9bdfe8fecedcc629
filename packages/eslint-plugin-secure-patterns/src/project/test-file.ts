const TEST_FILE =
  /[.-](?:test|tests|spec|e2e|stories|story|mock|fixture)s?\.[^/\\]*$|[/\\](?:tests?|__tests__|__mocks__|mocks?|e2e|specs?|cypress|fixtures?|__fixtures__|playwright|storybook|seeds?|seeders?)[/\\]|[/\\](?:seed|faker?|mock)[^/\\]*$|[/\\]tests?[-_][^/\\]*\.html?$|[/\\]scripts?[/\\](?:[a-z]+[-_])?(?:test|e2e|smoke|verify)[-_][^/\\]*$/i;

/**
 * Whether a file is a test or feeds tests: its accidents hurt nobody.
 *
 * @param root where the linter was started: what the folders above it are called says nothing
 */
export function isTestFile(filename: string, root: string): boolean {
  const [path = "", base = ""] = [filename, root].map((name) => name.replaceAll("\\", "/"));
  const isInside = path.startsWith(base.endsWith("/") ? base : `${base}/`);
  return TEST_FILE.test(isInside ? path.slice(base.length) : path.slice(path.lastIndexOf("/")));
}
