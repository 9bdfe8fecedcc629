/** Who names a value so has thought of it: `safeHtml`, `sanitized`. */
export const CLEAN_NAME: RegExp = /safe|sani[tz]i[sz]ed|purified|escaped|trusted|clean/i;
