/** Calls that sign a text with a key, and that compare two texts, by their names. */
export const signatures: { readonly signs: RegExp; readonly compares: RegExp } = {
  signs: /^createHmac$/,
  compares:
    /^(?:timing_?safe_?equal|constant_?time_?(?:equal|compare)|safe_?(?:equal|compare)|secure_?compare)$/i,
};
