import type { ProtectionRow } from "./route-types.ts";

/** What stands before handlers in applications: packages first, then the names that applications give their own. */
export const protections: readonly ProtectionRow[] = [
  {
    is: "limit",
    packages: [
      "express-rate-limit",
      "express-slow-down",
      "express-brute",
      "express-limiter",
      "express-bouncer",
      "express-throttle",
      "strict-rate-limiter",
      "@fastify/rate-limit",
      "fastify-rate-limit",
      "@nestjs/throttler",
      "nestjs-rate-limiter",
      "nestjs-throttler",
      "rate-limiter-flexible",
      "@upstash/ratelimit",
      "hono-rate-limiter",
      "@hono-rate-limiter/cloudflare",
      "koa-ratelimit",
      "koa-ratelimit-lru",
      "koa2-ratelimit",
      "koa-better-ratelimit",
      "koa-limit",
      "limiter",
      "bottleneck",
      "ratelimiter",
      "rolling-rate-limiter",
      "lambda-rate-limiter",
      "micro-ratelimit",
      "next-rate-limit",
      "sveltekit-rate-limiter",
      "nuxt-security",
      "nuxt-api-shield",
      "elysia-rate-limit",
      "hapi-rate-limit",
      "hapi-rate-limitor",
      "graphql-rate-limit",
      "graphql-rate-limit-directive",
      "graphql-directive-rate-limit",
      "@envelop/rate-limiter",
      "@trpc-limiter/core",
      "@trpc-limiter/memory",
      "@trpc-limiter/redis",
      "@trpc-limiter/upstash",
      "@unkey/ratelimit",
      "@arcjet/next",
      "@arcjet/node",
      "@arcjet/nest",
      "@arcjet/sveltekit",
      "ddos",
      "secure-patterns/rate-limit",
    ],
    off: [
      { option: "global", is: "false" },
      { option: "enabled", is: "false" },
      { option: "skip", is: "()=>true" },
    ],
  },
  { is: "limit", packages: ["@vercel/firewall"], exports: "^checkRateLimit$" },
  {
    is: "limit",
    packages: [
      "secure-patterns",
      "secure-patterns/express",
      "secure-patterns/fastify",
      "secure-patterns/hono",
      "secure-patterns/koa",
      "secure-patterns/nest",
      "secure-patterns/next",
      "secure-patterns/fetch",
      "secure-patterns/h3",
      "secure-patterns/sveltekit",
      "secure-patterns/trpc",
    ],
    exports: "^[rR]ateLimit",
  },
  {
    is: "limit",
    names:
      "rate_?-?limit|throttl|cool_?down|brute|limiter$|limiter(?:s|middleware|plugin|guard)|too_?many|slow_?down|lock_?out|^limiter$|^limit(?:requests?|login|auth|ip|by|per|sensitive)|is_?locked$|lock(?:ed)?_?(?:until|till)|abuse|^arcjet$|(?:captcha|turnstile)(?!\\w*key)",
    notNames:
      "^(?:re_?)?(?:send|notify|queue|enqueue|dispatch|publish|deliver|compose|build|render)\\w*(?:e_?mail|mail|sms|notification|notice|alert|template|warning)s?$|(?:lock_?out|locked|brute_?force)_?(?:e_?mail|mail|sms|notification|notice|template)s?$|^(?:notify|alert|warn|report)_?(?:of_?|about_?|on_?)?(?:\\w*_)?(?:lock_?out|brute|abuse)",
  },
  // `if (user.otpAttempts > 5)` refuses; `user.otpAttempts = 0` starts anew
  {
    is: "limit",
    names:
      "(?:login|failed|max|sign_?in|auth|otp|password)_?attempt|^(?:account_?)?(?:block|ban|suspend)(?:ed|ned)?_?(?:until|till)$|(?:failed|wrong|invalid|bad)_?(?:pin_?|otp_?|code_?|pass(?:word|code)?_?)?(?:log_?ins?|sign_?ins?|tries|counts?|counter)(?:_?(?:count|counter))?$|(?:log_?in|sign_?in|auth|otp|pin|pass(?:word|code)|code)_?(?:failures?|fails|tries)(?:_?(?:count|counter))?$|^fail(?:ure|ed)?s?_?(?:count|counter)$|^(?:last|previous)_?(?:\\w+_?)?(?:sent|resent|request(?:ed)?|attempt(?:ed)?)(?:_?(?:at|time|on|date))?$|^(?:otp|code|e?mail|sms|token|verification|reset)\\w*(?:sent|requested)_?at$|^(?:next|can)_?(?:re_?send|re_?try|re_?quest|attempt)\\w*$|^re(?:send|try)_?(?:after|at)$|attempt_?(?:limit|guard|count|s?_?left|s$)|^(?:num(?:ber)?_?of_?(?:re)?tries|(?:re)?tries_?left|remaining_?(?:re)?tries|(?:otp_?)?retries)$",
    inCode: "compared",
  },
  // `limit(10)` before a handler; in a handler it is a query's `.limit(10)`
  { is: "limit", names: "^limit(?:ed)?$", inCode: "never" },
  {
    is: "csrf",
    packages: [
      "csurf",
      "csrf",
      "csrf-sync",
      "csrf-csrf",
      "tiny-csrf",
      "koa-csrf",
      "hono/csrf",
      "edge-csrf",
      "@edge-csrf/nextjs",
      "@edge-csrf/express",
      "@edge-csrf/sveltekit",
      "@edge-csrf/core",
      "@dr.pogodin/csurf",
      "@tinyhttp/csrf",
      "ncsrf",
      "next-csrf",
      "xsrf",
      "electrode-csrf-jwt",
      "@hapi/crumb",
      "secure-patterns/csrf",
    ],
    off: [{ option: "csrf", is: "false" }],
  },
  { is: "csrf", packages: ["@fastify/csrf-protection", "fastify-csrf"], decorates: true },
  { is: "csrf", packages: ["nuxt-csurf", "nuxt-security"], isModule: true },
  {
    is: "csrf",
    packages: ["lusca", "koa-lusca"],
    exports: "^default$",
    off: [
      { option: "csrf", is: "false" },
      { option: "csrf", is: "missing" },
    ],
  },
  { is: "csrf", packages: ["lusca", "koa-lusca"], exports: "^csrf$" },
  { is: "csrf", packages: ["secure-patterns"], exports: "^csrf" },
  {
    is: "csrf",
    names: "csrf|xsrf|anti_?forgery|same_?origin|(?:check|verify|validate|require)_?origin|fetch_?metadata",
  },
  {
    is: "authentication",
    packages: [
      "express-jwt",
      "koa-jwt",
      "express-basic-auth",
      "connect-ensure-login",
      "hono/jwt",
      "hono/bearer-auth",
      "hono/basic-auth",
      "express-oauth2-jwt-bearer",
      "@clerk/express",
      "fastify-guard",
    ],
    exports: "^(?!optional)",
  },
  {
    is: "authentication",
    names: [
      "^(?:auth|authn|authz|authenticate|authenticated|authentication|authenticator|authori[sz]e|authori[sz]ed|authori[sz]ation|jwt|jwt_?auth|api_?auth|user_?auth|bearer_?auth|auth_?bearer)(?:_?(?:middleware|mw|guard|check|required|handler|user|users|token|jwt|request|only|admin|moderator|seller|vendor|customer|member|student|teacher|employee|manager|staff|driver|owner|route|with_?\\w+))*$",
      "^(?:is|must_?be|must_?have|requires?|required|ensure|check|verify|validate|assert|with|enforce|needs?|only|has|allow|reject_?un|deny_?un|redirect_?un)_?(?:be_?)?(?:auth\\w*|logged_?in\\w*|login|signed_?in\\w*|sign_?in|jwt|access(?:_?token)?|id_?token|bearer|session|admins?|super\\w*|roles?|permissions?|owners?|users?|members?|token|api_?keys?|account|staff|scopes?|team\\w*|org\\w*|workspace\\w*)(?:_?(?:auth\\w*|required|guard|middleware|role|user|logged_?in|token|access|route|page|session))*$",
      "^(?:protect|protected|private|authed)(?:_?(?:route|api|procedure|handler|action|page))*$|^(?:admin|user|member|owner|org|workspace|team|auth|authed|protected|private)\\w*procedure$|^(?:admin|user|member|owner|org|workspace|team|auth|authed|protected|private)_?(?:procedure|only|required|guard|action|action_?client)$|^restrict|^authori[sz]e_?(?!payment|charge|card|transaction|capture|order)[a-z]\\w*$|^(?:resolve|load)_?(?:access|actor|principal|identity|session)$|^login_?required|^(?:auth|jwt|roles?|permissions?|session|admin|access\\w*)_?guard$|^current_?user$|^get_?(?:server_?)?(?:auth_?)?session$|^get_?(?:current|auth|session|logged_?in)_?\\w*user\\w*$|^(?:deny|append|allow)_?(?:all|user_?id|token|staff)\\w*$",
      "^(?:check|verify|validate|require)_?\\w*signature$|^signature_?(?:check\\w*|verif\\w+|valid\\w+|guard|middleware)$",
    ].join("|"),
  },
  // `@Roles(Role.Admin)` beside a guard that stands before all routes; a variable of that name asks nobody
  { is: "authentication", names: "^(?:roles|permissions|allowed_?roles)$", inCode: "never" },
  {
    is: "session",
    packages: [
      "express-session",
      "cookie-session",
      "client-sessions",
      "koa-session",
      "koa-generic-session",
      "koa-session2",
      "koa-session-minimal",
      "koa-encrypted-session",
      "@fastify/session",
      "@fastify/secure-session",
      "fastify-session",
      "fastify-secure-session",
      "iron-session",
      "next-session",
      "next-iron-session",
      "hono-sessions",
      "@tinyhttp/session",
    ],
  },
  {
    is: "cookies",
    packages: [
      "cookie-parser",
      "@fastify/cookie",
      "fastify-cookie",
      "cookies",
      "koa-cookie",
      "hono/cookie",
      "express-cookies",
    ],
  },
];

