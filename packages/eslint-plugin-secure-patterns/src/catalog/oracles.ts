import type { EvidenceRow, ExpensiveRow, OracleRow } from "./route-types.ts";

/** Requests whose answer tells something about what the attacker sent: asked often enough, it tells everything. */
export const oracles: readonly OracleRow[] = [
  {
    attack: "try passwords here",
    bucket: "login",
    limiters: "login|sign_?in|auth",
    path: "(?:^|-)(?:(?:user|admin|customer|member|student|employee|do)?-?log-?in(?:-?(?:user|admin|post))?|(?:user)?-?sign-?in|logon|authenticate|unlock|sudo)(?:-|$)|^(?:authentication|authorize|auth|sessions?|tokens?|credentials|password|local)$",
    notPath:
      "(?:^|-)(?:log-?out|sign-?out|refresh|callback|google|github|gitlab|facebook|twitter|apple|microsoft|azure|linkedin|discord|firebase|social|oauth2?|callback-url|webauthn(?:-\\w+)?|passkeys?|saml|oidc|sso|csrf)(?:-|$)",
    evidence: ["password"],
    asksStrangers: true,
    suspectedBy: "POST",
  },
  {
    attack: "guess codes here",
    bucket: "verify-code",
    limiters: "code|otp|verif|2fa|auth",
    path: "(?:^|-)(?:otp|totp|2fa|mfa|two-?factor|pin|passcode|sms|(?:verify|check|validate|confirm)-?(?:otp|totp|code|pin|token|2fa|mfa|phone|e?-?mail)|verify|verification|confirm|code|codes|phone|backup-codes?|second-factor)(?:-|$)",
    evidence: ["code"],
  },
  {
    attack: "make it send mails to others and learn who has an account",
    bucket: "forgot-password",
    limiters: "forgot|reset|password|mail|auth",
    path: "(?:^|-)(?:(?:forgot|forgotten|forget|lost|recover|reset|retrieve|find|search)-?(?:password|pass|pwd?)|(?:i-?)?forgot|forgotten|forget|recover|recovery|(?:request|start|send)-?(?:password-?)?reset|reset-?request|password-?reset|reset-?password|reset|resend|(?:request|send)-?(?:e?-?mail-?)?(?:verification|confirmation|activation)(?:-?(?:e?-?mail|link|code))?|magic-?link|send-?(?:(?:log-?in|sign-?in|verify|verification|auth|access)-?)?(?:otp|code|verification|sms|email)|(?:request|generate)-?(?:otp|code)|(?:otp|code)-?(?:send(?:er)?|request)|(?:password|e?-?mail|verification|confirmation|otp|code|reset)-(?:request|re-?send|forgot|forget|recover|reset)|(?:request|start|begin|initiate)-?(?:log-?in|sign-?in)|unlock-?account|account-?unlock)(?:-|$)|^passwords$",
    // what is set back is no password, and what is sent is a paper
    notPath:
      "(?:^|-)(?:to-defaults?|defaults?|preferences?|settings?|stats|statistics|counters?|progress|caches?|layouts?|filters?|scores?|games?|demos?|data|database|usage|quotas?|conversations?|invoices?|quotes?|orders?|receipts?|reports?|newsletters?|campaigns?|templates?|themes?|dashboards?|widgets?|boards?|columns?|streaks?)(?:-|$)",
    evidence: ["message", "answer", "lookup"],
    asksStrangers: true,
    suspectedBy: "POST",
  },
  {
    attack: "find out who has an account here",
    bucket: "account-exists",
    path: "(?:^|-)(?:(?:e?-?mails?|user-?names?|users?|phones?|handles?|accounts?)-?(?:is-?)?(?:exists?|availab(?:le|ility)|taken|unique)|(?:check|validate|is|has)-?(?:e?-?mails?|user-?names?|users?|phones?|handles?|permalinks?|sub-?domains?|accounts?)|username|(?:check|has|set)-?password|security-question)(?:-|$)",
    // a page that has a user's name for its address, and what asks for a name
    notPath:
      "^(?:find|get|fetch|load|show|read|view|list)-(?:\\w+-)*by-|^(?:get|fetch|load)-(?!.*(?:exist|availab|taken|unique))",
    evidence: ["answer", "lookup"],
  },
  {
    // rooms and hours are available as well, and products have names: what is asked for has to be an account
    attack: "find out who has an account here",
    bucket: "account-exists",
    path: "(?:^|-)(?:exists?|existence|availab(?:le|ility)|taken|unique|(?:check|validate|is|has)-?(?:slugs?|names?))(?:-|$)",
    notPath:
      "^(?:find|get|fetch|load|show|read|view|list)-(?:\\w+-)*by-|^(?:get|fetch|load)-(?!.*(?:exist|availab|taken|unique))",
    evidence: ["lookup"],
  },
  {
    attack: "guess coupons here",
    bucket: "coupon",
    path: "(?:^|-)(?:(?:(?:add|apply|check|validate|verify|use|enter|redeem)-?)?(?:coupons?|promos?|vouchers?|discounts?|gift-?cards?)(?:-?codes?)?|redeem|invites?|invitations?|invite-?codes?|referrals?|license)(?:-|$)",
    // who asks others in guesses nothing
    notPath:
      "(?:^|-)(?:send|resend|create|make|generate|list|revoke|cancel|delete)-?(?:\\w+-)?(?:invites?|invitations?|coupons?|promos?|vouchers?|referrals?)(?:-|$)",
    evidence: ["answer", "code"],
  },
  {
    attack: "find out who has an account here",
    bucket: "sign-up",
    limiters: "sign_?up|register|create|auth",
    path: "^(?:register|registration|regist|sign-?up|signup-user|user-?sign-?up|join|(?:create|register|add|new)-?(?:user|account)|(?:users?|accounts?|customers?|members?|admins?|moderators?|sellers?|vendors?|students?|employees?)-(?:create|register|new|add))$",
    // whom another service vouches for
    notPath:
      "(?:^|-)(?:google|facebook|apple|github|gitlab|twitter|linkedin|microsoft|discord|oauth2?|saml|oidc|sso)(?:-|$)",
    evidence: ["taken", "lookup"],
    asksStrangers: true,
  },
  {
    // a collection: what is sent there need not be a new account
    attack: "find out who has an account here",
    bucket: "sign-up",
    path: "^(?:users?|accounts?)$",
    evidence: ["taken"],
    asksStrangers: true,
  },
];

