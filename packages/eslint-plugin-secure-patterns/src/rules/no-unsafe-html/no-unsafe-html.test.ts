import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.jsx");

function suggestionsFor(code: string): string[] {
  const found = lint({
    code,
    filename: "server.jsx",
    language: javascript as never,
    rules: { "no-unsafe-html": {} },
  });
  return found.flatMap(({ suggestions = [] }) =>
    suggestions.map(({ fix }) => code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1])),
  );
}

function isReported(body: string): boolean {
  const code = `const express = require("express"); const app = express();\napp.get("/", (req, res) => {\n${body}\n});`;
  return (
    lint({ code, filename: "server.jsx", language: javascript as never, rules: { "no-unsafe-html": {} } })
      .length > 0
  );
}

describe("contexts", () => {
  it.each([
    ["text", "res.send(`<p>${req.query.q}</p>`);", true],
    ["a list, which is sent as JSON", "res.send(req.query.q.split(',').map((one) => one.trim()));", false],
    [
      "a list in a constant",
      "const all = req.query.q.split(',').map((one) => one); res.send(all.slice(1));",
      false,
    ],
    [
      "a list that a function makes",
      "function all(text) { return text.split(',').map((one) => one.trim()); } res.send(all(req.query.q));",
      false,
    ],
    ["a list that is joined", "res.send(req.query.q.split(',').map((one) => `<p>${one}`).join(''));", true],
    ["a list in a text", "res.send('<ul>' + req.query.q.split(',').map((one) => `<li>${one}`));", true],
    ["a list or a text", "res.send(all ? [req.query.q] : `<p>${req.query.q}`);", true],
    [
      "escaped for text, in an unquoted attribute",
      "res.send(`<p title=${req.query.q.replace(/[<>\"'&]/g, '')}>`);",
      true,
    ],
    [
      "quotes replaced, in a quoted attribute",
      'res.send(`<p title="${req.query.q.replace(/"/g, \'&quot;\')}">`);',
      false,
    ],
    [
      "angles replaced, in a quoted attribute",
      "res.send(`<p title=\"${req.query.q.replace(/[<>]/g, '')}\">`);",
      true,
    ],
    [
      "a member of what is written out unescaped",
      'const serialize = require("serialize-javascript"); res.send(`<script>load(${serialize({ q: req.query.q }, { unsafe: true })})</script>`);',
      true,
    ],
    [
      "a member of what is written out",
      'const serialize = require("serialize-javascript"); res.send(`<script>load(${serialize({ q: req.query.q })})</script>`);',
      false,
    ],
    ["all that a route's path holds", "res.send(req.params);", false],
    ["one piece of a route's path", "res.send(req.params.id);", true],
    ["all that a route's path holds, in a text", "res.send(`<p>${req.params}</p>`);", true],
    ["angles replaced, in text", "res.send(`<p>${req.query.q.replace(/[<>]/g, '')}</p>`);", false],
    ["one angle replaced once", "res.send(`<p>${req.query.q.replace('<', '')}</p>`);", true],
    ["a script tag removed once", "res.send(`<p>${req.query.q.replace(/<script>/gi, '')}</p>`);", true],
    ["a link's scheme", 'res.send(`<a href="${req.query.u.replace(/"/g, \'\')}">`);', true],
    [
      "an event of a stream",
      "try { res.writeHead(200, { 'Content-Type': 'text/event-stream' }); run(); } catch { res.write(`data: ${req.query.q}\\n\\n`); }",
      false,
    ],
    [
      "a page that speaks of data",
      "try { res.writeHead(200, { 'Content-Type': 'text/html' }); run(); } catch { res.write(`data: ${req.query.q}\\n\\n`); }",
      true,
    ],
    ["a picture's address", 'res.send(`<img src="${req.query.u.replace(/"/g, \'\')}">`);', false],
    ["a frame's address", 'res.send(`<iframe src="${req.query.u.replace(/"/g, \'\')}">`);', true],
    ["a picture's address, unquoted", "res.send(`<img src=${req.query.u.replace(/[<>\"'&]/g, '')}>`);", true],
    ["a link's query", 'res.send(`<a href="/search?q=${req.query.u.replace(/"/g, \'\')}">`);', false],
    ["a comment", "res.send(`<!-- ${req.query.q.replace(/[<>]/g, '')} -->`);", false],
    ["JSON in a script", "res.send(`<script>x = ${JSON.stringify(req.query)}</script>`);", true],
    [
      "JSON in a script, without <",
      "res.send(`<script>x = ${JSON.stringify(req.query).replace(/</g, '')}</script>`);",
      false,
    ],
    ["a number", "res.send(`<p>${Number(req.query.page)}</p>`);", false],
    [
      "an allow-list",
      "const { tab } = req.query; if (!['a', 'b'].includes(tab)) return; res.send(`<p>${tab}</p>`);",
      false,
    ],
    [
      "a pattern",
      "const { tab } = req.query; if (!/^\\w+$/.test(tab)) return; res.send(`<p>${tab}</p>`);",
      false,
    ],
    ["plain text", "res.type('txt'); res.send(req.query.q);", false],
    ["JSON", "res.json(req.query.q);", false],
    [
      "plain text on one way only, where it is sent",
      "if (a) { res.type('txt'); res.send(req.query.q); } else { res.type('html'); res.send('done'); }",
      false,
    ],
    [
      "plain text on the other way",
      "if (a) { res.type('txt'); res.send('done'); } else { res.send(req.query.q); }",
      true,
    ],
    ["a type that nobody knows", "res.type(typeOf(req.path)); res.send(req.query.q);", false],
    [
      "plain text set outside of the callback",
      "res.set('Content-Type', 'text/plain'); load(() => res.send(req.query.q));",
      false,
    ],
    ["replaced by a function", "res.send(req.query.q.replace(/[<>&\"']/g, (c) => CODES[c]));", false],
    ["letters replaced by a function", "res.send(req.query.q.replace(/\\w/g, (c) => CODES[c]));", true],
    ["a pattern in a variable", "const marks = /[<>]/g; res.send(req.query.q.replace(marks, ''));", false],
    ["a pattern that must not match", "if (!/[<>]/.exec(req.query.q)) res.send(req.query.q);", false],
    ["a pattern that must match", "if (/[<>]/.exec(req.query.q)) res.send(req.query.q);", true],
    ["cleaned if asked to", "res.send(raw ? req.query.q : escapeHtml(req.query.q));", false],
    [
      "one character",
      "res.send('<p>' + req.query.q.substring(0, 1) + req.query.q.slice(1, 2) + req.query.q.substr(3, 1));",
      false,
    ],
    [
      "two characters and the rest",
      "res.send('<p>' + req.query.q.substr(0, 2) + req.query.q.slice(2));",
      true,
    ],
    ["the length", "res.send('<p>' + req.params.id.length);", false],
    ["the name of an upload", "res.send('<p>' + req.file.originalname);", true],
    ["where an upload was put", "res.send(`/${req.file.path}`);", false],
    ["an object that was put away", "db.set('a', req.body); res.send(db.get('a'));", false],
    ["an object", "res.send({ q: req.query.q });", false],
    ["an object that is said to be HTML", "res.type('html'); res.send(req.body);", true],
    [
      "headers that say HTML",
      "const h = new Headers(); h.set('content-type', 'text/html'); return new Response(req.query.q, { headers: h });",
      true,
    ],
    [
      "headers that are made with it",
      "return new Response(req.query.q, { headers: new Headers({ 'Content-Type': 'text/html' }) });",
      true,
    ],
    [
      "headers of another answer",
      "const a = new Headers(), b = new Headers(); a.set('Content-Type', 'text/html'); return new Response(req.query.q, { headers: b });",
      false,
    ],
    ["a file to keep", "res.attachment('list.csv'); res.send(req.query.q);", false],
    [
      "a file to keep, whatever its type",
      "res.set({ 'Content-Disposition': 'attachment', 'Content-Type': 'text/html' }); res.send(req.query.q);",
      false,
    ],
    [
      "a file to keep, whose type is said later",
      "res.setHeader('Content-Disposition', 'attachment'); res.setHeader('Content-Type', 'text/html'); res.send(req.query.q);",
      false,
    ],
    [
      "a file to keep in an answer that is made",
      "return new Response(req.query.q, { headers: { 'Content-Type': 'text/html', 'Content-Disposition': 'attachment' } });",
      false,
    ],
    [
      "a file to show in an answer that is made",
      "return new Response(req.query.q, { headers: { 'Content-Type': 'text/html', 'Content-Disposition': 'inline' } });",
      true,
    ],
    [
      "a file to keep by headers that are made",
      "const a = new Headers(); a.set('Content-Disposition', 'attachment'); a.set('Content-Type', 'text/html'); return new Response(req.query.q, { headers: a });",
      false,
    ],
    [
      "a sheet of an office",
      "res.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'); res.send(req.query.q);",
      false,
    ],
    ["XML", "res.type('application/atom+xml'); res.send(req.query.q);", true],
    [
      "a file to keep, by its disposition",
      "res.setHeader('Content-Disposition', `attachment; filename=${name}`); res.send(req.query.q);",
      false,
    ],
    [
      "a file to keep, among other headers",
      "res.set({ 'Content-Disposition': 'attachment' }).send(req.query.q);",
      false,
    ],
    [
      "a file that is shown",
      "res.setHeader('Content-Disposition', 'inline; filename=attachment.txt'); res.send(req.query.q);",
      true,
    ],
    ["a disposition of another answer", "other.attachment('list.csv'); res.send(req.query.q);", true],
    ["what a worker sends", "new Worker('/a.js').onmessage = (e) => document.write(e.data);", false],
    ["what a window sends", "window.onmessage = (e) => document.write(e.data);", true],
    [
      "what a window of the same site sends",
      "addEventListener('message', (e) => { if (e.origin !== location.origin) return; document.write(e.data); });",
      false,
    ],
    [
      "what a window of the list sends",
      "window.onmessage = ({ origin, data }) => { if (!SITES.includes(origin)) return; document.write(data.html); };",
      false,
    ],
    [
      "what our frame sends",
      "addEventListener('message', (e) => { if (e.source === frame.contentWindow) document.write(e.data); });",
      false,
    ],
    [
      "what any window sends, as long as it says where it is",
      "addEventListener('message', (e) => { if (!e.origin) return; document.write(e.data); });",
      true,
    ],
    [
      "what any window sends, where only another use is checked",
      "addEventListener('message', (e) => { if (e.origin === location.origin) ok(); document.write(e.data); });",
      true,
    ],
    [
      "a parameter of the parsed address",
      "res.send(`<p>${new URL(req.url, 'http://a.example').searchParams.get('q')}`);",
      true,
    ],
    [
      "a parameter of an address that was written out",
      "const to = new URL(`/in?q=${req.query.q}`, 'https://a.example'); res.send(`<a href=\"${to}\">${to.href}</a>`);",
      false,
    ],
    [
      "an address that was written out, between single quotes",
      "const to = new URL(`/in/${req.query.q}`, 'https://a.example'); res.send(`<a href='${to}'>in</a>`);",
      true,
    ],
    ["the whole of an address that was written out", "res.send(`<p>${new URL(req.query.q).href}`);", true],
    [
      "a host that was parsed",
      'const to = new URL(req.query.to); res.send(`<base href="${to.protocol}//${to.host}/">`);',
      false,
    ],
    [
      "a parameter of an address that was parsed",
      "const to = new URL(req.query.to); res.send(`<p>${to.searchParams.get('q')}`);",
      true,
    ],
    ["a list by its type", "if (typeof req.query.q !== 'string') res.send('<p>' + req.query.q);", true],
    ["a text by its type", "if (typeof req.query.q === 'string') res.send('<p>' + req.query.q);", true],
    [
      "a name in a mail",
      "require('nodemailer').createTransport().sendMail({ to, html: `<p>${req.body.name}` });",
      true,
    ],
    [
      "the address that a mail goes to",
      "require('nodemailer').createTransport().sendMail({ to, html: `<p>${req.body.email}` });",
      false,
    ],
    [
      "a mail that the request writes and addresses",
      "require('nodemailer').createTransport().sendMail({ to: req.body.to, html: req.body.text });",
      false,
    ],
    [
      "the whole of a mail to somebody else",
      "require('nodemailer').createTransport().sendMail({ to: OWNER, html: req.body.text });",
      true,
    ],
    [
      "a name in a mail that the request addresses",
      "require('nodemailer').createTransport().sendMail({ to: req.body.to, html: `<p>${req.body.name}` });",
      true,
    ],
    ["the address on a page", "res.send(`<p>${req.body.email}`);", true],
    ["the name of a property", "const a = {}; a.q = req.query.q; for (const k in a) res.send(k);", false],
    [
      "the name of a property, which the program chose",
      "const a = {}; a[next()] = req.query.q; for (const k in a) res.send(k);",
      false,
    ],
    [
      "the name of a property, which the request chose",
      "const a = {}; a[req.query.q] = true; for (const k in a) res.send(k);",
      true,
    ],
    [
      "all angles replaced, as far as anybody knows",
      "res.send(req.query.q.replace(new RegExp('<|>', flags), ''));",
      false,
    ],
    ["one angle replaced by a pattern", "res.send(req.query.q.replace(new RegExp('<|>'), ''));", true],
    [
      "cleaned if asked to, after it was used",
      "let q = req.query.q; note(q); if (!raw) q = escapeHtml(q); res.send(q);",
      false,
    ],
    [
      "cleaned if a check says so",
      "let q = req.query.q; if (/<script/.test(q)) q = escapeHtml(q); res.send(q);",
      true,
    ],
    [
      "plain text that a helper sends",
      "say(res, req.query.q); function say(answer, text) { answer.setHeader('Content-Type', 'text/plain'); answer.end(text); }",
      false,
    ],
    [
      "HTML that a helper sends",
      "say(res, req.query.q); function say(answer, text) { answer.setHeader('Content-Type', 'text/html'); answer.end(text); }",
      true,
    ],
    ["a header that no link can set", "res.send(`<p>${req.get('User-Agent')}</p>`);", false],
  ])("%s", (_, body, expected) => {
    expect(isReported(body)).toBe(expected);
  });
});

