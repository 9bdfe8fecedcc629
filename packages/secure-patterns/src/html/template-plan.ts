import { type AttributeKind, getAttributeKind } from "./attribute-kind.ts";
import { createScriptScanner, type ScriptScanner } from "./script-scanner.ts";

/** A value in an attribute. */
export interface AttributePlace {
  readonly in: "attribute";
  readonly kind: AttributeKind;
  readonly name: string;
  /** No value stands before it in the same attribute. */
  readonly isFirst: boolean;
  /** The attribute's literal text since its beginning or the value before. */
  readonly since: string;
  /** The attribute's literal text behind the value, up to its end or the next value. */
  readonly after: string;
  /** `name=${value}`, which may be left out. */
  readonly whole: boolean;
}

/** Where a value stands. */
export type Place =
  { readonly in: "text" } | { readonly in: "script"; readonly isJson: boolean } | AttributePlace;

export interface TemplatePlan {
  /** The literal texts; one more than there are places. */
  readonly texts: readonly string[];
  readonly places: readonly Place[];
}

type State =
  | "text"
  | "tag-open"
  | "end-tag-open"
  | "tag-name"
  | "tag"
  | "attribute-name"
  | "after-name"
  | "before-value"
  | "quoted"
  | "unquoted"
  | "markup"
  | "comment"
  | "raw";

const LETTER = /[a-zA-Z]/;
const SPACE = /[\t\n\f\r ]/;
/** Elements whose content is text in which character references count. */
const TEXT_ELEMENTS = /^(?:textarea|title)$/;
const RAW_ELEMENTS = /^(?:script|style|xmp|iframe|noembed|noframes|noscript|plaintext)$/;
const SCRIPT_TYPES = /^(?:|module|text\/javascript|application\/javascript)$/;
const JSON_TYPES = /^(?:application\/(?:[\w.+-]+\+)?json|importmap|speculationrules)$/;

/**
 * Reads the literal texts of a template as an HTML tokenizer does (WHATWG HTML, section 13.2.5) and says where each value
 * stands.
 *
 * @throws TypeError for a value where no way of writing is safe, and for a template that ends inside a tag
 */
export function planTemplate(strings: readonly string[]): TemplatePlan {
  const reader = new TemplateReader();
  const texts: string[] = [];
  const places: Place[] = [];
  strings.forEach((text, index) => {
    reader.read(text);
    const isLast = index === strings.length - 1;
    const place = isLast ? undefined : reader.place(strings[index + 1] ?? "");
    if (place !== undefined) places.push(place);
    texts.push(
      place?.in === "attribute" && place.whole
        ? text.slice(0, text.length - place.name.length - reader.cut)
        : text,
    );
  });
  reader.finish();
  return { texts, places };
}

class TemplateReader {
  /** Characters between an attribute's name and the value: the `=` and spaces around it. */
  cut = 0;
  #state: State = "text";
  #tag = "";
  #isEndTag = false;
  #attribute = "";
  #value = "";
  #hasValue = false;
  #quote = "";
  #type = "";
  /** What is read of a comment or a declaration, and of raw content's last characters. */
  #read = "";
  /** The element whose raw content is read. */
  #element = "";
  #script: ScriptScanner = createScriptScanner();

  read(text: string): void {
    for (const character of text) this.#step(character);
  }

  place(next: string): Place {
    switch (this.#state) {
      case "text":
        return { in: "text" };
      case "raw":
        return this.#placeRaw(next);
      case "before-value":
        if (next !== "" && !/^[\t\n\f\r >]/.test(next))
          return refuse("an attribute value without quotes", "put quotes around it");
        this.#state = "tag";
        return this.#placeAttribute(true, "");
      case "quoted":
        return this.#placeAttribute(false, next.split(this.#quote, 1)[0] ?? "");
      case "unquoted":
        return refuse("an attribute value without quotes", "put quotes around it");
      case "comment":
      case "markup":
        return refuse("a comment", "leave it out");
      default:
        return refuse("a tag", "only attribute values may vary");
    }
  }