/** Layers that tell browsers which origins may read answers, and may be told to refuse all others. */
export const originLayers: readonly string[] = [
  "cors",
  "@fastify/cors",
  "fastify-cors",
  "@koa/cors",
  "koa2-cors",
];

/** Decorators and layers by which a route stands outside of what protects all others. */
export const liftedProtections: readonly Pick<ProtectionRow, "is" | "names">[] = [
  // @nestjs/throttler
  { is: "limit", names: "^(?:skip|no|without|disable|ignore)_?(?:throttl\\w*|rate_?limit\\w*)$" },
  {
    is: "authentication",
    names:
      "^(?:is_?)?public(?:_?(?:route|api|endpoint))?$|^allow_?(?:anonymous|unauthori[sz]ed|guests?)$|^(?:skip|no|without|bypass)_?(?:jwt_?)?auth\\w*$",
  },
];

/** What a number of requests is read from: `redis.incr(key)`, `prisma.loginAttempt.count(…)`, `attempts.get(ip)`, "… FROM login_attempts". */
export const COUNTS_REQUESTS: RegExp =
  /\.(?:h|z)?incr(?:by|ement\w*)?\(|\.z(?:card|count)\(|(?:log_?in|sign_?in|auth|otp|failed|password|recent|ip|user)_?attempts?|\battempts?(?:Map|Store|Cache|Model|Repo\w*|ByIp|By\w+)?\b\s*(?:\.|\[|\()|_attempts?\b/i;

/** "too many requests", "too often" as others say it, and what is kept of a client for a while: `limit:ip:${ip}`, `login:cd:${ip}`. */
export const SAYS_LIMIT: RegExp =
  /\btoo many\b(?! arguments)|\brate.?limit|limit exceeded|(?:retr(?:y|ies)|attempts?|requests?|mails?|sms|codes?) out of limit|\bcool.?down\b|频繁|频率过快|冷却|(?:^|[:_])(?:limit|cd|throttle|attempts)[:_]$|(?:^|[:_])(?:limit|cd|throttle|attempts):/i;