describe("guesses", () => {
  it.each([
    ["a parameter nobody fills", "export function show(title) { box.innerHTML = `<b>${title}</b>`; }", true],
    [
      "a property of one",
      "export function Card(p) { return <p dangerouslySetInnerHTML={{ __html: p.html }} />; }",
      true,
    ],
    [
      "a component's own",
      "class A extends C { render() { return <p dangerouslySetInnerHTML={{ __html: this.props.html }} />; } }",
      true,
    ],
    [
      "one that is called with constants",
      "function show(title) { box.innerHTML = title; } show('a');",
      false,
    ],
    [
      "one that is named after being cleaned",
      "export function show(safeHtml) { box.innerHTML = safeHtml; }",
      false,
    ],
    [
      "one that another function hands over",
      "waterfall([(html, done) => { box.innerHTML = html; done(); }]);",
      false,
    ],
    ["what was stored clean", "box.innerHTML = (await (await fetch('/a')).json()).sanitizedHtml;", false],
    ["what was stored", "box.innerHTML = (await (await fetch('/a')).json()).note;", true],
    [
      "what a server found wrong with a field",
      "fetch('/a').then((r) => r.json()).then((answer) => { box.innerHTML = answer.errors.username[0]; });",
      false,
    ],
    [
      "a field of a list",
      "fetch('/a').then((r) => r.json()).then((answer) => { box.innerHTML = answer.users[0].username; });",
      true,
    ],
    [
      "how many there are",
      "export function show(topic) { box.innerHTML = `<b>${topic.comments}</b> comments`; }",
      false,
    ],
    ["one of them", "export function show(topic) { box.innerHTML = `<b>${topic.comment}</b>`; }", true],
    [
      "what a server has made of a text",
      "export function show(note) { box.innerHTML = `<div>${note.body_html}</div>`; }",
      false,
    ],
    ["what a notice is told", "export function showErrorBox(text) { box.innerHTML = text; }", false],
    [
      "messages of a server in a notice",
      "const showErrors = (list) => { for (const text of list) box.innerHTML += `<li>${text}`; }; fetch('/a').then((r) => r.json()).then(showErrors);",
      false,
    ],
    [
      "somebody's name in a notice",
      "const showError = (user) => { box.innerHTML = `<b>${user.bio}`; }; fetch('/a').then((r) => r.json()).then(showError);",
      true,
    ],
    [
      "an answer, when there was one",
      "$.ajax({ url: '/a', success(answer) { $('p').html(`<b>${answer.comment}`); } });",
      true,
    ],
    ["what the browser keeps", "box.innerHTML = JSON.parse(localStorage.getItem('user')).name;", false],
    [
      "what came from the address before the browser kept it",
      "localStorage.setItem('user', location.hash.slice(1)); box.innerHTML = decodeURIComponent(localStorage.getItem('user'));",
      true,
    ],
    [
      "what the browser keeps under another key",
      "localStorage.setItem('page', location.hash.slice(1)); box.innerHTML = decodeURIComponent(localStorage.getItem('user'));",
      false,
    ],
    ["one that is cleaned", "export function show(text) { box.innerHTML = escapeHtml(text); }", false],
    ["what may be an element", "export function show(node) { $('p').append(node); }", false],
    [
      "a mail",
      "const t = require('nodemailer').createTransport(); export const send = (name) => t.sendMail({ html: `<p>${name}` });",
      true,
    ],
    [
      "an attribute of a node",
      "export function show(node) { box.innerHTML = node.getAttribute('title'); }",
      true,
    ],
    [
      "a library with its version in front",
      "/* tabs 0.5.0 <https://tabs.example>, licensed under MIT */ export function show(html) { box.innerHTML = html; }",
      true,
    ],
    [
      "a person's name in what some library answers",
      "client().list().then((all) => $.each(all, (i, each) => $('td').append(`<img alt=\"${each.createdBy.displayName}\">`)));",
      true,
    ],
    [
      "the program's own text in it",
      "client().list().then((all) => $.each(all, (i, each) => $('td').append(`<p>${each.label}</p>`)));",
      false,
    ],
    [
      "a remark in it",
      "client().list().then((all) => $.each(all, (i, each) => $('td').append(`<p>${each.comment}</p>`)));",
      false,
    ],
    ["the name of who is logged in", "box.innerHTML = getSession().currentUser.username;", false],
    [
      "a picture that was drawn",
      "export const Icon = ({ svg }) => <i dangerouslySetInnerHTML={{ __html: svg }} />;",
      false,
    ],
    ["an answer", "export function show(res, name) { res.send(name); }", false],
    [
      "a character-wise escaper",
      "function escapeXml(s) { let o = ''; for (const c of s) o += c === '<' ? '&lt;' : c; return o; } box.innerHTML = escapeXml(window.name);",
      false,
    ],
    [
      "a purifier that walks the elements",
      "function sanitizeCardHtml(s) { const d = parse(s); d.querySelectorAll('*').forEach((e) => { if (BAD.has(e.tagName)) e.remove(); else e.removeAttribute('onclick'); }); return d.innerHTML || s; } box.innerHTML = sanitizeCardHtml(window.name);",
      false,
    ],
    [
      "one that takes nothing out",
      "function sanitizeCardHtml(s) { parse(s).normalize(); return s; } box.innerHTML = sanitizeCardHtml(window.name);",
      true,
    ],
    ["a purifier of another file", "box.innerHTML = sanitizeCardHtml(window.name);", false],
    ["a selector that the page holds", "$($('.tab').attr('data-target')).show();", false],
    ["an attribute that holds text", "$($('.tab').attr('data-label')).show();", true],
    ["the text of an error", "try { load(location.hash); } catch (e) { box.innerHTML = e.message; }", true],
    [
      "of one that was thrown here",
      "try { throw new Error(location.hash); } catch (e) { box.innerHTML = e.message; }",
      true,
    ],
    [
      "what a page's own text led to",
      "try { load(box.textContent); } catch (e) { box.innerHTML = e.message; }",
      false,
    ],
    ["of a request that failed", "fetch(location.hash).catch((e) => { box.innerHTML = e.message; });", false],
    ["a number by its name", "box.innerHTML = (await (await fetch('/a')).json()).totalNodes;", false],
    ["of a call that knows nothing", "try { load('x'); } catch (e) { box.innerHTML = e.message; }", false],
    ["of a promise", "load(location.hash).catch((e) => { box.innerHTML = e.message; });", true],
    ["of a callback", "load(location.hash, (error) => { box.innerHTML = error; });", true],
    [
      "an answer of another function",
      "export const show = (id) => load(id, (html) => { box.innerHTML = html; });",
      false,
    ],
    [
      "a component in a wrapper",
      "export const A = memo((p) => <p dangerouslySetInnerHTML={{ __html: p.html }} />);",
      true,
    ],
    [
      "a message to the window by its other name",
      "this.addEventListener('message', (e) => document.write(e.data));",
      true,
    ],
    ["a cookie", "box.innerHTML = document.cookie;", false],
    [
      "the result of a long chain",
      "$('p').attr('a', 'b').addClass('c').css('d', 'e').html(window.name);",
      true,
    ],
    ["the site's own host", 'box.innerHTML = `<a href="//${location.host}/x">`;', false],
    [
      "an error that is escaped",
      "try { load(location.hash); } catch (e) { box.innerHTML = escape(e); }",
      false,
    ],
    ["what is set, not asked for", "$('p').append($('<b>').attr('id', 'x').css('a', 'b'));", false],
    ["a field that is emptied", "$('p').append($('input').val('').clone(true));", false],
    ["a field that is asked", "$('p').append($('input').val());", true],
    ["what another window sends", "window.onmessage = (e) => { box.innerHTML = e.data; };", true],
    ["a function that answers markup", "$('p').html(() => location.hash.slice(1));", true],
    [
      "a token in a mail",
      "export const show = (reset_token) => { box.innerHTML = `<b>${reset_token}`; };",
      false,
    ],
    ["a plugin's option that selects", "$.fn.tabs = function (o) { $(o.target); };", true],
    ["of a plugin whose name is computed", "$.fn[NAME] = function (o) { $(o.target); };", true],
    ["an option that is markup by its name", "$.fn.tabs = function (o) { $(o.html); };", false],
    [
      "an option that is markup by default",
      "$.fn.tabs = function (o) { o = $.extend({ menu: '<hr>' }, o); $(o.menu); };",
      false,
    ],
    [
      "an option that is an element",
      "$.fn.tabs = function (o) { if (isElement(o.target)) $(o.target); };",
      false,
    ],
    [
      "an option that is a collection",
      "$.fn.tabs = function (o) { if (o.target.jquery) $(o.target); };",
      false,
    ],
    [
      "an option that is none",
      "$.fn.tabs = function (o) { if (o.target.jquery === undefined) $(o.target); };",
      true,
    ],
    ["an option with a length", "$.fn.tabs = function (o) { if (o.target.length) $(o.target); };", true],
  ])("%s", (_, code, expected) => {
    const rules = { "no-unsafe-html": { confidence: "likely" } };
    const source = `const box = document.body;\n${code}`;
    const found = lint({ code: source, filename: "page.jsx", language: javascript as never, rules });
    expect(found.length > 0).toBe(expected);
  });
});

