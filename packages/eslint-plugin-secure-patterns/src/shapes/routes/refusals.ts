import type { BodyFacts } from "./body-facts.ts";

/** `req.headers.origin !== site`, `token !== session.csrf` */
export function comparesToken(names: ReadonlySet<string>, compared: ReadonlySet<string>): boolean {
  return (
    [...compared].some((name) => /csrf|xsrf/i.test(name)) || (names.has("origin") && compared.has("origin"))
  );
}

/** Headers by which a request says where it comes from, or that a script of the own pages has sent it. */
const TELLS_SITE = /^(?:origin|sec-fetch-site|x-requested-with)$/i;

/**
 * `if (req.get("sec-fetch-site") !== "same-origin") return res.sendStatus(403)`, or the same for a token that the session keeps and
 * the request must bring along, whatever it is called.
 */
export function refusesOtherSites({ numbers, texts, members, names, compared, decides }: BodyFacts): boolean {
  if (!decides || !(numbers.has(403) || numbers.has(419))) return false;
  const asksSite =
    texts.some((text) => TELLS_SITE.test(text)) || members.has("headers.origin") || members.has("req.xhr");
  const keeps = [...members].some((name) => /^session\.\w*(?:token|nonce)$/i.test(name));
  const compares =
    names.has("timingSafeEqual") || [...compared].some((name) => /(?:token|nonce)$/i.test(name));
  return asksSite || (keeps && compares);
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
