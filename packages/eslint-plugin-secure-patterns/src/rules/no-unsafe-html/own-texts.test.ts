import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("page.jsx");

function isReported(code: string): boolean {
  const rules = { "no-unsafe-html": { confidence: "likely" } };
  return lint({ code, filename: "page.jsx", language: javascript as never, rules }).length > 0;
}

describe("what a program lists and tells of itself", () => {
  const ajax = (url: string, shown: string): string =>
    `$.ajax({ url: ${url} }).done((data) => { for (const each of data.list) $("#out").append("<li>" + ${shown}); });`;
  it.each([
    ["its settings", ajax('base + "/config?detailed=true"', "each.description"), false],
    ["what users wrote", ajax('base + "/comments?detailed=true"', "each.description"), true],
    [
      "a list by its name",
      'fetch("/all").then((r) => r.json()).then((all) => { box.innerHTML = all.Countries.map((c) => "<b>" + c.Name).join(""); });',
      false,
    ],
    [
      "another list",
      'fetch("/all").then((r) => r.json()).then((all) => { box.innerHTML = all.Members.map((c) => "<b>" + c.Name).join(""); });',
      true,
    ],
    [
      "languages, of a request that has a name",
      'async function f() { const answer = await fetch("/api/languages"); const all = await answer.json(); box.innerHTML = "<b>" + all[0].name; }',
      false,
    ],
    [
      "members, of a request that has a name",
      'async function f() { const answer = await fetch("/api/members"); const all = await answer.json(); box.innerHTML = "<b>" + all[0].name; }',
      true,
    ],
    [
      "cultures, of a method that nobody knows",
      "client.getCultures().then((all) => { box.innerHTML = all.map((one) => '<b>' + one.displayName).join(''); });",
      false,
    ],
    [
      "members, of a method that nobody knows",
      "client.getMembers().then((all) => { box.innerHTML = all.map((one) => '<b>' + one.displayName).join(''); });",
      true,
    ],
    [
      "what went wrong, one by one",
      "$.get('/all', (all) => { for (const each of all) $('#out').append('<b>' + each.error + '</b>'); });",
      false,
    ],
    [
      "messages in a box for them",
      "$.get('/save', (all) => { for (const each of all) $('#out').after('<div class=\"alert alert-info\">' + each.message + '</div>'); });",
      false,
    ],
    [
      "messages in another box",
      "$.get('/chat', (all) => { for (const each of all) $('#out').after('<div class=\"line\">' + each.message + '</div>'); });",
      true,
    ],
    [
      "names in a box for messages",
      "$.get('/save', (all) => { for (const each of all) $('#out').after('<div class=\"alert alert-info\">' + each.name + '</div>'); });",
      true,
    ],
    [
      "a piece of a page",
      'fetch("/list").then((r) => r.json()).then((all) => { box.innerHTML = all.map((one) => one.html).join(""); });',
      false,
    ],
    [
      "a text of a page",
      'fetch("/list").then((r) => r.json()).then((all) => { box.innerHTML = all.map((one) => one.text).join(""); });',
      true,
    ],
  ])("%s", (_, code, expected) => {
    expect(isReported(`const box = document.body;\n${code}`)).toBe(expected);
  });
});

describe("what holds no markup", () => {
  const shown = (text: string): string =>
    `fetch("/orders").then((r) => r.json()).then((all) => { box.innerHTML = "<b>" + ${text}; });`;
  it.each([
    ["a number in digits", shown("all[0].raw[2].toFixed(2)"), false],
    ["a date", shown("all[0].sent.toLocaleDateString()"), false],
    ["a text in other letters", shown("all[0].title.toUpperCase()"), true],
    ["one of a few values", "$('#out').html('<b>' + $('input[name=period]:checked').val());", false],
    ["a value that is entered", "$('#out').html('<b>' + $('input[name=period]').val());", true],
    ["a text of the interface", "$('#out').html($('#out').attr('data-help'));", false],
    ["a pattern of a text", "$('#out').html($('#out').data('tpl-count').replace('%n', '<b>1</b>'));", false],
    ["a text of the page", "$('#out').html($('#out').attr('data-subject'));", true],
    ["the address of a tab", "$($('.tab').attr('href')).show();", false],
    ["a node of the selection", "$(window.getSelection().getRangeAt(0).endContainer).hide();", false],
    ["a node among others", "$(document.querySelector('p').childNodes[1]).hide();", false],
    ["a node of a list of nodes", "$($('p').get().map((one) => $(one))).hide();", false],
    ["lines of a text", "$($('textarea').val().split('\\n').map((line) => line.trim())).not(old);", false],
    ["a text of the page's own", "$(document.querySelector('p').textContent).hide();", true],
    ["the node at which the selection starts", "$(window.getSelection().anchorNode).hide();", false],
    ["the text of the selection", 'box.innerHTML = "<b>" + window.getSelection().toString();', true],
  ])("%s", (_, code, expected) => {
    expect(isReported(`const box = document.body;\n${code}`)).toBe(expected);
  });
});