describe("what people call themselves and say", () => {
  const source = (field: string): string =>
    `const list = document.body;\nio().on("message", (data) => { list.innerHTML += \`<li>\${data.${field}}\`; });`;
  const sureOf = (field: string): boolean =>
    lint({
      code: `import { io } from "socket.io-client";\n${source(field)}`,
      filename: "page.jsx",
      language: javascript as never,
      rules: { "no-unsafe-html": {} },
    }).length > 0;

  it.each([
    "pseudo",
    "nickname",
    "playerName",
    "user.name",
    "message.text",
    "comments[0].body",
    "product.name",
    "orders[0].shippingAddress",
  ])("%s is a user's own", (field) => expect(sureOf(field)).toBe(true));
  it("tells what a chat passes on", () => {
    const chat = (use: string): boolean =>
      lint({
        code: `const list = document.body;\nio().on("chat message", (data) => { list.innerHTML += ${use}; });`,
        filename: "page.jsx",
        language: javascript as never,
        rules: { "no-unsafe-html": {} },
      }).length > 0;
    expect([
      chat('"<li>" + data'),
      chat("`<li>${data.message}</li>`"),
      chat("`<li>${data.time}</li>`"),
    ]).toEqual([true, true, false]);
  });
  it.each(["message", "title", "name", "menu.name", "products[0].price", "status.text"])(
    "%s may be the program's",
    (field) => expect(sureOf(field)).toBe(false),
  );
});

