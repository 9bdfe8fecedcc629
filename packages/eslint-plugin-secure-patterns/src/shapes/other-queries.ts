import type { SinkRow } from "../catalog/sink-types.ts";

/** Query languages beside SQL whose questions are written as text: an input that leaves its place there, and how that is seen. */
const LANGUAGES: Record<
  NonNullable<SinkRow["language"]>,
  (before: string) => { readonly inputs: readonly string[]; readonly leaves: RegExp }
> = {
  // `{ user(id: "${id}") { name } }`: a quote ends the text, a brace what is asked
  graphql: (before) =>
    isInText(before)
      ? { inputs: ['") { id } other: node(id: "1'], leaves: /(?<!\\)(?:\\\\)*"/ }
      : { inputs: ["id } users { password", "1) { id } users(first: 9"], leaves: /[\s{}()"]/ },
  // `name.eq.${name},mail.eq.${name}`: a comma ends the condition, a bracket the list of them; a quote, where one was opened
  postgrest: (before) =>
    isInText(before)
      ? { inputs: ['",id.gt.0,name.eq."'], leaves: /"/ }
      : { inputs: ["x,id.gt.0", "x),or(id.gt.0"], leaves: /[,()]/ },
  // `(&(uid=${name})(active=TRUE))`, RFC 4515: a star matches anything, a bracket ends the comparison
  ldap: () => ({ inputs: ["*)(uid=*", "*"], leaves: /[*()\\]/ }),
};

/**
 * What an attacker may write into a question that is no SQL.
 *
 * @param before what the text certainly holds in front of the value
 * @param pass what becomes of an input on its way to the text; `undefined` where a check stops it
 * @returns the input as the attacker sends it, or `undefined` where none leaves its place
 */
export function otherQueryAttack(
  language: NonNullable<SinkRow["language"]>,
  before: string,
  pass: (input: string) => string | undefined,
): string | undefined {
  const { inputs, leaves } = LANGUAGES[language](before);
  return inputs.find((input) => {
    const arrived = pass(input);
    return arrived !== undefined && leaves.test(arrived);
  });
}

function isInText(before: string): boolean {
  return (before.replace(/\\./g, "").split('"').length - 1) % 2 === 1;
}