/** Whatever its name: a route that looks for an account by what was sent and says that it is there. */
export const tellsOfAccounts =
  "\\b(?:e-?mail|user ?name|phone|mobile|user|account|member|customer|admin|moderator|seller|vendor|student|employee)\\b[^.]{0,24}\\b(?:already|exists?|taken|in use|registered)\\b|duplicated? (?:e-?mail|user|account|name|phone)";

/** "already taken", "wrong password", "wrong code", as servers say it in the languages of their users. */
const SAID_ELSEWHERE = {
  taken:
    "已经?(?:存在|注册)|(?:用户名?|账号|帐号|邮箱|手机号)存在|已被(?:注册|占用|使用)|уже (?:существует|занят|зарегистрирован|используется)|(?:ya|já) (?:existe|est[áa] (?:en uso|em uso|registrad|cadastrad))|existe déjà|déjà (?:utilisé|pris|enregistré)|bereits (?:vergeben|registriert|vorhanden|verwendet)|sudah (?:terdaftar|digunakan)|zaten (?:kayıtlı|kullanılıyor|mevcut)|이미 (?:존재|사용|등록|가입)|既に(?:存在|使用|登録)|đã (?:tồn tại|được sử dụng|được đăng ký)",
  password:
    "密码(?:错误|不正确|不对)|неверный (?:логин|пароль)|невірний (?:логін|пароль)|неверные (?:учетные |учётные )?данные|contraseña (?:incorrecta|inválida)|senha (?:incorreta|inválida)|mot de passe (?:incorrect|invalide)|(?:falsches|ungültiges) passwort|(?:password|kata sandi) salah|şifre (?:hatalı|yanlış)|mật khẩu (?:không|sai)",
  code: "验证码(?:错误|不正确|无效|已过期)|неверный код|невірний код|código (?:inválido|incorrecto|incorreto|expirado)|code (?:incorrect|invalide|expiré)|kode (?:otp )?(?:salah|tidak valid)",
};