describe("pages that were opened", () => {
  const list = (attribute: string): string =>
    `const esc = (text) => text.replace(/[&<>"']/g, (c) => CODES[c]); chrome.tabs.query({}, (tabs) => { box.innerHTML = tabs.map((tab) => '<a ${attribute}>' + esc(tab.title) + '</a>').join(""); });`;
  it.each([
    ["an address of the browser", list(`href="' + esc(tab.url) + '"`), false],
    ["a title that is not escaped", list(`title="' + tab.title + '"`), true],
  ])("%s", (_, code, expected) => {
    expect(isReported(`const box = document.body;\n${code}`)).toBe(expected);
  });
});

describe("messages of a socket", () => {
  it.each([
    ["a number", "rank", false],
    ["a text", "note", true],
  ])("%s", (_, field, expected) => {
    const code = `import { io } from "socket.io-client"; const socket = io(); socket.on("ranked", (data) => { box.innerHTML = "<b>" + data.${field}; });`;
    expect(isReported(`const box = document.body;\n${code}`)).toBe(expected);
  });
});

describe("objects with room for a lot", () => {
  it.each([
    ["the element in which jQuery searches", 'export function fill(row) { $(".name", row).hide(); }', false],
    ["the attributes of a new element", 'export const fill = (row) => $("<b>", { html: row.title });', true],
    [
      "the properties of an element, copied",
      'import { createElement } from "react"; export function make(tag, given) { const props = {}; for (const key in given) props[key] = given[key]; return createElement(tag, props); }',
      false,
    ],
    [
      "the properties of an element, handed on",
      'import { createElement } from "react"; export const make = (tag, props) => createElement(tag, props);',
      false,
    ],
    [
      "the attributes that a component is given",
      'import { h } from "vue"; export const Box = { setup: (props, context) => () => h("p", { ...context.attrs }), link: (scope, element, attrs) => h("p", { ...attrs }) };',
      false,
    ],
    [
      "markup that is set",
      'import { createElement } from "react"; export const make = (tag, html) => createElement(tag, { dangerouslySetInnerHTML: { __html: html } });',
      true,
    ],
    [
      "a mail, handed on",
      'const mailer = require("nodemailer").createTransport(); exports.send = (options) => mailer.sendMail(options);',
      false,
    ],
    [
      "the markup of a mail, which a sender is handed",
      'const mailer = require("nodemailer").createTransport(); exports.send = (to, html) => mailer.sendMail({ to, html });',
      false,
    ],
    [
      "the text of a mail",
      'const mailer = require("nodemailer").createTransport(); exports.send = (body) => mailer.sendMail({ html: body });',
      true,
    ],
    [
      "the elements that a directive's attribute names",
      'app.directive("fit", () => ({ link: (scope, element, attrs) => { angular.element(attrs.from).hide(); } }));',
      false,
    ],
    [
      "the text that a directive's attribute holds",
      'app.directive("fit", () => ({ link: (scope, element, attrs) => { element.html(attrs.text); } }));',
      true,
    ],
    [
      "what stands in front of a page",
      "export const Page = (p) => <p dangerouslySetInnerHTML={{ __html: p.prependHead }} />;",
      false,
    ],
    [
      "a sheet",
      "export const Page = (p) => <p dangerouslySetInnerHTML={{ __html: p.pageStyles }} />;",
      false,
    ],
    [
      "what somebody said",
      "export const Page = (p) => <p dangerouslySetInnerHTML={{ __html: p.transcript }} />;",
      true,
    ],
    [
      "a class",
      "export const Row = (p) => <p dangerouslySetInnerHTML={{ __html: `<b class='${p.rowClass}'>` }} />;",
      false,
    ],
    [
      "a title",
      "export const Row = (p) => <p dangerouslySetInnerHTML={{ __html: `<b title='${p.rowTitle}'>` }} />;",
      true,
    ],
  ])("%s", (_, code, expected) => {
    expect(isReported(code)).toBe(expected);
  });
});

