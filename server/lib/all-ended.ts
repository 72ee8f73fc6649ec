/**
 * What all of these come to, once none is under way any more: what one of a transaction's statements still sent after the
 * rollback would stay. Rejects with what was wrong with the first of them in the order given: in a transaction all that
 * follow a statement that failed fail too, for no other reason.
 */
export async function allEnded<const Answers extends readonly unknown[]>(
  these: readonly [...{ [At in keyof Answers]: Promise<Answers[At]> }],
): Promise<Answers> {
  await Promise.allSettled(these)
  return (await Promise.all(these)) as unknown as Answers
}