/** What in the code shows that a request is such a question. */
export const evidence: readonly EvidenceRow[] = [
  {
    is: "password",
    calls:
      "^(?:(?:is_?)?(?:valid|correct|same|matching)_?(?:password|credentials)|(?:password|credentials)_?(?:is_?)?(?:valid|match(?:es)?|correct)|(?:check|verify|validate|compare|match|test|authenticate)_?\\w*(?:password|passwd|credentials|hash)\\w*|(?:password|hash)_?(?:compare|verify|check)|sign_?in_?with_?(?:password|email_?and_?password)|log_?in_?(?:user_?)?with_?(?!(?:google|facebook|firebase|apple|github|gitlab|twitter|linkedin|microsoft|azure|discord|oauth|o_?auth|saml|oidc|sso|token|passkey|wallet)(?![a-z]))\\w+|validate_?user|authenticate_?user|ldap_?(?:bind|authenticate))$",
    compared: "^(?:password|passwd|pass|pwd|hashed_?password|password_?hash)$",
    texts:
      "\\bpassword\\s*=\\s*(?:\\?|\\$|:|'|\"|@)|(?:invalid|incorrect|wrong|bad) (?:user ?name|e-?mail|login|credentials|password)|password (?:is )?(?:in|not )(?:valid|correct)|" +
      SAID_ELSEWHERE.password,
  },
  {
    is: "password",
    packages: [
      "bcrypt",
      "bcryptjs",
      "@node-rs/bcrypt",
      "argon2",
      "@node-rs/argon2",
      "scrypt",
      "scrypt-kdf",
      "oslo/password",
      "password-hash",
      "credential",
      "pbkdf2",
    ],
    calls: "^(?:compare|verify|compareSync|verifySync|scryptVerify|check)",
  },
  {
    is: "code",
    calls:
      "^(?:(?:verify|check|validate|confirm|consume|compare)_?\\w*(?:otp|totp|code|pin|passcode|2fa|mfa|coupon|voucher|promo\\w*|gift_?card)\\w*|(?:otp|totp|code|pin|coupon)_?(?:is_?)?(?:valid|match(?:es)?|verify|check))$",
    compared:
      "^(?:\\w*_?(?:otp|totp|passcode|pin|otp_?code|verification_?code|sms_?code|verify_?code|reset_?code|coupon(?:_?code)?|promo_?code|code))$",
    texts:
      "(?:invalid|incorrect|wrong|expired|bad) (?:\\w+ )?(?:otp|code|pin|passcode|coupon|voucher|promo)|(?:otp|code|pin|coupon|voucher) (?:is |has |was )?(?:not |in|expired|wrong)|" +
      SAID_ELSEWHERE.code,
  },
  {
    is: "code",
    packages: [
      "speakeasy",
      "otplib",
      "otpauth",
      "notp",
      "totp-generator",
      "@otplib/preset-default",
      "node-2fa",
      "@epic-web/totp",
      "oslo/otp",
    ],
    calls: "^(?:verify|check|validate|verifyToken|verifyTOTP|verifyDelta|checkDelta)",
  },
  {
    is: "answer",
    answered:
      "^(?:(?:is_?|has_?|user_?|email_?|username_?|account_?)*(?:exists?|available|availability|taken|valid|unique|registered|in_?use|found|correct|match(?:es)?|used|free|question|discount\\w*)|has_?password)$",
    texts:
      "already ?(?:exists?|taken|registered|(?:in )?use|used|been (?:taken|used|registered))|must be unique|(?:is|been) (?:already )?(?:taken|in use|used|registered)|(?:invalid|unknown|wrong) (?:login )?user ?name\\b(?! or)|unknown e-?mail|(?:invalid|expired|unknown|wrong) (?:\\w+ )?(?:coupon|voucher|promo|code)|(?:coupon|voucher|code) (?:is )?(?:not|in|expired)|(?:e-?mail|user ?name|user|account|phone)(?: \\w+)? (?:does not|doesn'?t|not) (?:exist|found|registered)|no (?:such )?(?:user|account)\\b|duplicate (?:e-?mail|user)|" +
      SAID_ELSEWHERE.taken,
  },
  {
    is: "taken",
    texts:
      "already ?(?:exists?|taken|registered|(?:in )?use|used|been (?:taken|used|registered))|must be unique|(?:is|been) (?:already )?(?:taken|in use|used|registered)|duplicate (?:e-?mail|user)|(?:e-?mail|user ?name|user|account) (?:already )?exists|^(?:P2002|23505|ER_DUP_ENTRY|SQLITE_CONSTRAINT(?:_UNIQUE)?|SequelizeUniqueConstraintError)$|" +
      SAID_ELSEWHERE.taken,
  },
  {
    is: "lookup",
    calls:
      "^(?:(?:find|get|fetch|load|look_?up|check|select|is|has)_?\\w*by_?(?:e?_?mail|user_?name|phone|mobile|login|handle)\\w*|(?:is_?|check_?(?:if_?)?|does_?|has_?)?(?:e?_?mail|user_?name|user|account|phone)_?(?:address_?)?(?:exists?|taken|available|registered|in_?use))$",
    asks: "^(?:find\\w*|where|filter|count\\w*|exists?|first|one|get\\w*)$",
    texts: '\\bwhere\\b[^;]*?\\b(?:e_?mail|user_?name|login|phone|mobile)\\b["`\\])]*\\s*(?:=|i?like\\b)',
    by: "^(?:(?:hashed_?)?e?_?mail(?:_?(?:address|hash|lower|normali[sz]ed))?|user_?name|login(?:_?name)?|phone(?:_?number)?|mobile|handle|nick_?name)$",
  },
  {
    is: "message",
    calls:
      "^(?:\\w*send_?\\w*(?:e?mail|message|sms|otp|code|link|token|reset\\w*|verification\\w*|password\\w*|template\\w*)?|forgot_?\\w*|forget_?password\\w*|reset_?password_?for_?e?_?mail\\w*|request_?\\w*reset\\w*|initiate_?\\w*|generate_?\\w*(?:reset|otp|code|magic)\\w*|create_?\\w*(?:reset|otp|magic)\\w*)$",
  },
  {
    is: "message",
    packages: ["twilio", "plivo", "messagebird", "@vonage/server-sdk", "africastalking"],
    calls: "^(?:create|send\\w*)$",
  },
];

