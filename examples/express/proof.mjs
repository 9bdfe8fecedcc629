import { guesses, handsOverWindow, leadsAway, redirectsTo, shows } from "../kit/requests.mjs";

const ada = { name: "ada", password: "engine" };
/** The twenty-fifth word of somebody's list. */
const list = [...Array.from({ length: 24 }, (_, index) => `engine${index}`), ada.password];
const signIn = (site) => site.request("/login", { form: ada });

export default {
  title: "Express",
  attacks: [
    {
      pattern: "no-open-redirect",
      name: "a sign-in link that ends on a copy of the sign-in page",
      run: leadsAway("/login", { form: { ...ada, next: "https://lantern.example.evil.test/login" } }),
    },
    {
      pattern: "no-open-redirect",
      name: "the same without a scheme: next=//evil.test",
      run: leadsAway("/login", { form: { ...ada, next: "//evil.test/login" } }),
    },
    {
      pattern: "no-open-redirect",
      name: "sign-out hands the visitor over",
      run: leadsAway("/logout?returnTo=https:evil.test"),
    },
    {
      pattern: "no-open-redirect",
      name: "past a check for a leading slash: back=//evil.test",
      run: leadsAway("/theme?name=dark&back=//evil.test"),
    },
    {
      pattern: "no-open-redirect",
      name: "past the same check with a backslash",
      run: leadsAway("/theme?name=dark&back=%2F%5Cevil.test"),
    },
    {
      pattern: "no-unsafe-target-blank",
      name: "a collected link gets the site's window and address",
      run: handsOverWindow("/links", /class="outgoing"/, signIn),
    },
    {
      pattern: "no-unsafe-target-blank",
      name: "so does a link that has another rel already",
      run: handsOverWindow("/links", /sponsor\.example/, signIn),
    },
    {
      pattern: "require-rate-limit",
      name: "a list of passwords is tried until one fits",
      run: guesses(
        "/login",
        list.map((password) => ({ name: ada.name, password })),
      ),
    },
  ],
  legitimate: [
    {
      name: "sign in and go where one wanted to",
      run: redirectsTo("/links", "/login", { form: { ...ada, next: "/links" } }),
    },
    { name: "sign in without a wish", run: redirectsTo("/links", "/login", { form: ada }) },
    {
      name: "next holds a URL in its query",
      run: redirectsTo("/search?q=http://example.org/a", "/login", {
        form: { ...ada, next: "/search?q=http://example.org/a" },
      }),
    },
    {
      name: "next is a path with a colon",
      run: redirectsTo("/notes/2026-11-22T10:30", "/login", {
        form: { ...ada, next: "/notes/2026-11-22T10:30" },
      }),
    },
    {
      name: "next is encoded, with a fragment",
      run: redirectsTo("/search?q=caf%C3%A9#results", "/login", {
        form: { ...ada, next: "/search?q=caf%C3%A9#results" },
      }),
    },
    { name: "sign out", run: redirectsTo("/login", "/logout") },
    {
      name: "change the theme and come back",
      run: redirectsTo("/links?page=2", "/theme?name=dark&back=/links?page=2"),
    },
    {
      name: "leave for a partner site",
      run: redirectsTo("https://library.example/catalogue", "/partners/library"),
    },
    { name: "an unknown reader is asked to sign in", run: redirectsTo("/login?next=%2Flinks", "/links") },
    { name: "links open in a new tab", run: shows("/links", 'target="_blank"', signIn) },
    { name: "the sponsor stays marked", run: shows("/links", "sponsored", signIn) },
  ],
};
