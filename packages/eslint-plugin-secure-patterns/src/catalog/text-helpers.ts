import type { Framework } from "./types.ts";

const DATE_FORMATS = "{format,formatISO,lightFormat}";

/** The text with other spaces or capitals, or less of it; `startCase` and its kin leave nothing but words. */
const SAME_LETTERS =
  "toLower,toUpper,lowerFirst,upperFirst,capitalize,trim,trimStart,trimEnd,truncate,padEnd,padStart";

/** Helpers that pass values through as they are: class names, patterns of dates, `printf`, copies. */
export const textHelpers: Framework = {
  name: "text-helpers",
  packages: [],
  types: {
    date: {
      from: [
        "{moment,dayjs}#()",
        "moment#{utc,unix}()",
        "date.{utc,local,tz,add,subtract}()",
        "dateAdapter.*()",
      ],
    },
    luxon: { from: ["luxon#DateTime.*()", "luxon#new DateTime", "dateAdapter.*()"], fluent: true },
    dateAdapter: { from: ["@date-io/{luxon,date-fns,moment,dayjs}#new"] },
  },
  barriers: [
    { call: "{clone,fclone,klona,just-clone,sort-keys,fast-copy}#", clears: [] },
    { call: "klona#klona", clears: [] },
    {
      call: "{extend,xtend,object-assign,deepmerge,merge-deep,lodash.merge,lodash.assign,lodash.defaults}#",
      clears: [],
      passes: ["all"],
    },
    { call: "{lodash,lodash-es,underscore}#{assign,extend,merge,defaults}", clears: [], passes: ["all"] },
    {
      call: `{lodash,lodash-es,underscore,underscore.string}#{${SAME_LETTERS}}`,
      clears: [],
      text: true,
    },
    { call: "{lodash#,lodash-es#,underscore#,global#_.}get", clears: [], passes: ["member"] },
    { call: "{lodash/get,lodash-es/get,lodash.get,dlv,just-safe-get}#", clears: [], passes: ["member"] },
    {
      call: "{lodash#,lodash-es#,underscore#,global#_.}{clone,cloneDeep,compact,uniq,sortBy,orderBy,take,drop,toArray,chain}",
      clears: [],
    },
    // `_(list).map(fn)`
    { call: "{lodash,underscore}#", clears: [] },
    { call: "global#_", clears: [] },
    { call: "{lodash/cloneDeep,lodash.clonedeep}#", clears: [] },
    // the keys are the program's own
    {
      call: "{lodash#,lodash-es#,underscore#,global#_.}pick",
      clears: ["mass-assignment", "amount", "log"],
      passes: [0],
    },
    { call: "json-cycle#{decycle,retrocycle}", clears: [] },
    { call: "{classnames,classnames/dedupe,classnames/bind,clsx}#", clears: [], passes: ["all"], text: true },
    { call: "clsx#clsx", clears: [], passes: ["all"], text: true },
    { call: "{classnames,classnames/bind}#bind()", clears: [], passes: ["all"], text: true },
    { call: `{date-fns,date-fns/esm}#${DATE_FORMATS}`, clears: [], passes: [1], text: true },
    { call: `date-fns/fp#${DATE_FORMATS}`, clears: [], passes: [0], text: true },
    { call: "dateformat#", clears: [], passes: [1], text: true },
    { call: "date.format", clears: [], passes: [0], text: true },
    { call: "luxon.toFormat", clears: [], passes: [0], text: true },
    { call: "dateAdapter.formatByString", clears: [], passes: [1], text: true },
    {
      call: "serialize-javascript#",
      if: { arg: 1, at: ["unsafe"], is: ["true"] },
      clears: [],
      text: true,
    },
    { call: "serialize-javascript#", clears: ["html"], text: true },
    { call: "{printf,sprintf,util-format}#", clears: [], passes: ["all"], text: true },
    { call: "sprintf-js#{sprintf,vsprintf}", clears: [], passes: ["all"], text: true },
  ],
};

/** Methods that answer with a text, whatever has them; what came as JSON has no methods, and calling them throws. */
export const MAKES_TEXT: RegExp =
  /^to(?:Hex|ISO|UTC|Date|Time|Locale|LocaleDate|LocaleTime)String$|^toFixed$|^toPrecision$/;

/** Methods that only numbers and dates have, and what they answer is written in digits and names of months. */
export const MAKES_NUMBERS: RegExp =
  /^to(?:Fixed|Precision|Exponential|(?:ISO|UTC|Date|Time|LocaleDate|LocaleTime)String)$|^get(?:UTC)?(?:Time|FullYear|Month|Date|Day|Hours|Minutes|Seconds)$/;
