/**
 * Rows as one parameter for `jsonb_to_recordset`: one statement of one text for any number of them, so that PostgreSQL
 * plans it once. What JSON lets pass and PostgreSQL does not (halves of characters) is mended as it would be in a text
 * parameter.
 */
export const asRecords = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
