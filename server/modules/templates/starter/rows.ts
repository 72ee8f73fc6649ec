import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { StarterLetter, StarterPhrases } from '../schema.starter.ts'
import acknowledge from './letters/acknowledge.json' with { type: 'json' }
import apology from './letters/apology.json' with { type: 'json' }
import claim from './letters/claim.json' with { type: 'json' }
import closing from './letters/closing.json' with { type: 'json' }
import delivery from './letters/delivery.json' with { type: 'json' }
import investigation from './letters/investigation.json' with { type: 'json' }
import item from './letters/item.json' with { type: 'json' }
import order from './letters/order.json' with { type: 'json' }
import product from './letters/product.json' with { type: 'json' }
import progress from './letters/progress.json' with { type: 'json' }
import refund from './letters/refund.json' with { type: 'json' }
import returns from './letters/return.json' with { type: 'json' }
import review from './letters/review.json' with { type: 'json' }
import solution from './letters/solution.json' with { type: 'json' }
import phrases from './phrases.json' with { type: 'json' }

const files: readonly unknown[][] = [
  acknowledge,
  order,
  delivery,
  product,
  apology,
  investigation,
  progress,
  solution,
  refund,
  item,
  returns,
  claim,
  review,
  closing,
]

/** The letters that every workspace begins with, in the order of the screen. */
export const shippedLetters = (): StarterLetter[] => Value.Parse(Type.Array(StarterLetter), files.flat())

/** The phrases that every workspace begins with. */
export const shippedPhrases = (): StarterPhrases[] => Value.Parse(Type.Array(StarterPhrases), phrases)

/** The paragraphs of a shipped text as one letter. */
export const wholeText = (paragraphs: readonly string[]): string => paragraphs.join('\n\n')
