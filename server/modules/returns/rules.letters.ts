import type { ReturnPolicy, TemplateCategory } from './schema.ts'

/** What a letter of these groups promises every policy has yet to decide: whether goods come back, what is given or sent for them. */
const promising: ReadonlySet<TemplateCategory> = new Set(['return', 'refund', 'item', 'solution'])

/** The letters that a policy writes itself, by their keys: of a parcel that is late, a piece sent anew, a changed order. */
export const lettersWritten = ({ nodes }: Pick<ReturnPolicy, 'nodes'>): string[] =>
  Object.values(nodes).flatMap((node) =>
    (node.kind === 'letter' || node.kind === 'act') && node.template !== undefined ? [node.template] : [],
  )

interface AskedLetter {
  readonly key: string
  readonly category: TemplateCategory
}

/** Those of some letters, by their keys, that an open return writes or decides on; what must be known it asks itself. */
export function decidedLetters(letters: readonly AskedLetter[], policy: Pick<ReturnPolicy, 'nodes'>): string[] {
  const written = new Set(lettersWritten(policy))
  return letters
    .filter(({ key, category }) => promising.has(category) || category === 'investigation' || written.has(key))
    .map(({ key }) => key)
}

/** Those that a return still to begin would decide: all that promise something. Letters that only ask may go before it begins. */
export const decidedBeforehand = (letters: readonly AskedLetter[]): string[] =>
  letters.filter(({ category }) => promising.has(category)).map(({ key }) => key)
