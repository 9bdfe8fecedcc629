import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-unsafe-target-blank.ts";

const id = "no-unsafe-target-blank";
const proven = { options: { confidence: "proven" } };

testRule(`${id}`, rule, {
  valid: [
    // Complete, or complete by implication.
    '<a href="https://a.example" target="_blank" rel="noopener noreferrer">x</a>',
    '<a href={url} target="_blank" rel="noreferrer">x</a>',
    '<a href={url} target="_blank" rel="NoReferrer nofollow">x</a>',
    '<a href={url} target="_blank" rel={"noopener noreferrer"}>x</a>',
    "<a href={url} target={'_blank'} rel={`noreferrer`}>x</a>",
    '<a rel="noreferrer" href={url} target="_blank">x</a>',
    // No new window, no address.
    '<a href={url} target="_self">x</a>',
    "<a href={url}>x</a>",
    '<a target="_blank">x</a>',
    '<a href="" target="_blank">x</a>',
    "<a href={undefined} target='_blank'>x</a>",
    "<a href={url} target={external ? '_self' : undefined}>x</a>",
    // Within the site, or to no site.
    ...[
      "/about",
      "#top",
      "?page=2",
      "about.html",
      "./a",
      "../b",
      "mailto:a@b.c",
      "tel:+123",
      "sms:1",
      "blob:x",
    ].map((href) => `<a href="${href}" target="_blank">x</a>`),
    // A page of the program's own server.
    { code: "window.open(`${API_URL}/bills/${id}`, '_blank');", ...proven },
    { code: "window.open(buildExportUrl('csv'), '_blank');", ...proven },
    // What a developer runs.
    '<a href="http://localhost:3000/docs" target="_blank">x</a>',
    'window.open("http://127.0.0.1:9000", "_blank");',
    // A test shows nobody anything.
    { filename: "src/__tests__/link.tsx", code: '<a href="https://a.example" target="_blank">x</a>' },
    "<a href={`/users/${id}`} target='_blank'>x</a>",
    "<a href={'/users/' + id} target='_blank'>x</a>",
    "<a href={`#${id}`} target='_blank'>x</a>",
    "<a href={`mailto:${address}`} target='_blank'>x</a>",
    "<a href={`${location.origin}/a`} target='_blank'>x</a>",
    "<a href={window.location.href} target='_blank'>x</a>",
    "<a href={URL.createObjectURL(file)} target='_blank'>x</a>",
    "const docs = '/docs'; <a href={docs} target='_blank'>x</a>",
    "const docs = '/docs'; <a href={docs + page} target='_blank'>x</a>",
    "const docs = '/docs'; <a href={`${docs}/${page}`} target='_blank'>x</a>",
    // Of what is computed elsewhere nothing is said.
    "<a href={url} target={target}>x</a>",
    "<a href={url} target='_blank' rel={rel}>x</a>",
    "<a href={url} target='_blank' rel={`${rel}`}>x</a>",
    // Conditions that go together.
    "<a href={url} target={isOut ? '_blank' : '_self'} rel={isOut ? 'noopener noreferrer' : undefined}>x</a>",
    "<a href={url} target={isOut ? '_blank' : undefined} rel={!isOut ? '' : 'noreferrer'}>x</a>",
    "<a href={url} target={isOut && '_blank'} rel={isOut && 'noreferrer'}>x</a>",
    "<a href={isOut ? url : '/a'} target='_blank' rel={isOut ? 'noreferrer' : undefined}>x</a>",
    "<a href={isOut ? '/a' : '/b'} target='_blank'>x</a>",
    // Spread.
    "<a href={url} target='_blank' {...{ rel: 'noreferrer' }}>x</a>",
    "const safe = { target: '_blank', rel: 'noopener noreferrer' }; <a href={url} {...safe}>x</a>",
    "<a href={url} {...(isOut && { target: '_blank', rel: 'noreferrer' })}>x</a>",
    "<a href={url} {...(isOut ? { target: '_blank', rel: 'noreferrer' } : {})}>x</a>",
    "<a href={url} rel='noreferrer' {...(isOut ? { target: '_blank' } : null)}>x</a>",
    "<a {...props}>x</a>",
    // Nothing is proven where a spread may carry it.
    { code: "<a href={url} target='_blank' {...props}>x</a>", ...proven },
    { code: "<a target='_blank' {...props} href={url}>x</a>", ...proven },
    // Components of which we know nothing.
    "<Card href={url} target='_blank' />",
    "import { Link } from './link'; <Link to={url} target='_blank' rel='noreferrer' />",
    { code: "import { Link } from './link'; <Link href='https://a.example' target='_blank' />", ...proven },
    { code: "import { Link } from 'react-router-dom'; <Link to={path} target='_blank' />", ...proven },
    "import Link from 'next/link'; <Link href='/a' target='_blank' />",
    "import Link from 'next/link'; <Link href={`/a/${b}`} target='_blank' />",
    // Options.
    { code: '<a href={url} target="_blank" rel="noopener">x</a>', options: { allowReferrer: true } },
    { code: '<a href={url} target="_blank" rel="noopener">x</a>', ...proven },
    '<form action="https://a.example" method="post" target="_blank" rel="noopener" />',
    '<form action="/search" target="_blank" />',
  ],
  invalid: [
    '<a href="http://localhost.evil.example" target="_blank">x</a>',
    '<a href="https://a.example" target="_blank">x</a>',
    '<a href="//a.example" target="_blank">x</a>',
    '<a target="_BLANK" href={url}>x</a>',
    "<a href={`https://${host}/`} target='_blank'>x</a>",
    "<a href={'https://a.example/?q=' + query} target={'_blank'} />",
    "<a href={url} target={isOut ? '_blank' : '_self'}>x</a>",
    "<a href={isOut ? url : '/a'} target='_blank'>x</a>",
    "<a href={isOut ? url : '/a'} target='_blank' rel={isOut ? 'nofollow' : 'noreferrer'}>x</a>",
    '<area href="https://a.example" target="_blank" />',
    '<form action="https://a.example" method="post" target="_blank" />',
    // There is a rel already.
    '<a href={url} target="_blank" rel="nofollow">x</a>',
    '<a href={url} target="_blank" rel="">x</a>',
    '<a href={url} target="_blank" rel>x</a>',
    "<a href={url} target='_blank' rel={'nofollow'}>x</a>",
    "<a href={url} target='_blank' rel={`nofollow ugc`}>x</a>",
    '<a href={url} target="_blank" rel="noopener">x</a>',
    '<a href={url} target="_blank" rel="opener">x</a>',
    { code: '<a href={url} target="_blank" rel="opener nofollow">x</a>', options: { allowReferrer: true } },
    { code: '<a href={url} target="_blank">x</a>', options: { allowReferrer: true } },
    "<a href={url} target='_blank' rel={nofollow ? 'nofollow' : undefined}>x</a>",
    "<a href={url} target='_blank' rel={a ? 'nofollow' : 'ugc'}>x</a>",
    "<a href={url} target={isOut ? '_blank' : undefined} rel={isOther ? 'noreferrer' : undefined}>x</a>",
    "const rel = 'nofollow'; <a href={url} target='_blank' rel={rel}>x</a>",
    // Spread.
    "<a {...props} target='_blank'>x</a>",
    "<a href={url} target='_blank' {...props}>x</a>",
    "const props = { target: '_blank' }; <a href={url} {...props}>x</a>",
    "<a href={url} {...(isOut && { target: '_blank' })}>x</a>",
    "<a href={url} target='_blank' {...{ rel: 'nofollow' }}>x</a>",
    "<a href={url} rel='noreferrer' {...{ target: '_blank', rel: '' }}>x</a>",
    // Components.
    "import Go from 'next/link'; <Go href={url} target='_blank' />",
    "import { Link as Go } from 'react-router-dom'; <Go to='https://a.example' target='_blank' />",
    "import { Link } from 'react-router-dom'; <Link to={path} target='_blank' />",
    "<Link href={url} target='_blank' />",
    { code: "<Card href={url} target='_blank' />", options: { components: ["Card"] } },
    { code: "<UI.Card href={url} target='_blank' />", options: { components: ["UI.Card"] } },
    { code: '<a href="/about" target="_blank">x</a>', options: { internalLinks: "report" } },
    // TypeScript.
    "<a href={url as string} target={'_blank' as const}>x</a>",
    // Several in one file.
    "<p><a href={a} target='_blank' /><a href={b} target='_blank' rel='ugc' /></p>",
    "<a\n  href={url}\n  target='_blank'\n>\n  x\n</a>",
  ],
});

