/**
 * Words for what a program lists and tells of itself, wherever it is asked for: `/api/config?detailed`, `getCultures()`,
 * `result.Countries`. Nobody but who runs it puts a text there.
 */
export const PROGRAM_LISTS: RegExp =
  /(?:^|[\W_\d]|[a-z](?=[A-Z]))(?:app_?config|config|configuration|settings|countr(?:y|ies)|cultures?|currenc(?:y|ies)|health|i18n|languages?|locales?|localization|metrics|time_?zones?|translations?|versions?)(?![a-z])/i;
