/** Modules of the application itself: relative ones, aliases (SvelteKit's `$lib` is one), and folders found by a search path, as in `require("models/user")`. */
export const OWN_IMPORT: RegExp =
  /^(?:[.~#@/]|\$lib\b|(?:src|app|apps|db|generated|database|models?|server|schemas?|entit(?:y|ies)|libs?|services?|repositories|controllers?)\/)/;