testRule(`${id}, window.open`, rule, {
  valid: [
    "window.open('https://a.example', '_blank', 'noopener');",
    "window.open(url, '_blank', 'width=500,noreferrer');",
    "window.open(url, '_blank', 'noopener=yes, width=500');",
    "window.open(url, '_blank', features);",
    "window.open(url, '_self');",
    "window.open('/about');",
    "window.open('/about', '_blank', 'width=500');",
    "window.open(`/files/${id}`, '_blank');",
    "window.open('about:blank');",
    "window.open('');",
    "window.open();",
    "window.open(URL.createObjectURL(file));",
    "const w = window.open(url); if (w) w.opener = null;",
    "const w = window.open(url); w!.opener = null;",
    "window.open(url).opener = null;",
    "let w; w = window.open(url); w.opener = null;",
    "import open from 'open'; open(url);",
    "function f(open) { open(url, '_blank'); }",
    "const window = other(); window.open(url);",
    "indexedDB.open(name);",
    "dialog.open(url);",
    "window.open(...args);",
    { code: "const w = window.open(url); w.focus();", ...proven },
    { code: "window.open(url, 'help');", ...proven },
    { code: "window.open(route.value.href, '_blank');", ...proven },
    { code: "window.open(url, '_blank', 'noopener')", options: { allowReferrer: true } },
  ],
  invalid: [
    "window.open('https://a.example');",
    "window.open('https://a.example', '_blank');",
    "window.open('https://a.example', '_blank',);",
    "window.open(('https://a.example'));",
    "window?.open('https://a.example');",
    "globalThis.open(\"https://a.example\", '_blank');",
    "open('https://a.example', '_blank');",
    "if (ok) window.open('https://a.example'); else ok && window.open('https://b.example');",
    "<a onClick={() => window.open('https://a.example')} />",
    "window.open(url);",
    "window.open(url, '_blank');",
    "window.open(url, '_blank', 'width=500');",
    "window.open(url, '_blank', '');",
    "window.open(url, '_blank', 'noopener=0,width=5');",
    "window.open('https://a.example', 'help', 'width=500');",
    "window.open('https://a.example', isOut ? '_blank' : '_self');",
    "const w = window.open('https://a.example');\nw.focus();",
    "const w = window.open(url);\nw.focus();",
    "const f = () => window.open(url, '_blank');",
    "window.open(url, 'help');",
    "function f() {\n  const w = window.open(url)\n  return w\n}",
    "let w;\nw = window.open(url);\nw.focus();",
    "return_(window.open('https://a.example'));",
    "button.addEventListener('click', () => window.open('https://a.example'));",
    { code: "window.open(url);", options: { allowReferrer: true } },
  ],
});

