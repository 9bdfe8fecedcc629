/** What kind of thing a name stands for; `PERSONAL_KINDS` says how findings speak of it. */
export type PersonalKind =
  "secret" | "email" | "phone" | "ip" | "card" | "bank" | "id" | "person" | "address" | "birth";

/** Names of values by what they hold, in the spelling of code: they match in any spelling and as the end of a longer name. */
export interface NameGroup {
  readonly kind: PersonalKind;
  /** For messages: "an e-mail address". */
  readonly what: string;
  /** Such a name is often something else. */
  readonly likely?: true;
  /** Separated by spaces, as those below. */
  readonly names?: string;
  /** Too common as the end of other names (`boardingPass`, `mapPin`): they count alone. */
  readonly whole?: string;
}

export const NAME_GROUPS: readonly NameGroup[] = [
  {
    kind: "secret",
    what: "a password",
    names: "password passwd pwd passphrase passcode oneTimePassword",
    whole: "pass userPass dbPass",
  },
  {
    kind: "secret",
    what: "the hash of a password",
    likely: true,
    names: "passwordHash passwordSalt hashedPassword pinHash",
  },
  {
    kind: "secret",
    what: "the hash of a secret",
    likely: true,
    names: "secretHash tokenHash hashedToken apiKeyHash",
  },
  {
    kind: "secret",
    what: "a secret",
    names:
      "secret secrets clientSecret apiSecret appSecret signingSecret webhookSecret totpSecret recoveryPhrase seedPhrase mnemonic securityAnswer",
    whole: "credential credentials userCredentials loginCredentials",
  },
  // what somebody may do goes by these words as well: `licenseCredential`, `parentAuthorization`
  { kind: "secret", what: "a secret", likely: true, names: "credential credentials authorization" },
  {
    kind: "secret",
    what: "a token",
    names:
      "token accessToken accessTokens refreshToken refreshTokens idToken authToken bearerToken sessionToken resetToken inviteToken apiToken magicLink jwt",
  },
  {
    kind: "secret",
    what: "a link with its token",
    likely: true,
    names:
      "resetLink resetPasswordLink passwordResetLink resetPasswordUrl passwordResetUrl verificationLink confirmationLink activationLink inviteLink invitationLink",
  },
  {
    kind: "secret",
    what: "a key",
    names:
      "apiKey apiKeys accessKey secretKey secretAccessKey privateKey signingKey encryptionKey masterKey authKey sessionKey",
    whole: "X-Api-Key",
  },
  {
    kind: "secret",
    what: "a credential",
    names: "proxyAuthorization cookie cookies setCookie",
    whole: "authorization",
  },
  {
    kind: "secret",
    what: "a session id or CSRF token",
    likely: true,
    names: "csrf csrfToken xsrfToken sessId sessionId",
    whole: "sid connect.sid PHPSESSID JSESSIONID",
  },
  {
    kind: "secret",
    what: "an address with its password",
    likely: true,
    names:
      "connectionString connectionUrl databaseUrl databaseUri dbUrl dbUri mongoUri mongodbUri mongoUrl mongodbUrl postgresUrl postgresqlUrl mysqlUrl redisUrl redisUri amqpUrl rabbitmqUrl",
  },
  {
    kind: "secret",
    what: "a one-time code",
    names:
      "otp otpCode totp mfaCode twoFactorCode verificationCode activationCode oneTimeCode smsCode authCode resetCode loginCode backupCode backupCodes recoveryCode recoveryCodes pinCode",
    whole: "userPin",
  },
  // a booking and a payment have such codes too
  {
    kind: "secret",
    what: "a code",
    likely: true,
    names: "inviteCode confirmationCode authorizationCode",
    whole: "pin",
  },
  {
    kind: "email",
    what: "an e-mail address",
    names: "email emails emailAddress emailAddresses mailAddress userMail recipientEmail",
    whole: "mail e-mail",
  },
  // the last ones are the program's own
  {
    kind: "email",
    what: "an e-mail address",
    likely: true,
    names: "replyTo supportEmail feedbackEmail noReplyEmail",
  },
  {
    kind: "phone",
    what: "a phone number",
    names:
      "phone phones phoneNumber phoneNumbers phoneNo telephone telephoneNumber mobileNumber mobilePhone cellphone cellPhone faxNumber msisdn",
  },
  {
    kind: "phone",
    what: "a phone number",
    likely: true,
    names: "mobile fax whatsapp",
    whole: "tel",
  },
  {
    kind: "ip",
    what: "an IP address",
    likely: true,
    names:
      "ip ips ipAddress ipAddr ipAddresses ipv4 ipv6 clientIp remoteIp userIp remoteAddress remoteAddr xForwardedFor xRealIp cfConnectingIp trueClientIp forwardedFor",
  },
  {
    kind: "card",
    what: "card data",
    names:
      "creditCard creditCardNumber debitCard cardNumber cardNo ccNumber cvv cvv2 cvc cvc2 cardCode cardVerificationCode cardVerificationValue cardExpiry cardPin",
  },
  { kind: "card", what: "card data", likely: true, names: "securityCode", whole: "card" },
  {
    kind: "bank",
    what: "bank details",
    names: "iban accountNumber bankAccount bankAccountNumber routingNumber sortCode",
  },
  { kind: "bank", what: "bank details", likely: true, names: "accountHolder" },
  {
    kind: "id",
    what: "an official number",
    names:
      "ssn ssnLast4 socialSecurity socialSecurityNumber nationalId nationalIdNumber nationalInsuranceNumber nino taxId taxNumber taxpayerId passportNumber passportNo driversLicense driverLicense driversLicenseNumber driverLicenseNumber aadhaar aadhaarNumber pesel nric personnummer identityNumber",
  },
  {
    kind: "id",
    what: "an official number",
    likely: true,
    names: "passport licenseNumber licencePlate licensePlate cpf bsn curp idNumber",
  },
  {
    kind: "person",
    what: "a person's name",
    names:
      "firstName lastName middleName maidenName fullName surname familyName givenName legalName realName customerName patientName cardholderName accountHolderName recipientName",
  },
  {
    kind: "person",
    what: "a user's name",
    likely: true,
    names: "username userName loginName nickname displayName cardHolder cardholder recipient recipients",
  },
  {
    kind: "address",
    what: "a postal address",
    names:
      "homeAddress streetAddress billingAddress shippingAddress mailingAddress postalAddress deliveryAddress residentialAddress",
  },
  {
    kind: "address",
    what: "an address",
    likely: true,
    names:
      "workAddress userAddress customerAddress street addressLine macAddress postcode postalCode zipCode",
    whole: "address addresses street1",
  },
  {
    kind: "birth",
    what: "a date of birth",
    names: "dob dateOfBirth birthDate birthDay birthYear",
  },
  { kind: "birth", what: "a birth", likely: true, names: "birth birthPlace placeOfBirth" },
];

