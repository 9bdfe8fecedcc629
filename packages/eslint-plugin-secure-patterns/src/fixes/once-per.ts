/** Remembers an answer for each file: forty findings ask the same of it. */
export function oncePer<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    let known = answers.get(key);
    if (!known) answers.set(key, (known = { answer: compute(key) }));
    return known.answer;
  };
}