const vue = (template: string, script = ""): string => `${script}<template>\n  ${template}\n</template>\n`;
const inVue = (template: string, script?: string) => ({ code: vue(template, script), filename: "a.vue" });

testRule(`${id}, Vue`, rule, {
  valid: [
    inVue('<a href="https://a.example" target="_blank" rel="noreferrer">x</a>'),
    inVue(`<a :href="url" target="_blank" :rel="isOut ? 'noreferrer' : 'noreferrer ugc'">x</a>`),
    inVue('<a :href="url" :target="target">x</a>'),
    inVue('<a :href="`/a/${b}`" target="_blank">x</a>'),
    inVue('<NuxtLink to="https://a.example" target="_blank">x</NuxtLink>'),
    inVue('<a :href="url" target="_blank" v-bind="{ rel: \'noreferrer\' }">x</a>'),
    { ...inVue('<a :href="url" target="_blank" v-bind="$attrs">x</a>'), ...proven },
  ],
  invalid: [
    inVue('<a href="https://a.example" target="_blank">x</a>'),
    inVue('<a :href="url" target="_blank">x</a>'),
    inVue("<a v-bind:href=\"url\" :target=\"isOut ? '_blank' : '_self'\">x</a>"),
    inVue("<a href=https://a.example target=_blank rel=nofollow>x</a>"),
    inVue('<a :href="url" target="_blank" :rel="\'nofollow\'">x</a>'),
    inVue('<a :href="url" target="_blank" v-bind="$attrs">x</a>'),
    inVue('<v-btn href="https://a.example" target="_blank">x</v-btn>'),
    inVue('<VBtn :href="url" target="_blank" />'),
    inVue('<NuxtLink to="https://a.example" target="_blank" no-rel>x</NuxtLink>'),
    inVue('<NuxtLink to="https://a.example" target="_blank" rel="nofollow">x</NuxtLink>'),
    { ...inVue('<my-link href="https://a.example" target="_blank"/>'), options: { components: ["MyLink"] } },
    inVue("<p/>", "<script setup>\nwindow.open('https://a.example');\n</script>\n"),
  ],
});