/** Names that end like one above and hold nothing of the kind. */
export const HARMLESS_NAMES: readonly string[] =
  "pageToken nextToken nextPageToken prevPageToken previousPageToken continuationToken cancelToken cancellationToken syncToken cacheToken invalidToken unexpectedToken designToken contractAddress secChUaMobile".split(
    " ",
  );

/** First words of names that are flags, counts or actions: `hasPassword`, `sendEmail`, `maxToken`. */
export const ACTION_WORDS: readonly string[] =
  "is are was were has have had activate deactivate load should can could will would does do did needs need requires require no not num count total max min show hide enable enabled disable disabled allow allowed use with without send sends sent reset forgot forgotten verify validate check update change set delete remove revoke handle on parse compare match matches same skip create add edit manage force invalid missing wrong incorrect bad duplicate supports expect require expired expire expires expiry expiration".split(
    " ",
  );

/** Words anywhere in the name of a setting that make it a switch: `API_LOAD_SECRETS`. */
export const SWITCH_WORDS: readonly string[] =
  "load enable enabled disable disabled use allow require skip show hide".split(" ");

/** Words in a name that say that the value is not there to be read any more. */
export const HIDDEN_WORDS: readonly string[] =
  "masked mask redacted hidden obfuscated anonymized anonymised anonymous sanitized sanitised scrubbed censored partial truncated shortened safe cleaned dummy fake mock sample example placeholder encrypted crypted cipher ciphertext".split(
    " ",
  );

export const HASH_WORDS: readonly string[] = "hash hashed digest fingerprint checksum".split(" ");

