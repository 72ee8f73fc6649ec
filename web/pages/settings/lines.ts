/** The entries of a text that holds one on each line; blanks and repetitions do not count. */
export const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean)
