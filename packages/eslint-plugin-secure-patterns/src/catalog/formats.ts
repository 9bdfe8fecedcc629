/**
 * What schemas say of the texts that they let through, by the names that the libraries agree on: `z.uuid()`, `v.uuid()`,
 * `Joi.string().guid()`, `@IsUUID()`. A pattern allows at least what the libraries allow; a test holds them against each other. A
 * text that is only a URL is none of these, since it may lead anywhere; nor is what some versions of a library look at in part alone:
 * the first part of a `jwt`, the first letter of a `cuid`.
 */
export interface FormatRow {
  readonly names: RegExp;
  readonly pattern: string;
}

export const formats: readonly FormatRow[] = [
  { names: /^(?:uu|gu)id(?:v\d)?$/i, pattern: "^[\\w{}()[\\]-]+$" },
  {
    names:
      /^(?:cuid2|ulid|nano_?id|xid|ksuid|object_?id|mongo_?id|hex|hexadecimal|alphanum|alphanumeric|alpha|slug)$/i,
    pattern: "^[\\w-]*$",
  },
  {
    names: /^(?:digits|numeric|e164|imei|decimal|number_?string|boolean_?string|port)$/i,
    pattern: "^[\\w+.-]*$",
  },
  { names: /^email$/i, pattern: "^[\\w.!#$%&'*+/=?^`{|}~\\u0080-\\uffff-]+@[\\w.\\u0080-\\uffff-]+$" },
  {
    names:
      /^(?:date_?-?time|iso_?(?:date|date_?time|time|time_?second|timestamp|week|8601|8601_?date)|time|duration|iso_?duration|date_?string)$/i,
    pattern: "^[\\dTtZzPYMWDHS :.,+-]+$",
  },
  {
    names: /^(?:ip|ipv4|ipv6|cidrv?[46]?|mac)$/i,
    pattern: '^(?:[\\da-fA-F.:-]+|v[\\da-f]+\\.[^/<>"]+)(?:/\\d+)?$',
  },
];

/** Calls that ask for something else than a text, in a chain, a pipe or by themselves. */
export const scalars: RegExp =
  /^(?:number|int|int32|uint32|int64|float32|float64|bigint|boolean|bool|accepted|date|stringbool|integer|safeInteger|finite|Number|Integer|Boolean|BigInt|Date)$/;
/** Calls that ask for a text. */
export const texts: RegExp =
  /^(?:string|str|String|text|email|uuid|guid|url|uri|cuid|cuid2|ulid|nanoid|base64|jwt|ip|ipv4|ipv6|cidr|emoji|iso)$/;
/** What lets through fields that it does not name, or makes something else of them. */
export const opens: RegExp = /^(?:passthrough|catchall|loose|looseObject|unknown|record|any)$/;
/** Calls of a schema, or with one, that answer with what was checked. */
export const gives: RegExp =
  /^(?:parse|parseAsync|safeParse|safeParseAsync|validate|validateAsync|validateSync|attempt|assert|cast|mask|decode)$/;
/** How a check of one field of a body begins: `body("name").trim()`. */
export const bodyChains: RegExp = /^(?:body|check)$/;
/** Calls that ask for one of some words. */
export const words: RegExp =
  /^(?:enum|nativeEnum|enums|picklist|literal|oneOf|valid|only|equal|Enum|Literal|in)$/;
/** Calls that ask for a text of a pattern. */
export const patterns: RegExp = /^(?:regex|matches|pattern|RegExp|regexp)$/;
/** Options of a call that says the same: `Type.String({ format: "uuid" })`; with a pattern of its own, a format's name says nothing. */
export const options: { readonly format: string; readonly pattern: string } = {
  format: "format",
  pattern: "pattern",
};

/** How schemas are made of others. */
export const makers: Readonly<
  Record<"object" | "list" | "record" | "same" | "either" | "all" | "fields" | "items" | "changes", RegExp>
> = {
  object: /^(?:object|strictObject|looseObject|interface|Object|type|keys|shape)$/,
  list: /^(?:array|Array|list|set)$/,
  record: /^(?:record|Record|map)$/,
  /** The schema in the first argument, as it is or with nothing allowed beside it. */
  same: /^(?:optional|nullable|nullish|exactOptional|Optional|readonly|Readonly|nonoptional|nonNullable|undefinedable|fallback|partial|Partial|required|Required|lazy|strict|compile|create|withDefaults|defaulted|attempt|brand)$/,
  either: /^(?:union|Union|alternatives|or|variant)$/,
  all: /^(?:pipe|and|intersection|intersect|Intersect|concat)$/,
  /** More fields, after which those of the same name do not count. */
  fields: /^(?:extend|safeExtend|merge|shape|keys|append|assign|augment)$/,
  items: /^(?:of|items)$/,
  /** What comes after is another value. */
  changes:
    /^(?:transform|preprocess|codec|overwrite|when|cast|rawTransform|transformAsync|parseJson|stringifyJson)$/,
};

/** Decorators of class-validator that allow no more than these formats do. */
export const narrowDecorators: RegExp =
  /^Is(?:Boolean|BooleanString|In|Enum|Int|Number|NumberString|Numeric|Decimal|Positive|Negative|Date|DateString|ISO\w*|UUID|MongoId|Hexadecimal|Alpha|Alphanumeric|Locale|Currency|Port|SemVer|TimeZone|HexColor|DivisibleBy|Latitude|Longitude|IP|MilitaryTime)$|^(?:Min|Max)$/;