describe("a cleaner that goes through all that it is handed", () => {
  const cleaned = (text: string): string =>
    `import express from "express"; import purify from "dompurify"; const app = express();
    function each(data) {
      if (typeof data === "string") return ${text};
      if (!data || typeof data !== "object") return data;
      return Object.keys(data).reduce((all, key) => { all[key] = each(data[key]); return all; }, {});
    }
    app.get("/", (req, res) => { const { name } = each(req.query); res.send("<b>" + name); });`;
  it.each([
    ["and cleans its texts", cleaned("purify.sanitize(data)"), 0],
    ["and leaves them as they are", cleaned("data.trim()"), 1],
  ])("%s", (_, code, expected) => {
    const rules = { "no-unsafe-html": { confidence: "likely" } };
    expect(lint({ code, filename: "a.js", language: javascript as never, rules })).toHaveLength(expected);
  });
});

describe("what a sender of mails is handed", () => {
  const sent = (handed: string): string =>
    `import express from "express"; const app = express();
    app.post("/", (req, res) => { sendEmail(${handed}); });`;
  it.each([
    ["a text that is no page", sent("`New member ${req.body.name}`"), 0],
    ["a page", sent("{ html: `<p>New member ${req.body.name}` }"), 1],
    ["a text that is a page", sent("`<p>New member ${req.body.name}`"), 1],
  ])("%s", (_, code, expected) => {
    const rules = { "no-unsafe-html": { confidence: "likely" } };
    expect(lint({ code, filename: "a.js", language: javascript as never, rules })).toHaveLength(expected);
  });
});

