/**
 * How programs call the values that nobody may guess. Names are compared as lower-case words without separators:
 * `resetPasswordToken` and `reset_password_token` are `resetpasswordtoken`.
 */
export const secretNames: Readonly<
  Record<"surely" | "perhaps" | "never" | "context" | "ofPayments", RegExp>
> & {
  readonly keyed: Readonly<Record<string, number>>;
} = {
  /** Whatever stands before it, this is a secret. */
  surely:
    /(?:(?:reset|verif\w*|confirm\w*|invit\w*|activat\w*|auth|access|refresh|login|signin|signup|session|security|csrf|xsrf|magic\w*|email|user|recovery|bearer|api|remember\w*|unsubscribe|onetime|temp\w*|raw|plain|hashed|new|my|secret|url|share|download|claim|gift|pass|password|client|account|register|registration|card|device|guest|bot|jwt)token|^token|otp|onetimepassword|passcode|passphrase|passwords?|passwd|pwd|(?:^|new|temp|random|user|plain)pw|secret(?:key)?|sessionid|sessid|sessionkey|apikey|accesskey|authkey|licen[cs]ekey|activationkey|resetkey|privatekey|magiclink|verifier|(?:verif\w*|reset|confirm\w*|invit\w*|activat\w*|auth\w*|login|signin|signup|access|security|recover\w*|backup|coupon|voucher|gift|promo|discount|sms|email|mail|phone|twofactor|2fa|mfa|totp|onetime|pairing|redeem|secret|magic|pin|pass|temp|register|registration|join|(?:four|five|six|seven|eight|[4-8])digits?)(?:code|pin))s?$/,
  /** One only where the words around speak of logging in, resetting, verifying. */
  perhaps: /(?:token|code|pin|nonce|salt|captcha|uid|guid|link|hash|key)s?$|^(?:o?auth2?|csrf|login)?state$/,
  /** Names that only look like one. */
  never:
    /tokens$|^(?:partial|masked|last|first|visible|display|fake|dummy|mock)\w*(?:key|token|code|secret)$|(?:^sid$|sortkey|cancel|page|cursor|continu\w*|sync|lexer|parser|syntax|design|theme|colou?r|status|error|exit|country|zip|postal|area|lang\w*|locale|currency|product|char|key(?:board|press|up|down)?|http|response|hash|source|bar|qr|dial|color|react|cache|storage|dom|row|element|widget|placeholder|fcm|push|tracking|request|mint|erc\w*|nft|coin|contract|ast|next|prev|last|ntoken|max|min|tax|unicode|postcode|opcode|keycode|decode|encode|barcode|zipcode|workspace|company|employee|student|order|booking|invoice|warehouse|item|batch|mocked?|fake|dummy|idempotency)(?:token|code|key)s?$/,
  /** A piece of a name that says what the value is of. */
  context:
    /otp|verif|reset|confirm|invit|activat|auth|login|sign.?in|sign.?up|passw|session|token|secret|coupon|voucher|gift|promo|recover|2fa|mfa|two.?factor|magic|redeem|credential|secur|access.?code|wallet/,
  /** What a payment service gives a page for one payment. */
  ofPayments: /^client_?secret$/i,
  /** Functions that take a key, and where. */
  keyed: { createHmac: 1, createCipheriv: 1, createDecipheriv: 1 },
};
