/**
 * Words for what a program lists and tells of itself, wherever it is asked for: `/api/config?detailed`, `getCultures()`,
 * `result.Countries`. Nobody but who runs it puts a text there.
 */
export const PROGRAM_LISTS: RegExp =
  /(?:^|[\W_\d]|[a-z](?=[A-Z]))(?:app_?config|config|configuration|settings|countr(?:y|ies)|cultures?|currenc(?:y|ies)|health|i18n|languages?|locales?|localization|metrics|time_?zones?|translations?|versions?)(?![a-z])/i;

/** Files that look up the texts of a program's own interface: `core/localizer.js`, `lib/i18n.ts`, `globalize.js`. */
export const TRANSLATES: RegExp =
  /(?:^|[/\\._-])(?:\w*(?:i18n|l10n)|locali[sz]\w*|globali[sz]e\w*|translat\w*)(?:[._-]\w+)*\.[cm]?[jt]sx?$/i;