describe("settings that switch escaping off", () => {
  it.each([
    ["import h from 'handlebars'; res.send(h.compile(a, { noEscape: true })(b));", "likely"],
    [
      "import h from 'handlebars'; const o = { noEscape: true }; export const html = h.compile(a, o);",
      "likely",
    ],
    ["import h from 'handlebars'; export const prompt = h.compile(a, { noEscape: true });", undefined],
    [
      "import h from 'handlebars'; import { log } from './server/log'; export const prompt = h.compile(a, { noEscape: true });",
      undefined,
    ],
    ["import n from 'nunjucks'; n.configure('prompts', { autoescape: false });", undefined],
    ["import n from 'nunjucks'; n.configure('views', { autoescape: false });", "likely"],
    ["import h from 'handlebars'; h.compile(a, { noEscape });", undefined],
    ["import { compile } from 'other'; compile(a, { noEscape: true });", undefined],
    ["import m from 'mustache'; m.escape = (t) => t; reply.send(m.render(a));", "likely"],
    ["import m from 'mustache'; m.escape = (t) => String(t);", undefined],
    ["import m from 'mustache'; m.escape = () => '';", undefined],
    ["<Markdown rehypePlugins={plugins} />", undefined],
    ["angular.module('a', []).config(($sceProvider) => { $sceProvider.enabled(false); });", "proven"],
  ])("%s", (code, expected) => {
    const reported = (["proven", "likely"] as const).filter((confidence) => {
      const rules = { "no-unsafe-html": { confidence } };
      return lint({ code, filename: "a.jsx", language: javascript as never, rules }).length > 0;
    });
    expect(reported[0]).toBe(expected);
  });
});

