import type { SignatureRow } from "./route-types.ts";

/** How programs tell that a message comes from who shares a key with them. */
export const signatures: {
  /** Calls that sign a text with a key, by their names … */
  readonly signs: RegExp;
  /** … and those that do where a key is part of the text. */
  readonly hashes: RegExp;
  readonly key: RegExp;
  /** Calls that compare two texts. */
  readonly compares: RegExp;
  /** Calls of libraries that verify. */
  readonly verifiers: readonly SignatureRow[];
  /** What applications call their own, where nobody sees their bodies. */
  readonly named: RegExp;
  /** What functions are called that may do so inside. */
  readonly helpers: RegExp;
  /** What is read of a request to get its body, raw or parsed. */
  readonly body: RegExp;
  /** A file that mentions nothing of this kind verifies nothing. */
  readonly mentioned: RegExp;
} = {
  signs: /^(?:createHmac|hmac|Hmac(?:SHA|MD)\w+|hmac_?sha\w*)$/,
  hashes: /^(?:createHash|sha\d+|md5)$/i,
  key: /secret|salt|key/i,
  compares:
    /^(?:timing_?safe_?(?:equal|compare)|constant_?time_?(?:equal|compare)|safe_?(?:equal|compare)|secure_?compare|tsscmp)$/i,
  verifiers: [
    // `createVerify("RSA-SHA256").update(body).verify(key, signature)`
    { call: /^verify$/, madeBy: /^createVerify$/ },
    // stripe, @workos-inc/node
    { call: /^constructEvent(?:Async)?$/, throws: true },
    { call: /^verify$/, packages: ["svix", "standardwebhooks", "resend", "@upstash/qstash"], throws: true },
    {
      call: /^verifyWebhook$/,
      throws: true,
      packages: [
        "@clerk/backend/webhooks",
        "@clerk/nextjs/webhooks",
        "@clerk/express/webhooks",
        "@clerk/astro/webhooks",
        "@clerk/fastify/webhooks",
        "@clerk/nuxt/webhooks",
      ],
    },
    {
      call: /^(?:verifyAndReceive|validateEvent|unmarshal|unwrap)$/,
      throws: true,
      packages: [
        "@octokit/webhooks",
        "@octokit/app",
        "octokit",
        "@polar-sh/sdk/webhooks",
        "@paddle/paddle-node-sdk",
        "openai",
        "@mux/mux-node",
      ],
    },
    {
      call: /^verify$/,
      packages: ["@octokit/webhooks", "@octokit/webhooks-methods", "crypto", "node:crypto", "tweetnacl"],
    },
    { call: /^(?:validateRequest|validateRequestWithBody|validateExpressRequest)$/, packages: ["twilio"] },
    { call: /^verifyKey$/, packages: ["discord-interactions"] },
    // `crypto.subtle.verify("HMAC", key, signature, body)`
    { call: /^verify$/, of: /^subtle$/ },
  ],
  named:
    /^(?:check|verify|validate|require|ensure|assert|is_?valid)_?\w*signature\w*$|^(?:\w+_)?signature_?(?:check\w*|verif\w+|valid\w+|guard|middleware)$|^(?:verify|validate)_?\w*web_?hook(?:_?(?:request|event|payload))?$/i,
  helpers: /sign|hmac|verif|valid|hook|auth|check|genuine|assert|ensure|trusted/i,
  body: /^(?:raw_?)?body$|^(?:text|json|formData|arrayBuffer|blob|parseBody|payload)$|^read(?:Raw|Validated)?(?:Body|FormData)$/i,
  mentioned: /sign|hmac|verif|validate|hook|secret|constructEvent|timing_?safe/i,
};
