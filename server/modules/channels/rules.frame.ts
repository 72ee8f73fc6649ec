/** What of a read mail tells what a marketplace's buyer said. */
export interface MailFacts {
  /** The buyer's anonymised address; null for mail of the marketplace itself. */
  readonly alias: string | null
  readonly fromName: string
  readonly subject: string
  /** All of the text. */
  readonly text: string
  /** The text without quotation and signature. */
  readonly visible: string
  readonly header: (name: string) => string | undefined
}

/** What a marketplace's mail says (REQUIREMENTS "asked for" 1 and 2: one mail profile per marketplace). */
export interface MailProfile {
  /** `buyer`: words of a buyer. `copy`: of our own answer. `refused`: ours was not delivered. `notice`: of the marketplace itself. */
  readonly role: 'buyer' | 'copy' | 'refused' | 'notice'
  /** ASIN or eBay item, for questions before any order. */
  readonly itemNumber: string | null
  readonly buyerName: string | null
  /** eBay's reference, to be echoed. */
  readonly relayId: string | null
  /** The buyer's words without the marketplace's frame. */
  readonly visible: string
}

/** The lines after a line that is only one of the labels and a colon; a rest on the same line comes with them. */
export function afterLabel(lines: readonly string[], labels: readonly string[]): string[] | undefined {
  for (const [at, line] of lines.entries()) {
    // Nothing before the colon may stand in two parts of the expression: a long line of blanks took it a minute.
    const found = /^([\p{L} ]{3,40})[:：](.*)$/u.exec(line.trimStart())
    if (found?.[1] && labels.includes(found[1].trimEnd().toLowerCase()))
      return [(found[2] ?? '').trimStart(), ...lines.slice(at + 1)]
  }
  return undefined
}

/** The lines before the first that matches. */
export function cutAt(lines: readonly string[], end: RegExp): string[] {
  const at = lines.findIndex((line) => end.test(line.trim()))
  return lines.slice(0, at < 0 ? undefined : at)
}

/** A line that names an order and nothing else. */
export function namesOrderOnly(line: string): boolean {
  const found = /\b[\dD]\d{1,2}-\d{5,7}-\d{5,7}\b/.exec(line)
  return found !== null && line.replace(found[0], '').replace(/[^\p{L}]/gu, '').length <= 14
}

/** Without empty lines at the ends, and no more than one between paragraphs. */
export function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
