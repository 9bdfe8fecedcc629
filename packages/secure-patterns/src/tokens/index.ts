export type { Claim } from "./claim.ts";
export { consumeToken, type ConsumeWriteOptions, type Consumed } from "./consume-token.ts";
export type { Driver } from "./drivers.ts";
export { issueToken, type IssueTokenOptions } from "./issue-token.ts";
export { peekToken } from "./peek-token.ts";
export { purgeTokens } from "./purge-tokens.ts";
export { randomCode } from "./random-code.ts";
export { randomToken } from "./random-token.ts";
export { revokeTokens } from "./revoke-tokens.ts";