/** Work worth a limit even where nothing is asked: what everybody else waits for, or what the request picks. */
export const expensive: readonly ExpensiveRow[] = [
  {
    what: "a database",
    // an ORM's reading of a record is what every public page does
    packages: [
      "pg",
      "mysql",
      "mysql2",
      "mysql2/promise",
      "better-sqlite3",
      "sqlite3",
      "mssql",
      "oracledb",
      "marsdb",
      "nedb",
      "spanner",
      "@google-cloud/spanner",
    ],
  },
  {
    what: "the file system",
    packages: ["fs", "node:fs", "fs-extra", "graceful-fs", "glob", "mkdirp", "rimraf"],
    calls: "Sync$|^sync$",
  },
  {
    what: "the file system",
    packages: ["fs", "fs/promises", "fs-extra", "graceful-fs"],
    isChosen: true,
  },
  { what: "the file system", calls: "^sendFile$|^sendfile$", isChosen: true },
  { what: "another process", packages: ["child_process", "execa", "cross-spawn", "shelljs"] },
  {
    what: "an authorization check",
    calls:
      "^(?:log_?in|authori[sz]e|authenticate|verify_?(?:token|user)|check_?permissions?|verify_?credentials)$",
    isBare: true,
  },
];

/** Libraries whose comparison is that of a password, by the names that they are imported under. */
export const passwordHashes: ReadonlySet<string> = new Set(["bcrypt", "bcryptjs", "argon2", "scrypt"]);