const inSvelte = (code: string) => ({ code, filename: "a.svelte" });

testRule(`${id}, Svelte`, rule, {
  valid: [
    inSvelte('<a href="https://a.example" target="_blank" rel="noreferrer">x</a>'),
    inSvelte('<a href="/users/{id}" target="_blank">x</a>'),
    inSvelte('<a {href} target="_blank" {rel}>x</a>'),
    inSvelte("<a {href} {target}>x</a>"),
  ],
  invalid: [
    inSvelte('<a href="https://a.example" target="_blank">x</a>'),
    inSvelte('<a href="https://{host}/" target="_blank">x</a>'),
    inSvelte("<a {href} target=_blank rel=nofollow>x</a>"),
    inSvelte("<a {href} target={isOut ? '_blank' : null}>x</a>"),
    inSvelte('<a {href} target="_blank" {...rest}>x</a>'),
    inSvelte('<script>\n  import Link from "./Link.svelte";\n</script>\n<Link {href} target="_blank" />'),
    inSvelte("<button on:click={() => window.open('https://a.example', '_blank')}>x</button>"),
  ],
});

const inAstro = (template: string) => ({
  code: `---\nconst a = 1;\n---\n${template}\n`,
  filename: "a.astro",
});

testRule(`${id}, Astro`, rule, {
  valid: [
    inAstro('<a href="https://a.example" target="_blank" rel="noreferrer">x</a>'),
    inAstro("<a href=`/users/${id}` target='_blank'>x</a>"),
  ],
  invalid: [
    inAstro('<a href="https://a.example" target="_blank">x</a>'),
    inAstro("<a {href} target='_blank' rel='ugc'>x</a>"),
    inAstro("<a href={url} target=_blank rel=ugc>x</a>"),
    inAstro('<a href={url} target="_blank" {...Astro.props}>x</a>'),
  ],
});

const inAngular = (code: string) => ({ code, filename: "a.component.html" });

testRule(`${id}, Angular`, rule, {
  valid: [
    inAngular('<a href="https://a.example" target="_blank" rel="noreferrer">x</a>'),
    inAngular('<a [href]="url" target="_blank" [rel]="rel">x</a>'),
    inAngular('<a [href]="url" [target]="target">x</a>'),
    inAngular('<a routerLink="/a" target="_blank">x</a>'),
    inAngular('<a href="/a/{{ id }}" target="_blank">x</a>'),
    inAngular(
      `<a [href]="url" [attr.target]="out ? '_blank' : null" [attr.rel]="out ? 'noreferrer' : null">x</a>`,
    ),
  ],
  invalid: [
    inAngular('<a href="https://a.example" target="_blank">x</a>'),
    inAngular('<p>\n  <a *ngIf="a" [href]="url" target="_blank">x</a>\n</p>'),
    inAngular('<a href="{{ url }}" target="_blank" rel="nofollow">x</a>'),
    inAngular(`<a [href]="url" [target]="out ? '_blank' : '_self'">x</a>`),
    inAngular(`<a [href]="url" target="_blank" [attr.rel]="out ? 'noreferrer' : null">x</a>`),
    inAngular('@if (a) { <a [href]="url" target="_blank">x</a> }'),
  ],
});

