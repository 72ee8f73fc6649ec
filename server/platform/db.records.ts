/**
 * Rows as one parameter for `jsonb_to_recordset`: one statement of one text for any number of them, so that PostgreSQL
 * plans it once. What JSON lets pass and PostgreSQL does not (halves of characters) is mended as it would be in a text
 * parameter.
 */
export function asRecords(rows: readonly object[]): string {
  const text = JSON.stringify(rows)
  // A half is written as its escape; looking for one costs a tenth of looking at each value.
  if (!halfEscaped.test(text)) return text
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
}

const halfEscaped = /\\ud[89a-f]/

/**
 * Values as one parameter for `unnest(…::text[])` and arrays of other types, in PostgreSQL's own writing: as JSON has them,
 * but for the brackets, wherever JSON escapes nothing but marks and backslashes. The driver looks through each value twice,
 * which takes a tenth of reading a large report in; what is rare is left to it.
 */
export function asArray(
  values: readonly (string | number | boolean | null)[],
): string | readonly (string | number | boolean | null)[] {
  const text = JSON.stringify(values)
  return text.includes('\\') && otherEscape.test(text) ? values : `{${text.slice(1, -1)}}`
}

/** An escape that PostgreSQL does not know: of a control character, or of half a character. Pairs before it are whole. */
const otherEscape = /(?<!\\)(?:\\\\)*\\[^"\\]/