const setup = (template: string, script = ""): string =>
  `<script setup>\nconst q = location.hash;\n${script}\n</script>\n<template>${template}</template>`;
const options = (template: string, members: string): string =>
  `<script>\nexport default { data: () => ({ q: location.hash }), ${members} };\n</script>\n<template>${template}</template>`;

describe("templates", () => {
  it.each([
    ["a.vue", setup('<p v-html="q" />'), true],
    ["a.vue", setup('<p v-html="escapeHtml(q)" />'), false],
    ["a.vue", setup('<p v-for="x in [q]" v-html="x" />'), true],
    ["a.vue", setup('<p v-for="x in [`a`]" v-html="x" />'), false],
    ["a.vue", setup('<p v-for="{ html } in posts" v-html="html" />', "const posts = [{ html: q }];"), true],
    ["a.vue", setup('<p v-html="html" />', "defineProps({ html: String });"), true],
    ["a.vue", setup('<p v-html="safeHtml" />', "defineProps({ safeHtml: String });"), false],
    ["a.vue", setup('<p v-html="line" />', 'const line = "<hr>";'), false],
    ["a.vue", options('<p v-html="q" />', ""), true],
    ["a.vue", options('<p v-html="bold" />', 'computed: { bold() { return "<b>" + this.q; } }'), true],
    ["a.vue", options('<p v-html="bold" />', "computed: { bold() { return escapeHtml(this.q); } }"), false],
    ["a.vue", options('<p v-html="bold()" />', "methods: { bold() { return this.q; } }"), true],
    ["a.vue", options('<p v-html="line" />', 'setup: () => ({ line: "<hr>" })'), false],
    ["a.svelte", "<script>\nconst q = location.hash;\n</script>\n{@html q}", true],
    ["a.svelte", "<script>\nexport let html;\n</script>\n{@html html}", true],
    ["a.svelte", "<script>\nlet { html } = $props();\n</script>\n{@html html}", true],
    ["a.svelte", '<script>\nconst q = "<hr>";\n</script>\n{@html q}', false],
    ["a.astro", '---\nconst q = Astro.url.searchParams.get("q");\n---\n<p set:html={q} />', true],
    ["a.astro", "---\nconst { html } = Astro.props;\n---\n<p set:html={html} />", true],
    ["a.astro", '---\nconst q = "<hr>";\n---\n<p set:html={q} />', false],
  ])("%s %s", async (filename, code, expected) => {
    const [language] = await languagesOf(filename);
    const rules = { "no-unsafe-html": { confidence: "likely" } };
    const found = lint({ code, filename, language: language as never, rules });
    expect(found.map(({ ruleId }) => ruleId)).toEqual(expected ? ["secure-patterns/no-unsafe-html"] : []);
  });
});

it("takes sheets for what they are put together of", () => {
  const rules = { "no-unsafe-html": { confidence: "likely" } };
  const found = (tag: string): number =>
    lint({
      code: `export const Chart = ({ markup }) => <${tag} dangerouslySetInnerHTML={{ __html: markup }} />;`,
      filename: "chart.jsx",
      language: javascript as never,
      rules,
    }).length;
  expect([found("style"), found("div")]).toEqual([0, 1]);
});

