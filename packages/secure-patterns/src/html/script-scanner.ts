/** Follows the literal text of a script far enough to know whether a value stands in code. */
export interface ScriptScanner {
  read(character: string): void;
  /** A value was written: it counts as an operand. */
  addValue(): void;
  /** Whether the next character is code: not part of a string, a comment or a regular expression. */
  isCode(): boolean;
}

type Mode = "code" | "'" | '"' | "`" | "line-comment" | "block-comment" | "regexp" | "unclear";

/** After these a slash opens a regular expression; after a name or a number it divides. */
const BEFORE_REGEXP =
  /(?:^|[(,=:[!&|?{;+\-*%~^<>]|\b(?:return|typeof|case|in|of|delete|void|throw|new|do|else))$/;
const KEPT = 24;

export function createScriptScanner(): ScriptScanner {
  let mode: Mode = "code";
  /** The end of the code so far. */
  let code = "";
  let previous = "";
  let isEscaped = false;
  let isInClass = false;

  const resolveSlash = (character: string): boolean => {
    previous = "";
    if (character === "/" || character === "*") mode = character === "/" ? "line-comment" : "block-comment";
    else if (BEFORE_REGEXP.test(code.trimEnd())) {
      mode = "regexp";
      isInClass = false;
      readRegexp(character);
      // `if (x) /a"b/.test(y)` or `(a) / b`: only a parser could tell.
    } else if (/[)}]$/.test(code.trimEnd())) mode = "unclear";
    return mode !== "code";
  };

  const readCode = (character: string): void => {
    if (previous === "/" && resolveSlash(character)) return;
    previous = character;
    if (character === '"' || character === "'" || character === "`") mode = character;
    else if (character !== "/") code = (code + character).slice(-KEPT);
  };

  const readRegexp = (character: string): void => {
    if (isEscaped) isEscaped = false;
    else if (character === "\\") isEscaped = true;
    else if (character === "[") isInClass = true;
    else if (character === "]") isInClass = false;
    else if (character === "/" && !isInClass) endOperand();
  };

  const readString = (character: string): void => {
    if (isEscaped) isEscaped = false;
    else if (character === "\\") isEscaped = true;
    // Code inside a template literal may hold further literals.
    else if (mode === "`" && previous === "$" && character === "{") mode = "unclear";
    else if (character === mode) endOperand();
    previous = character;
  };

  const readBlockComment = (character: string): void => {
    if (previous === "*" && character === "/") mode = "code";
    previous = mode === "code" ? "" : character;
  };

  const endOperand = (): void => {
    mode = "code";
    code = "x";
    previous = "";
  };

  return {
    read(character) {
      if (mode === "code") readCode(character);
      else if (mode === "regexp") readRegexp(character);
      else if (mode === "block-comment") readBlockComment(character);
      else if (mode === "line-comment") mode = /[\n\r\u2028\u2029]/.test(character) ? "code" : mode;
      else if (mode !== "unclear") readString(character);
    },
    addValue: endOperand,
    isCode: () => mode === "code" && previous !== "/",
  };
}
