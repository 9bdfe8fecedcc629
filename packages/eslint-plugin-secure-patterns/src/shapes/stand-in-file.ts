/**
 * Folders and files of what stands in for another service, or serves developers alone: `api/dev-oauth/authorize/route.ts`,
 * `testing/xero-mock/route.ts`, `dev/stub-pay/actions.ts`, `__fixtures__/route.ts`; and servers that a test starts. Inside the linted
 * folder: what stands above it says nothing. A folder called `test` does not either: scanners' suites are full of them.
 */
const STANDS_IN =
  /(?:^|\/)(?:(?:dev|mock|mocked|stub|fake|dummy|sandbox)[-_][\w-]+|[\w-]+[-_](?:mock|stub|fake|simulator)|mocks?|stubs?|fakes?|__(?:fixtures|mocks|tests)__)(?:\/|\.[cm]?[jt]sx?$)|\.(?:test|spec|e2e|e2e-spec|cy)\.[cm]?[jt]sx?$/i;

/** Whether a file stands in for a service that production reaches elsewhere: what goes wrong in it is `likely`, at most. */
export function standsIn(filename: string, root: string): boolean {
  const [path, base] = [filename, root].map((name) => name.replaceAll("\\", "/")) as [string, string];
  return path.startsWith(`${base}/`) && STANDS_IN.test(path.slice(base.length));
}
