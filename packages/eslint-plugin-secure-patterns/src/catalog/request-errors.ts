/** Clients whose errors hold the request that failed, its headers and its body; those of `fetch` do not. */
export const requestErrors: {
  readonly packages: readonly string[];
  /** Their names in a file that was handed one. */
  readonly mentioned: RegExp;
  /** Calls, by their last two names. */
  readonly calls: RegExp;
} = {
  packages: ["axios", "got", "superagent", "needle", "request", "request-promise", "@nestjs/axios"],
  mentioned: /\b(?:axios|request|got|superagent|needle)\b/,
  calls:
    /^(?:request|rp)$|^(?:axios|got|superagent|needle)(?:\.(?:get|post|put|patch|delete|request))?$|^\w*(?:axios|http|api)(?:client|instance|service)?\.(?:get|post|put|patch|delete|request)$/i,
};
