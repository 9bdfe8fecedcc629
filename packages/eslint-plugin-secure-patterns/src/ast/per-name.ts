const MOST_NAMES = 20_000;

/** Answers a question about names once for each: files say the same few again and again. */
export function perName<Answer>(ask: (name: string) => Answer): (name: string) => Answer {
  let answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known as Answer;
    const answer = ask(name);
    if (answers.size >= MOST_NAMES) answers = new Map();
    // a copy: a name cut out of a file's text keeps the whole text in memory
    answers.set(` ${name}`.slice(1), answer);
    return answer;
  };
}
