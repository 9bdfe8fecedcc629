import LuxonAdapter from "@date-io/luxon";
import MomentAdapter from "@date-io/moment";
import classNames from "classnames";
import bindClasses from "classnames/bind";
import { clsx } from "clsx";
import clone from "clone";
import { format } from "date-fns";
import { format as formatFp } from "date-fns/fp";
import dateformat from "dateformat";
import dayjs from "dayjs";
import { decycle } from "json-cycle";
import { klona } from "klona";
import deepmerge from "deepmerge";
import cloneAll from "lodash.clonedeep";
import getIn from "lodash.get";
import wrap from "underscore";
import { get, merge, pick, truncate, uniq } from "lodash-es";
import { DateTime } from "luxon";
import printf from "printf";
import serialize from "serialize-javascript";
import { sprintf } from "sprintf-js";

const box = document.body;
const text = window.name; // $ source browser
const today = new Date();

box.innerHTML = clone({ text }).text; // $ barrier $ sink html
box.innerHTML = klona({ text }).text; // $ barrier $ sink html
box.innerHTML = deepmerge({}, { text }).text; // $ barrier $ sink html
box.innerHTML = merge({}, { text }).text; // $ barrier $ sink html
box.innerHTML = get({ a: { text } }, "a.text"); // $ barrier $ sink html
box.innerHTML = get({ a: { text, other: "" } }, "a.other"); // safe
box.innerHTML = get({ a: {} }, ["a", "text"], text); // $ barrier $ sink html
box.innerHTML = getIn({ a: [{ text }] }, "a[0].text"); // $ barrier $ sink html
box.innerHTML = uniq([text])[0] ?? ""; // $ barrier $ sink html
box.innerHTML = cloneAll({ text }).text; // $ barrier $ sink html
box.innerHTML = pick({ text }, ["text"]).text; // $ barrier $ sink html
box.innerHTML = serialize(text, { unsafe: true }); // $ barrier $ sink html $ sink unescaped
box.innerHTML = serialize(text); // $ barrier safe
box.innerHTML = truncate(text, { length: 200 }); // $ barrier $ sink html
box.innerHTML = decycle({ text }).text; // $ barrier $ sink html
box.innerHTML = `<p class="${classNames(text)}">`; // $ barrier $ sink html
box.innerHTML = `<p class="${bindClasses.bind({})(text)}">`; // $ barrier $ sink html
box.innerHTML = `<p class="${clsx(text)}">`; // $ barrier $ sink html
box.innerHTML = format(today, text); // $ barrier $ sink html
box.innerHTML = format(text, "yyyy"); // $ barrier safe
box.innerHTML = formatFp(text)(today); // $ barrier $ sink html
box.innerHTML = dateformat(today, text); // $ barrier $ sink html
box.innerHTML = dayjs(text).format("YYYY"); // $ barrier safe
box.innerHTML = printf("<p>%s</p>", text); // $ barrier $ sink html
box.innerHTML = sprintf("<p>%s</p>", text); // $ barrier $ sink html
box.innerHTML = DateTime.now().plus({ years: 1 }).toFormat(text); // $ barrier $ sink html
box.innerHTML = DateTime.now().toFormat("yyyy"); // safe
const adapter = new MomentAdapter();
box.innerHTML = adapter.formatByString(adapter.date(), text); // $ barrier $ sink html
box.innerHTML = adapter.formatByString(adapter.date(text), "yyyy"); // $ barrier safe
box.innerHTML = adapter.date("2020-06-21").format(text); // $ barrier $ sink html
box.innerHTML = new LuxonAdapter().date().toFormat(text); // $ barrier $ sink html

const bold = (item: string): string => `<b>${item}</b>`;
const list = [window.name]; // $ source browser
box.innerHTML = _(list).map(bold).join(""); // $ barrier $ sink html
box.innerHTML = wrap(list).map(bold).join(""); // $ barrier $ sink html