describe("records of the database", () => {
  it.each([
    ["a page", "<h1>", 1],
    ["what a machine reads", "\\n<?xml version='1.0'?><Say>", 0],
  ])("is sure of %s", (_, before, expected) => {
    const code = `const { Pool } = require("pg"); const pool = new Pool(); const app = require("express")();
app.get("/", async (req, res) => { const { rows } = await pool.query("SELECT * FROM posts"); res.send("${before}" + rows[0].title); });`;
    const rules = { "no-unsafe-html": {} };
    expect(lint({ code, filename: "server.js", language: javascript as never, rules })).toHaveLength(
      expected,
    );
  });

  const mail = (read: string, text: string): string =>
    `import { PrismaClient } from "@prisma/client"; import nodemailer from "nodemailer";
const prisma = new PrismaClient(); const mailer = nodemailer.createTransport({});
export async function notify(id) { const user = await ${read}; await mailer.sendMail({ html: \`<p>${text}</p>\` }); }`;
  const one = "prisma.user.findUnique({ where: { id } })";
  const posts =
    'const mongoose = require("mongoose"); const Post = mongoose.model("Post", new mongoose.Schema({ title: String })); const app = require("express")()';
  it.each([
    ["a name", mail(one, "${user.name}"), 1],
    ["a record of a list", mail("prisma.user.findMany()", "${user[0].bio}"), 1],
    ["an id", mail(one, "${user.id} ${user.teamId}"), 0],
    ["a date", mail(one, "${user.createdAt.toISOString()}"), 0],
    ["a number", mail(one, "${user.order_total} ${user.loginCount}"), 0],
    ["a code that was drawn", mail(one, "${user.resetToken} ${user.otp}"), 0],
    ["what was escaped", mail(one, "${escapeHtml(user.name)}"), 0],
    ["a record as it is", mail(one, "${user}"), 0],
    ["a setting of the site", mail("prisma.settings.findFirst()", "${user.title}"), 0],
    ["a setting of a user", mail("prisma.userSettings.findFirst()", "${user.title}"), 1],
    [
      "a setting, in SQL",
      'const { Pool } = require("pg"); const pool = new Pool(); const app = require("express")(); app.get("/", async (req, res) => { const { rows } = await pool.query("SELECT * FROM site_settings"); res.send("<h1>" + rows[0].title); });',
      0,
    ],
    [
      "a post, in SQL",
      'const { Pool } = require("pg"); const pool = new Pool(); const app = require("express")(); app.get("/", async (req, res) => { const { rows } = await pool.query("SELECT * FROM posts"); res.send("<h1>" + rows[0].title); });',
      1,
    ],
    ["how many there are", mail("prisma.user.count()", "${user}"), 0],
    [
      "a document, asked for by a method of the project's own",
      `${posts}; app.get("/", async (req, res) => { const post = await Post.findBySlug(req.params.slug); res.send("<h1>" + post.title); });`,
      1,
    ],
    [
      "what the project counts by itself",
      `${posts}; app.get("/", async (req, res) => { const all = await Post.summary(); res.send("<h1>" + all.total); });`,
      0,
    ],
  ])("%s", (_, code, expected) => {
    const rules = { "no-unsafe-html": { confidence: "likely" } };
    expect(lint({ code, filename: "server.js", language: javascript as never, rules })).toHaveLength(
      expected,
    );
  });
});

describe("suggestions", () => {
  it.each([
    ["a.vue", setup('<p v-html="q" />'), 'v-html="purifyHtml(q)"'],
    ["a.vue", options('<p v-html="q" />', ""), undefined],
    ["a.svelte", "<script>\nlet { html } = $props();\n</script>\n{@html html}", "{@html purifyHtml(html)}"],
    [
      "a.astro",
      "---\nconst { html } = Astro.props;\n---\n<p set:html={html} />",
      "set:html={purifyHtml(html)}",
    ],
    [
      "a.vue",
      setup('<p v-html="q" />', 'import { purifyHtml } from "secure-patterns/purify-html"; purifyHtml("");'),
      'v-html="purifyHtml(q)"',
    ],
  ])("purifies markup of a template: %s %#", async (filename, code, expected) => {
    const [language] = await languagesOf(filename);
    const find = (text: string): ReturnType<typeof lint> =>
      lint({
        code: text,
        filename,
        language: language as never,
        rules: { "no-unsafe-html": { confidence: "likely" } },
      });
    const [{ fix } = { fix: undefined }] = find(code)[0]?.suggestions ?? [];
    const fixed = fix && code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
    expect(fixed?.includes(expected ?? "") ?? false).toBe(expected !== undefined);
    expect(fixed?.match(/import \{ purifyHtml \}/g)?.length ?? 1).toBe(1);
    expect(fixed ? find(fixed) : []).toEqual([]);
  });

  it("purifies what React is told not to escape, where it stands", () => {
    const [fixed] = suggestionsFor(
      "const markup = { __html: window.name };\nexport const a = <p dangerouslySetInnerHTML={markup} />;",
    );
    expect(fixed).toContain("{ __html: purifyHtml(window.name) }");
  });
  it("escapes the one hole of a template", () => {
    const [fixed] = suggestionsFor(
      'const app = require("express")();\napp.get("/", (req, res) => res.send(`<p>${req.query.q}</p>`));',
    );
    expect(fixed).toContain("${escapeHtml(req.query.q)}");
    expect(fixed).toContain('const { escapeHtml } = require("secure-patterns");');
  });
  it("sets text instead of markup, or purifies it", () => {
    const fixed = suggestionsFor("const box = document.body;\nbox.innerHTML = window.name;");
    expect(fixed[0]).toContain("box.textContent = window.name;");
    expect(fixed[1]).toContain("box.innerHTML = purifyHtml(window.name);");
  });
  it("escapes where a text is made markup, which may be another statement", () => {
    const [fixed] = suggestionsFor(
      'const app = require("express")();\napp.get("/", (req, res) => { let html = "<ul>"; html += "<li>" + req.query.q + "</li>"; res.send(html); });',
    );
    expect(fixed).toContain('html += "<li>" + escapeHtml(req.query.q) + "</li>";');
  });
  it("leaves a plain text alone that may be shown as one elsewhere", () => {
    const [fixed] = suggestionsFor(
      'const app = require("express")();\napp.get("/", (req, res) => { const text = "Hello " + req.query.q; log(text); res.send("<p>" + text); });',
    );
    expect(fixed).toContain('res.send("<p>" + escapeHtml(text));');
  });
  it("encodes a value of a query", () => {
    const [fixed] = suggestionsFor(
      'const app = require("express")();\napp.get("/", (req, res) => res.send(`<a href="/find?q=${req.query.q}">again</a>`));',
    );
    expect(fixed).toContain("/find?q=${encodeURIComponent(String(req.query.q))}");
  });
  it("purifies what a method of a page's library takes for markup", () => {
    const [fixed] = suggestionsFor('$("#out").html(window.name);');
    expect(fixed).toContain('$("#out").html(purifyHtml(window.name));');
  });
  it("has none where escaping is not enough", () => {
    expect(
      suggestionsFor(
        'const app = require("express")();\napp.get("/", (req, res) => res.send(`<a href=${req.query.u}>`));',
      ),
    ).toEqual([]);
  });
});

