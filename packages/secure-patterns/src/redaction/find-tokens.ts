import type { AddSpan } from "./kind.ts";

/** RFC 7519 and 7516: base64url parts, the first of which begins with `{"`. The signature may be empty (`alg: none`). */
const JWT = /eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*(?:\.[\w-]+){0,2}/y;
const PRIVATE_KEY_START = "-----BEGIN ";
const PRIVATE_KEY_LABEL = /^[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const PRIVATE_KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Forms that the issuers publish so that leaked keys can be found. */
const API_KEY_FORMS: readonly string[] = [
  "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}", // AWS access key id
  "gh[pousr]_[A-Za-z0-9]{30,255}", // GitHub
  "github_pat_\\w{22,255}",
  "gl(?:pat|dt|rt|ptt|cbt|soat|agent|imt)-[\\w-]{20,64}", // GitLab
  "xox[abeoprs]-[A-Za-z0-9-]{10,250}", // Slack
  "xapp-\\d-[A-Za-z0-9-]{10,250}",
  "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,250}", // Stripe
  "whsec_[A-Za-z0-9+/]{20,100}={0,2}",
  "sk-(?:ant-|proj-|svcacct-|admin-|or-v1-)?[A-Za-z0-9_-]{20,250}", // OpenAI, Anthropic, OpenRouter
  "AIza[\\w-]{35}", // Google
  "ya29\\.[\\w-]{20,512}",
  "GOCSPX-[\\w-]{20,40}",
  "npm_[A-Za-z0-9]{36}",
  "pypi-[\\w-]{50,512}",
  "hf_[A-Za-z]{30,40}", // Hugging Face
  "SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}", // SendGrid
  "key-[0-9a-f]{32}", // Mailgun
  "(?:SK|AC)[0-9a-f]{32}", // Twilio
  "do[opr]_v1_[0-9a-f]{64}", // DigitalOcean
  "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", // Shopify
  "sq0(?:atp|csp)-[\\w-]{22,43}", // Square
  "dapi[0-9a-f]{32}", // Databricks
  "lin_api_[A-Za-z0-9]{40}", // Linear
  "ntn_[A-Za-z0-9]{40,50}", // Notion
  "secret_[A-Za-z0-9]{43}",
  "figd_[\\w-]{40,50}", // Figma
  "dckr_pat_[\\w-]{20,40}", // Docker
  "hv[sb]\\.[\\w-]{20,300}", // HashiCorp Vault
  "AGE-SECRET-KEY-1[0-9A-Z]{58}", // age
  "(?<=\\d{8,10}:)AA[\\w-]{33}", // Telegram bot
  "EAA[A-Za-z0-9]{60,255}", // Facebook
  "r8_[A-Za-z0-9]{37}", // Replicate
  "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30}", // Resend
  "sntry[su]_[\\w=+/-]{40,512}", // Sentry
  "xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}", // Brevo
];
const API_KEY = new RegExp(`(?:${API_KEY_FORMS.join("|")})(?![A-Za-z0-9])`, "y");
/** The first two characters of every form: most runs are ruled out by them. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  "ey AK AS AB AC gh gi gl xo xa sk rk pk wh AI ya GO np py hf SG ke SK do sh sq da li nt se fi dc hv AG AA EA r8 re sn xk".split(
    " ",
  ),
);
/** No token is shorter, and most words are. */
const SHORTEST = 16;
const LETTER = 1;
const JOINT = 2;
const TOKEN_CHARACTERS: Uint8Array = createTable();

/**
 * Finds what grants access by itself: JWTs, API keys of known forms, private keys. Only where a long run of token characters begins can one begin,
 * so that the patterns are tried at few places.
 */
export function findTokens(text: string, add: AddSpan): void {
  if (text.includes(PRIVATE_KEY_START)) findPrivateKeys(text, add);
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    // Past the end, `NaN & 127` is 0: no token character.
    const code = text.charCodeAt(index);
    if (code < 128 && TOKEN_CHARACTERS[code] !== 0) continue;
    if (index - start >= SHORTEST) findInRun(text, start, index, add);
    start = index + 1;
  }
}

function findInRun(text: string, from: number, to: number, add: AddSpan): void {
  let start = from;
  while (start < to && TOKEN_CHARACTERS[text.charCodeAt(start)] === JOINT) start++;
  if (!BEGINNINGS.has(text.slice(start, start + 2))) return;
  const match = matchAt(JWT, text, start);
  if (match !== undefined) return add(start, start + match.length, "jwt");
  const key = matchAt(API_KEY, text, start);
  if (key !== undefined) add(start, start + key.length, "api_key");
}

function matchAt(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

function findPrivateKeys(text: string, add: AddSpan): void {
  let start = text.indexOf(PRIVATE_KEY_START);
  while (start !== -1) {
    const body = start + PRIVATE_KEY_START.length;
    let next = body;
    if (PRIVATE_KEY_LABEL.test(text.slice(body, body + 64))) {
      PRIVATE_KEY_END.lastIndex = body;
      const end = PRIVATE_KEY_END.exec(text);
      // A key cut off by a length limit is still a key.
      next = end === null ? text.length : end.index + end[0].length;
      add(start, next, "private_key");
    }
    start = text.indexOf(PRIVATE_KEY_START, next);
  }
}

function createTable(): Uint8Array {
  const table = new Uint8Array(128);
  table.fill(LETTER, 48, 58).fill(LETTER, 65, 91).fill(LETTER, 97, 123);
  for (const character of "._-") table[character.charCodeAt(0)] = JOINT;
  return table;
}
