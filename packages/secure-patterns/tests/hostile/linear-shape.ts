import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** What a backtracking engine may have to try, at worst. */
interface Ways {
  /** Ways through that do not depend on how long the text is. */
  readonly fixed: number;
  /** Repetitions, one after the other, whose length is the text's to choose. */
  readonly loops: number;
}

const ONE_WAY: Ways = { fixed: 1, loops: 0 };
/** Repetitions of up to so many characters more or less are ways; longer ones are as good as endless. */
const FEW = 8;
const MOST_WAYS = 1_000;

/**
 * Whether a pattern is linear by its mere shape: tried at one place only, and with one repetition of single characters on any way
 * through it, so that a failure tries each end of that repetition once. Most patterns are, and the proof takes no time; for the others it
 * answers false, which says nothing.
 */
export function isPlainlyLinear(source: string, flags: string): boolean {
  if (/[mv]/.test(flags)) return false;
  const unicode = flags.includes("u");
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode });
  const isAnchored = pattern.alternatives.every(({ elements: [first] }) => isStart(first));
  const ways = isAnchored ? waysOfAlternatives(pattern.alternatives) : undefined;
  return ways !== undefined && ways.loops <= 1 && ways.fixed <= MOST_WAYS;
}

function isStart(element: AST.Element | undefined): boolean {
  return element?.type === "Assertion" && element.kind === "start";
}

function waysOfAlternatives(alternatives: readonly AST.Alternative[]): Ways | undefined {
  let [fixed, loops] = [0, 0];
  for (const { elements } of alternatives) {
    const ways = waysOfSequence(elements);
    if (!ways) return undefined;
    fixed += ways.fixed;
    loops = Math.max(loops, ways.loops);
  }
  return { fixed, loops };
}

function waysOfSequence(elements: readonly AST.Element[]): Ways | undefined {
  let [fixed, loops] = [1, 0];
  for (const element of elements) {
    const ways = waysOfElement(element);
    if (!ways) return undefined;
    fixed *= ways.fixed;
    loops += ways.loops;
  }
  return { fixed, loops };
}

function waysOfElement(element: AST.Element): Ways | undefined {
  switch (element.type) {
    case "Character":
    case "CharacterClass":
    case "CharacterSet":
      return ONE_WAY;
    case "Group":
    case "CapturingGroup":
      return waysOfAlternatives(element.alternatives);
    case "Assertion":
      return "alternatives" in element ? waysOfAlternatives(element.alternatives) : ONE_WAY;
    case "Quantifier":
      return waysOfQuantifier(element);
    default:
      return undefined;
  }
}

function waysOfQuantifier({ element, min, max }: AST.Quantifier): Ways | undefined {
  const ways = waysOfElement(element);
  const isCharacter = element.type.startsWith("Character");
  if (!ways || (!isCharacter && max > 1)) return undefined;
  if (!isCharacter) return { fixed: ways.fixed + 1, loops: ways.loops };
  return max - min <= FEW ? { fixed: max - min + 1, loops: 0 } : { fixed: 1, loops: 1 };
}
