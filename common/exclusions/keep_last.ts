/** The function with its answers for the texts asked last: a rule's text is read once for each of its exclusions. What it throws is not kept. */
export function keepLast<Answer>(read: (text: string) => Answer, most: number): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const answer = known.has(text) ? (known.get(text) as Answer) : read(text);
    known.delete(text);
    known.set(text, answer);
    for (const [oldest] of known) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return answer;
  };
}
