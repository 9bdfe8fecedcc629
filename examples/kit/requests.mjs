// The building blocks of a proof: each returns what `run` of an attack or of a legitimate request is made of.

/** The attack: a link or form of the site leads the visitor away from it. */
export function leadsAway(path, options) {
  return async (site) => {
    const { location } = await site.request(path, options);
    return location !== undefined && location.origin !== site.origin;
  };
}

/** The attack: a page that the site links to gets hold of the site's window, or learns which page the visitor read. */
export function handsOverWindow(path, linkPattern, prepare) {
  return async (site) => {
    await prepare?.(site);
    const { text } = await site.request(path);
    const links = [...text.matchAll(/<a\s[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => linkPattern.test(tag));
    if (links.length === 0) throw new Error(`no link on ${path} matches ${linkPattern}`);
    return links.some((tag) => /target="?_blank/.test(tag) && !/rel="[^"]*noopener[^"]*noreferrer/.test(tag));
  };
}

/** The attack: one guess after the other until one fits, and nobody stops it. */
export function guesses(path, forms) {
  return async (site) => {
    for (const form of forms) {
      const { status } = await site.request(path, { form });
      if (status >= 300 && status < 400) return true;
    }
    return false;
  };
}

/** Legitimate: the site sends the visitor to this place, an absolute URL or a path of its own. */
export function redirectsTo(target, path, options) {
  return async (site) => {
    const { location } = await site.request(path, options);
    return location?.href === new URL(target, site.origin).href;
  };
}

/** Legitimate: the page answers and shows what it should. */
export function shows(path, text, prepare) {
  return async (site) => {
    await prepare?.(site);
    const answer = await site.request(path);
    return answer.status === 200 && answer.text.includes(text);
  };
}