it.each([
  ["findById(id)", 0],
  ["findByOwner(id)", 1],
])("believes an id by which a record was found: %s", (asked, expected) => {
  const code = `const mailer = require("nodemailer").createTransport(); const app = require("express")(); app.post("/:id", async (req, res) => {
  const { id } = req.params; const found = await plans.${asked}; if (!found) return res.sendStatus(404);
  await mailer.sendMail({ to: found.mail, html: \`<a href="https://site.example/plans/\${id}">\` }); });`;
  const rules = { "no-unsafe-html": { confidence: "proven" } };
  expect(lint({ code, filename: "server.js", language: javascript as never, rules })).toHaveLength(expected);
});

it.each([
  ["Promise<Member[]>", 0],
  ["Promise<string>", 1],
])("sends what is declared to be a list as JSON: %s", async (declared, expected) => {
  const [typescript] = await languagesOf("members.ts");
  const code = `import { Controller, Get, Param } from "@nestjs/common";
class Members { async of(slug: string): ${declared} { return "<b>" + slug; } }
@Controller() export class MembersController { constructor(private readonly members: Members) {}
  @Get(":slug") list(@Param("slug") slug: string) { return this.members.of(slug); } }`;
  const rules = { "no-unsafe-html": { confidence: "proven" } };
  expect(lint({ code, filename: "members.ts", language: typescript as never, rules })).toHaveLength(expected);
});

it("every framework's way to set the type also says that the answer is a file to keep", async () => {
  const [typescript] = await languagesOf("list.ts");
  const found = (disposition: string): number[] =>
    [
      `import type { NextApiRequest, NextApiResponse } from "next"; export default function handler(req: NextApiRequest, res: NextApiResponse) { res.setHeader("Content-Disposition", "${disposition}"); res.send(String(req.query.q)); }`,
      `import { Hono } from "hono"; const app = new Hono(); app.get("/", (c) => { c.header("content-disposition", "${disposition}"); return c.html(c.req.query("q")!); });`,
    ].map(
      (code) =>
        lint({
          code,
          filename: "pages/api/list.ts",
          language: typescript as never,
          rules: { "no-unsafe-html": { confidence: "proven" } },
        }).length,
    );
  expect([found("inline"), found("attachment; filename=list.csv")]).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

const page = (before: string, later: string): string => `
  import express from "express";
  const app = express();
  app.get("/", (req, res) => { ${before} ${later} });
`;
const addLater = (how: string): string => `store.find((row) => { list ${how}; res.json(1); });`;

it.each([
  [
    "what a callback of the other branch adds",
    page("let list = '';", `if (!req.user) { res.send(list); } else { ${addLater("+= req.query.q")} }`),
    0,
  ],
  [
    "what a callback adds once the page was sent",
    page("let list = '';", `if (!req.user) return res.send(list); ${addLater("= req.query.q")}`),
    0,
  ],
  [
    "what a callback added before",
    page("let list = '';", `${addLater("+= req.query.q")} res.send(list);`),
    1,
  ],
  [
    "what a callback of the turn before added",
    page(
      "let list = '';",
      `for (const each of names) { if (each) res.send(list); ${addLater("+= req.query.q")} }`,
    ),
    1,
  ],
  [
    "what a function that stands below adds",
    page("let list = '';", "fill(); res.send(list); function fill() { list += req.query.q; }"),
    1,
  ],
  [
    "what is read by a callback",
    page("let list = '';", `done(() => res.send(list)); ${addLater("+= req.query.q")}`),
    1,
  ],
])("tells when a callback writes to a page: %s", async (_, code, expected) => {
  const [language] = await languagesOf("page.js");
  const rules = { "no-unsafe-html": { confidence: "proven" } };
  expect(lint({ code, filename: "page.js", language: language as never, rules })).toHaveLength(expected);
});

it.each([
  [
    "the field that a layer escapes",
    'body("title").trim().escape(), (req, res) => res.send("<p>" + req.body.title)',
    0,
  ],
  [
    "one of several fields, in a list with the handler",
    '[body(["title", "text"]).escape(), (req, res) => res.send("<p>" + req.body.text)]',
    0,
  ],
  ["fields of every part", 'check("title").escape(), (req, res) => res.send("<p>" + req.query.title)', 0],
  [
    "a parameter of the route",
    'param("title").escape(), (req, res) => res.send("<p>" + req.params.title)',
    0,
  ],
  ["another field", 'body("title").escape(), (req, res) => res.send("<p>" + req.body.text)', 1],
  ["another part", 'body("title").escape(), (req, res) => res.send("<p>" + req.query.title)', 1],
  ["a field that is only trimmed", 'body("title").trim(), (req, res) => res.send("<p>" + req.body.title)', 1],
  [
    "a field that is escaped at times",
    'body("title").if(isLong).escape(), (req, res) => res.send("<p>" + req.body.title)',
    1,
  ],
])("believes what is escaped at the route: %s", async (_, layers, expected) => {
  const [language] = await languagesOf("page.js");
  const code = `import express from "express"; import { body, check, param, query } from "express-validator";
express().post("/:title", ${layers});`;
  const rules = { "no-unsafe-html": { confidence: "proven" } };
  expect(lint({ code, filename: "page.js", language: language as never, rules })).toHaveLength(expected);
});
