const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Whether every word that was searched for stands somewhere in these texts; width and case do not matter. */
export function found(words: string, texts: readonly string[]): boolean {
  const within = folded(texts.join(' '))
  return folded(words)
    .split(/\s+/)
    .every((word) => within.includes(word))
}