it.each([
  ["page.js", 1],
  ["render-worker.js", 0],
  ["templateWorker.js", 0],
  ["workers/render.js", 0],
  ["networkers.js", 1],
])("believes what a page tells its worker: %s", (filename, expected) => {
  const code = 'self.onmessage = (event) => { document.body.innerHTML = "<b>" + event.data.title; };';
  const rules = { "no-unsafe-html": { confidence: "proven" } };
  expect(lint({ code, filename, language: javascript as never, rules })).toHaveLength(expected);
});

describe("what a program was given along with its own files", () => {
  it.each([
    ["by a script's tag", "box.innerHTML = document.currentScript.dataset.title;", false],
    [
      "by a tag that is kept",
      "const tag = document.currentScript; box.innerHTML = tag.getAttribute('data-title');",
      false,
    ],
    [
      "by a tag that is looked for",
      "box.innerHTML = document.querySelector('script[data-widget]').dataset.title;",
      false,
    ],
    [
      "by a tag with a name",
      "const scriptTag = document.getElementById('widget'); box.innerHTML = scriptTag.dataset.title;",
      false,
    ],
    [
      "but not by any element",
      "const transcript = document.getElementById('card'); box.innerHTML = transcript.dataset.title;",
      true,
    ],
    [
      "in a file of an extension",
      "fetch(chrome.runtime.getURL('log.json')).then((r) => r.json()).then((all) => { box.innerHTML = '<b>' + all[0].text; });",
      false,
    ],
    [
      "in an awaited one",
      "async function f() { const all = await (await fetch(browser.runtime.getURL('log.json'))).json(); box.innerHTML = '<b>' + all[0].text; }",
      false,
    ],
    [
      "but not in a file of another",
      "fetch(urlOf('log.json')).then((r) => r.json()).then((all) => { box.innerHTML = '<b>' + all[0].text; });",
      true,
    ],
    [
      "what the program counts on an element",
      "const badge = $('.badge'); const count = (badge.data('count') || 0) + 1; badge.html(count > 99 ? '99+' : count);",
      false,
    ],
    [
      "what it draws, in an attribute",
      "$('#out').html('<i id=\"' + $('.room').attr('data-room-id') + '\">');",
      false,
    ],
    ["what somebody wrote there", "$('#out').html('<i>' + $('.room').attr('data-room-topic'));", true],
    [
      "what a box for notices is told",
      "export const page = {}; page.alert = { show(options) { box.innerHTML = `<p>${options.text}</p>`; } };",
      false,
    ],
    [
      "what another box is told",
      "export const page = {}; page.card = { show(options) { box.innerHTML = `<p>${options.text}</p>`; } };",
      true,
    ],
    [
      "a cell of many",
      "const cells = $('tr').children('td').toArray(); for (const i of order) $('tr').append(cells[i]);",
      false,
    ],
    [
      "the text of a cell of many",
      "const cells = $('tr').children('td').toArray(); for (const i of order) $('tr').append('<td>' + $(cells[i]).text());",
      true,
    ],
    [
      "a word of the server in a hidden field",
      "function showNotification(text) { $('#out').html(text); } showNotification($('#flash_message').val());",
      false,
    ],
    [
      "but no other field",
      "function showNotification(text) { $('#out').html(text); } showNotification($('#nickname').val());",
      true,
    ],
    ["nor anywhere else", "$('#out').html($('#flash_message').val());", true],
    [
      "an icon as all of it",
      "fetch('/login-providers').then((r) => r.json()).then((all) => { box.innerHTML = all[0].icon; });",
      false,
    ],
    [
      "but not within markup",
      "fetch('/login-providers').then((r) => r.json()).then((all) => { box.innerHTML = '<img src=' + all[0].icon + '>'; });",
      true,
    ],
    [
      "a custom element's attribute",
      "class Card extends HTMLElement { connectedCallback() { this.innerHTML = `<b>${this.getAttribute('label')}</b>`; } }",
      true,
    ],
    [
      "a custom element's own text",
      "class Card extends HTMLElement { connectedCallback() { this.innerHTML = `<b>${this.constructor.title}</b>`; } }",
      false,
    ],
    [
      "a method that a wrapper is handed",
      "const view = { load: debounce(function () { const that = this; fetch('/notes').then((r) => r.json()).then((all) => that.show(all[0].text)); }, 300), show(text) { box.innerHTML = '<b>' + text; } };",
      true,
    ],
  ])("%s", (_, code, expected) => {
    expect(isReported(`const box = document.body;\n${code}`)).toBe(expected);
  });
});