  finish(): void {
    if (this.#state === "text") return;
    throw new TypeError(
      `The html template ends inside ${this.#state === "raw" ? `<${this.#element}>` : "a tag"}`,
    );
  }

  #placeAttribute(whole: boolean, after: string): Place {
    const [tag, name] = [this.#tag, this.#attribute];
    const kind = getAttributeKind(tag, name);
    if (kind === "refused") return refuse(`the ${name} attribute`, "use a class or a data- attribute");
    if (tag === "meta" && /(?:^|[\s;,])url\s*=/i.test(this.#value))
      return refuse("a refresh target", "redirect on the server");
    const place: Place = {
      in: "attribute",
      kind,
      name,
      isFirst: !this.#hasValue,
      since: this.#value,
      after,
      whole,
    };
    this.#hasValue = true;
    this.#value = "";
    return place;
  }

  #placeRaw(next: string): Place {
    if (TEXT_ELEMENTS.test(this.#element)) return { in: "text" };
    if (this.#element !== "script") return refuse(`<${this.#element}>`, "use a class or a data- attribute");
    if (JSON_TYPES.test(this.#type)) return { in: "script", isJson: true };
    if (!SCRIPT_TYPES.test(this.#type)) return refuse(`a script of type ${this.#type}`, "use JSON");
    if (!this.#script.isCode() || /^\s*["'`]/.test(next)) {
      return refuse(
        "a string, comment or regular expression of a script",
        "take the quotes away: the value brings its own",
      );
    }
    this.#script.addValue();
    return { in: "script", isJson: false };
  }

  #step(character: string): void {
    switch (this.#state) {
      case "text":
        if (character === "<") this.#state = "tag-open";
        return;
      case "tag-open":
      case "end-tag-open":
        return this.#openTag(character);
      case "markup":
        return this.#readMarkup(character);
      case "comment":
        this.#read += character;
        if (/(?:--!?>|^>|^->)$/.test(this.#read)) this.#state = "text";
        return;
      case "raw":
        return this.#readRaw(character);
      case "quoted":
        return character === this.#quote ? this.#endValue() : this.#addToValue(character);
      default:
        return character === ">" ? this.#closeTag() : this.#readTag(character);
    }
  }

  #openTag(character: string): void {
    const isEndTag = this.#state === "end-tag-open";
    if (LETTER.test(character)) {
      this.#tag = character.toLowerCase();
      this.#isEndTag = isEndTag;
      this.#type = "";
      this.#state = "tag-name";
    } else if (character === "/" && !isEndTag) {
      this.#state = "end-tag-open";
    } else if (isEndTag || character === "!" || character === "?") {
      this.#read = "";
      this.#state = "markup";
      if (isEndTag || character === "?") this.#readMarkup(character);
    } else {
      this.#state = character === "<" ? "tag-open" : "text";
    }
  }

  /** `<!--` opens a comment; other `<!…>`, `<?…>` and `</ …>` end with the next `>`. */
  #readMarkup(character: string): void {
    this.#read += character;
    if (this.#read === "--") {
      this.#read = "";
      this.#state = "comment";
    } else if (character === ">") this.#state = "text";
  }

  #readTag(character: string): void {
    const isSpace = SPACE.test(character);
    switch (this.#state) {
      case "tag-name":
        if (isSpace || character === "/") this.#state = "tag";
        else this.#tag += character.toLowerCase();
        return;
      case "attribute-name":
      case "after-name":
        return this.#readName(character, isSpace);
      case "before-value":
        this.cut++;
        return isSpace ? undefined : this.#startValue(character);
      case "unquoted":
        return isSpace ? this.#endValue() : this.#addToValue(character);
      default:
        if (!isSpace && character !== "/") this.#startName(character);
    }
  }

  #readName(character: string, isSpace: boolean): void {
    this.cut++;
    if (character === "=") this.#state = "before-value";
    else if (character === "/") this.#state = "tag";
    else if (isSpace) this.#state = "after-name";
    else if (this.#state === "after-name") this.#startName(character);
    else {
      this.#attribute += character.toLowerCase();
      this.cut = 0;
    }
  }

  #startName(character: string): void {
    this.#attribute = character.toLowerCase();
    this.#value = "";
    this.#hasValue = false;
    this.#state = "attribute-name";
    this.cut = 0;
  }

  #startValue(character: string): void {
    const isQuote = character === '"' || character === "'";
    this.#state = isQuote ? "quoted" : "unquoted";
    this.#quote = character;
    if (!isQuote) this.#addToValue(character);
  }

  #addToValue(character: string): void {
    this.#value += character;
  }

  #endValue(): void {
    if (this.#attribute === "type") this.#type = this.#value.trim().toLowerCase();
    this.#state = "tag";
  }

  #closeTag(): void {
    if (this.#state === "unquoted") this.#endValue();
    this.#state = "text";
    if (this.#isEndTag || !(RAW_ELEMENTS.test(this.#tag) || TEXT_ELEMENTS.test(this.#tag))) return;
    this.#state = "raw";
    this.#element = this.#tag;
    this.#read = "";
    this.#script = createScriptScanner();
  }

  /** Raw content ends with its own end tag only. */
  #readRaw(character: string): void {
    this.#read = (this.#read + character).slice(-this.#element.length - 3).toLowerCase();
    if (this.#element === "script") {
      this.#script.read(character);
      // In a script, `<!-- <script` makes browsers look for two end tags.
      if (this.#read.endsWith("<!--")) refuse("a script with <!--", "leave it out");
    }
    if (!this.#read.startsWith(`</${this.#element}`) || !/[\t\n\f\r />]/.test(character)) return;
    this.#isEndTag = true;
    this.#state = character === ">" ? "text" : "tag";
  }
}

function refuse(place: string, advice: string): never {
  throw new TypeError(`html cannot write a value safely into ${place}: ${advice}`);
}
