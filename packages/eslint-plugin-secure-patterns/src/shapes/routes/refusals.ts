/** `req.headers.origin !== site`, `token !== session.csrf` */
export function comparesToken(names: ReadonlySet<string>, compared: ReadonlySet<string>): boolean {
  return (
    [...compared].some((name) => /csrf|xsrf/i.test(name)) || (names.has("origin") && compared.has("origin"))
  );
}

/** It answers 401 or 403, or sends to the sign-in. */
export function refusesStrangers(
  numbers: ReadonlySet<number>,
  texts: readonly string[],
  names: ReadonlySet<string>,
): boolean {
  return (
    numbers.has(401) ||
    numbers.has(403) ||
    [...names].some((name) =>
      /^(?:un_?authori[sz]ed|forbidden|unauthenticated|not_?(?:logged_?in|signed_?in|authenticated|authori[sz]ed))/i.test(
        name,
      ),
    ) ||
    texts.some((text) =>
      /^unauthori[sz]ed$|\bnot (?:logged in|signed in|authenticated|authori[sz]ed)\b/i.test(text),
    ) ||
    (names.has("redirect") && texts.some((text) => /^\/?(?:\w+\/)?(?:log-?in|sign-?in)$/i.test(text)))
  );
}

export function readsUser(names: ReadonlySet<string>): boolean {
  return [...names].some((name) =>
    /^(?:user|user_?id|current_?user|session|authorization|is_?authenticated|jwt|token|decoded|payload|is_?logged_?in|auth)$/i.test(
      name,
    ),
  );
}
