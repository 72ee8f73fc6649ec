/** Begins a cell that a spreadsheet would run: = + - @, their full-width forms, and what it skips before one. */
const formula = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u
/** So that a spreadsheet takes the file for UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * One line of a CSV file (RFC 4180) whose cells a spreadsheet shows as text: one that it would run as a formula begins
 * with an apostrophe (OWASP, "CSV Injection"; ENGINEERING S12).
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => `"${asText(String(cell)).replaceAll('"', '""')}"`).join(',')}\r\n`
}

const asText = (cell: string): string => (formula.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell)