const inHtml = (code: string) => ({ code, filename: "a.html" });

testRule(`${id}, HTML`, rule, {
  valid: [
    inHtml('<a href="https://a.example" target="_blank" rel="noreferrer">x</a>'),
    inHtml('<a href="/about" target="_blank">x</a>'),
    inHtml('<!-- <a href="https://a.example" target="_blank">x</a> -->'),
  ],
  invalid: [
    inHtml('<a href="https://a.example" target="_blank">x</a>'),
    inHtml("<A HREF='https://a.example' TARGET=_blank>x</A>"),
    inHtml("<a href='https://a.example' target=_blank rel=nofollow>x</a>"),
    inHtml('<a href="{{ url }}" target="_blank">x</a>'),
    inHtml('<form action="https://a.example" target="_blank"></form>'),
    inHtml('<p>\n<map><area href="https://a.example" target="_blank"></map>\n</p>'),
  ],
});

testRule(`${id}, HTML in strings`, rule, {
  valid: [
    `const a = '<a href="https://a.example" target="_blank" rel="noreferrer">x</a>';`,
    `const a = '<a href="/about" target="_blank">x</a>';`,
    'const a = `<a href="/users/${id}" target="_blank">x</a>`;',
    'const a = html`<a href=${url} target="_blank" rel=${rel}>x</a>`;',
    `const a = '<!-- <a href="https://a.example" target="_blank"> -->';`,
    `const a = '<script>"<a href=//b target=_blank>"</script>';`,
    `const a = "target=_blank";`,
    `const a = '<a target="_blank" href="' + other;`,
    `const a = "a <b && c> target=_blank";`,
    `const a = '<a href="' + url + '" target="_blank" rel="noreferrer">';`,
    "const a = `<a ${attributes}>_blank</a>`;",
    `if (a === '<a href="https://a.example" target="_blank">') b();`,
    `assert.equal(a.html, '<a href="https://a.example" target="_blank">');`,
    `expect(a).toEqual({ html: '<a href="https://a.example" target="_blank">' });`,
    `if (text.includes('<a href="' + url + '" target="_blank">')) b();`,
    `switch (a) { case '<a href="https://a.example" target="_blank">': b(); }`,
  ],
  invalid: [
    `const a = '<a href="https://a.example" target="_blank">x</a>';`,
    `const a = "<a href='https://a.example' target='_blank'>x</a>";`,
    String.raw`const a = "<a href=\"https://a.example\" target=\"_blank\">x</a>";`,
    String.raw`const a = "<a href=\"https://a.example\" target=\"_blank\" rel=\"nofollow\">x</a>";`,
    String.raw`const a = "\x3ca href=//a.example\ttarget=_blank\x3e";`,
    'const a = `<a href="${url}" target="_blank">x</a>`;',
    "const a = `<a href=${url} target=_blank>x</a>`;",
    'const a = html`<p><a href=${url} target="_blank" rel="nofollow">x</a></p>`;',
    "const a = html`<a .href=${url} target=${out ? '_blank' : '_self'}>x</a>`;",
    `const a = '<a href="' + url + '" target="_blank">' + text + '</a>';`,
    `const a = '<a target="_blank" href="' + url + '">' + text + '</a>';`,
    `const a = '<a href=' + url + ' target=' + '_blank' + '>x</a>';`,
    'const a = `<a href="${url}" target="_blank" ${attributes}>`;',
    `const a = '<a target="_blank"' + attributes + ' href="' + url + '">';`,
    'const a = `\n  <ul>\n    <li><a href="https://a.example" target="_blank">x</a></li>\n  </ul>`;',
    '@Component({ template: `<a [href]="url" target="_blank">x</a>` }) class A {}',
    `const a = t('See <a href="https://a.example" target="_blank">x</a>');`,
    `res.send('<a href="https://a.example" target="_blank">x</a>');`,
    `el.innerHTML += '<a target=_blank href=//a.example>x</a><a target=_blank href=//b.example>y</a>';`,
  ],
});