/** What holds texts, rules or flags under the names of fields, not their values: `errors.email`, `labels.password`. */
export const FIELD_HOLDERS: readonly string[] =
  "error errors formerrors fielderrors message messages label labels field fields schema schemas validator validators validation rules rule types type constants routes route path paths urls endpoints translations i18n t locale strings texts text placeholders touched dirty columns column models model tables enum selectors permissions scopes scope events features flags styles classes icons templates template mapping mappings columnmap columnmapping fieldmap fieldmapping".split(
    " ",
  );

/** Objects that stand for a person: their `name` and `address` are personal. */
export const PERSON_HOLDERS: readonly string[] =
  "user currentuser customer patient employee person contact member guest applicant student buyer subscriber sender recipient lead owner teacher doctor attendee me newuser".split(
    " ",
  );

/** … and those that as often stand for a program, for one of several choices, or for who has published something under that name. */
export const PERHAPS_PERSONS: readonly string[] = ["client", "author", "candidate", "account", "profile"];

/** What a program is set up with, or tells of itself: `settings.ip`, `server.address`. */
export const SETTINGS_HOLDERS: readonly string[] =
  "settings config conf configuration server listener http listen network host env proxy proxyurl parsedproxyurl parsedurl url uri db database connection".split(
    " ",
  );

/** Objects in capitals whose members name things: `NotificationChannel.EMAIL`, `LoginMethod.PASSWORD`. */
export const NAMES_KINDS: RegExp =
  /^[A-Z][a-zA-Z]*(?:Type|Kind|Channel|Method|Mode|Provider|Strategy|Field|Column|Action|Event|Step|Status|Reason|Role|Scope)s?$/;

/** Names that are a person's only where a person is asked for them: `strategy.displayName`, `server.address` are not. */
export const NAMES_OF_ANYTHING: readonly string[] = "displayname nickname address addresses mobile".split(
  " ",
);

/** Whose number and address stand on its door. */
export const PUBLIC_HOLDERS: readonly string[] =
  "business company firm org organization organisation store shop restaurant hotel clinic hospital school venue branch office supplier warehouse pharmacy dealership".split(
    " ",
  );

/** What has a full name and is no person: `repository.full_name`. */
export const NAMED_THINGS: readonly string[] = [
  "repo repository project package org organization organisation team branch file folder module plugin route method component",
  "device event channel country city currency brand product category font task test spec suite command cmd job step workflow",
  "action property prop field column table schema type class model entity namespace service resource node metric group role",
  "permission symbol variable function option flag asset template image version tag release server host domain database",
].flatMap((line) => line.split(" "));

/** What is owned by whoever has put it there, as often an organization as a person: `repository.owner.name`. */
export const OWNED_BY_ANYBODY: readonly string[] = ["repo", "repository"];

/** Calls that answer with what is known of a person: the claims of an identity token hold names and addresses. */
export const CLAIMS_OF_PERSONS: RegExp = /^(?:verifyIdToken|verifySessionCookie)$/;
/** … and of a token that the application itself made: whatever it has put there. */
export const CLAIMS_OF_TOKENS: RegExp =
  /^(?:jwtVerify|jwtDecode|jwt_decode|decodeJwt|decodeJWT)$|^jwt\.(?:verify|decode)$/;

/** Calls that answer with who is logged in, and often with the tokens of it. */
export const SESSIONS_OF_PERSONS: RegExp =
  /^(?:auth|(?:unstable_)?getServerSession|getServerAuthSession|getAuthSession|getUserSession|(?:(?:auth|api|locals)\.)?getSession)$/;

/** Members of a record that are all of it: `user.dataValues` of Sequelize, `user._doc` of Mongoose. */
export const WHOLE_RECORDS: RegExp = /^(?:dataValues|_doc)$/;

/** What a service of accounts answers where somebody signs in: a record of the person and the tokens, beside an error. */
export const SIGN_INS: RegExp =
  /^auth\.(?:signUp|signIn\w*|getUser|getSession|refreshSession|exchangeCodeForSession|verifyOtp)$/;

/** Such an object as a whole is a record of a person. */
export const WHOLE_PERSONS: readonly string[] =
  "user users currentuser newuser loggedinuser customer customers patient patients userdata userinfo userprofile profile existinguser founduser dbuser userdetails userobj userobject createduser updateduser".split(
    " ",
  );
