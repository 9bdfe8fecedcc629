/**
 * How programs call single-use tokens, where they keep them, and what they do for them. Names are compared as they are
 * written, without case: `password_reset_tokens`, `resetPasswordToken`, `InviteCode`.
 */
export const oneTimeTokens: Readonly<
  Record<
    | "purpose"
    | "never"
    | "record"
    | "column"
    | "used"
    | "counter"
    | "flag"
    | "grants"
    | "mints"
    | "sideRecord"
    | "reader"
    | "spender"
    | "user"
    | "checker"
    | "kept"
    | "goods"
    | "challenge"
    | "secondFactor"
    | "sent"
    | "onRequest"
    | "issuing"
    | "writer"
    | "consumer"
    | "notConsuming"
    | "consuming"
    | "locks",
    RegExp
  >
> = {
  /** What a single-use token is good for. */
  purpose:
    /reset|verif|confirm|invit|magic|(?<![a-z])otp|otp(?![rlaoiu]|h(?!ash))|one_?time|pass_?code|coupon|voucher|gift_?(?:card|code)|redeem|redempt|promo|activat|recover|forgot|forget_?(?:pass|pw|code|token|link|otp)|backup_?code|e?mail_?change|change_?e?mail|pending_?e?mail_?(?:token|code|hash)|e?mail_?(?:token|code)(?![a-z])|change_?token|passwordless|claim_?(?:code|token)|log_?in_?(?:token|code|link)|sign_?(?:in|up)_?(?:token|code|link)|auth(?:ori[sz]ation)?[_:-]?code|validation_?(?:token|code)|exchange_?(?:token|code)|pairing|device_?code|unlock|set_?password|change_?password_?(?:token|code)|handoff|one_?use|single_?use|two_?factor_?(?:token|code|confirm)|mfa_?code|sms_?code|phone_?code|registration_?(?:token|code)|register_?(?:token|code)|download_?token|bootstrap_?token|short_?lived/i,
  /** What is used more than once, on purpose. */
  never:
    /(?<!(?:reset|verif\w*|otp|magic\w*|recover\w*|confirm\w*)_?)session|refresh|api_?key|access_?tokens?$|unsubscri|csrf|xsrf|oauth_?state|\bstate\b|pkce|device_?token|push|fcm|apns|webhook|personal_?access|bearer|blacklist|black_?listed|deny_?list|remember|jwt|id_?token|service_?account|deploy|integration|installation|kyc|(?:identity|document|age|business|company|address|bank|payment|tax|background|employ(?:ee|ment|er)|member|student|seller|vendor|merchant|professional|credential|photo|selfie|video)_?verif|(?:payment|refund|capture|charge|cart|error|crash|disaster|data)\w*_?recover|recover\w*_?(?:operation|job|task|plan|point)|verified_?domain|domain_?verif|share_?link|cache|rate_?limit|attempt|spam|lock_?out/i,
  /** A table whose rows are tokens, if the words around say for what. */
  record:
    /tokens?$|codes?$|otps?$|verifications?$|invit\w*$|invites?$|coupons?$|vouchers?$|requests?$|resets?$|links?$|secrets?$|challenges?$|tickets?$/i,
  /** A column that holds a token. */
  column:
    /token|code|(?<![a-z])otp|otp(?![rlaoiu]|h(?!ash))|hash|secret|passcode|link|digest|^key$|(?:reset|verification|confirmation|activation|invite)_?key$|(?:reset|verif|confirm|activ|invit|recover)\w*(?:uuid|guid)$|pin$|nonce/i,
  /** A column that says whether a token still works. */
  used: /used|consum|redeem|redempt|accept|claim|status|state$|expir|revok|invalid|valid|active|delet|finish|complet|verified|confirmed|spent|available|is_?new/i,
  /** A column that counts uses. */
  counter:
    /(?<!max_?|limit_?)uses$|uses?_?count|(?:total|num|times)_?used|used_?(?:count|times|total)|redemptions?(?:_?count)?$|redeemed_?count|usage(?:_?count)?$|remaining|uses_?left|current_?uses|num_?uses|usage_?count|claims?_?count/i,
  /** A column that is a mere flag of what is verified. */
  flag: /verif|confirm|activ|enabl|status|^is_?[a-z]|validated|onboard|updated|_?at$|last_?|^updated/i,
  /** Calls that give access or value. */
  grants:
    /password|passwd|sign_?in|log_?in(?!g)|logIn|session|grant|credit|redeem|enroll|member|join|create_?user|create_?account|register|set_?cookie|cookie|authenticate|activate|apply|transfer|payout|balance|wallet|reward|assign|set_?role|change_?email|update_?email|set_?email|provision|unlock|subscribe|add_?(?:user|to)/i,
  /** Calls that make something which counts only once it is handed out. */
  mints:
    /^(?:sign|jwt)|sign_?(?:jwt|token)|(?:generate|create|issue|make)_?(?:\w*_?)?(?:jwt|tokens?(?:_?pair)?)$|encode_?token/i,
  /** Records that are kept beside the effect. */
  sideRecord:
    /log|audit|metric|event|history|analytic|attempt|notification|track|stat|rate|limit|job|queue|cache/i,
  /** Functions that look a token up, and that end one, by their names. */
  reader: /^(?:get|find|fetch|load|read|look_?up|peek|select|query|retrieve|by)/i,
  spender:
    /^(?:delete|remove|destroy|invalidate|expire|clean|mark|consume|revoke|clear|burn|del|set_?used|drop|spend)/i,
  /** Tokens of which there is one set at a time, so that a new set ends the old one on purpose. */
  kept: /back_?up|recovery_?code|scratch|device_?code|pairing/i,
  /** What an order is paid with: nobody asks for one in a user's name. */
  goods: /coupon|voucher|promo|gift|discount|redeem|redempt/i,
  /** What a browser answers at once: nothing is in the mail. */
  challenge: /passkey|web_?authn|challenge|captcha|(?<![a-z])saml|(?<![a-z])sso(?![a-z])/i,
  /** What an app on the user's phone answers, unless words around say that it is sent. */
  secondFactor: /authenticator|totp|2fa|two[-_]?fa(?:ctor)?/i,
  sent: /mail|sms|phone|send|message/i,
  /** Functions that end tokens because somebody asked for just that. */
  onRequest:
    /(?:^|[^a-z])(?:revoke|cancel|rotate|regenerate|reset (?:invite|link)|invit\w*[ /]reset|invalidate|merge|delete|remove|replace)(?:[^a-z]|$)/,
  /** Functions that send somebody a token, by their names. */
  issuing:
    /forgot|request|(?:re)?send|issue|(?:create|generate|new)_?(?:reset|verif|confirm|invit|magic|otp)/i,
  /** Functions that keep something, by their names. */
  writer: /^(?:set|add|insert|create|save|store|put|push)/i,
  /** Verbs of functions that act on a token, beside which "invite" and "request" are things. */
  consumer:
    /accept|respond|redeem|verif|validat|confirm|consum|claim|complete|activat|exchange|join|\buse[ds]?\b/,
  /** Functions that check a token of whatever kind. */
  checker: /(?:valid|verif|consum|use|check|redeem|claim)[a-z]*_?(?:token|code|key)/i,
  /** Functions that use a token up, where they are handed one. */
  user: /^(?:use|convert|accept|redeem|mark|complete|finish|confirm|apply|claim|activate)(?=[A-Z_]|$)/,
  /** Functions that end tokens without acting on them. */
  notConsuming:
    /(?:^|[^a-z])update (?:vouchers?|coupons?|promo\w*|discounts?|gift ?cards?)$|(?:^|[^a-z])(?:edit|revoke|cancel|delete|remove|decline|reject|clean_?up|purge|prune|expire|resend|re_?send|send|request|issue|create|generate|forgot|logout|log_?out|sign_?out|invite|list|search|seed|migrate|(?<!sign[ _-]?)up|down|block|ban|unlink|disable|disconnect|initiate|start|destroy|renew|refresh|rotate|regenerate|revert|store|save|insert|add)(?:[^a-z]|$)/,
  /** Functions that act on a token, by their names. */
  consuming:
    /verif|valid|consum|redeem|accept|confirm|activ|claim|take|pop|exchange|login|log_in|sign_in|complete|reset|use|check|authenticat|unlock|apply|join|recover/i,
  /** Calls that let one in at a time. */
  locks:
    /^(?:lock|acquire|acquire_?lock|with_?lock|run_?exclusive|using|using_?lock|with_?mutex|lock_?(?:for|until|or|while)(?:_?or_?\w+)?|lock_?\w*(?:rows?|records?|for_?update)|pg_?advisory\w*|serialize)$/i,
};
