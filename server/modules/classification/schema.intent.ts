import { type Static, Type } from 'typebox'
import { Nullable, Words } from '../../platform/http.ts'

/**
 * What a buyer's reply to a return letter means. `unclear`: a person must read it. A buyer who does not answer at all is
 * `silent`, which no text can show.
 */
export const intents = ['insists', 'accepts', 'gives-up', 'asks', 'unclear'] as const
export type Intent = (typeof intents)[number]

/** Why a reply is read so; each code has words on the screen. */
export const intentReasons = [
  'intent.rule',
  'intent.learnt',
  'intent.nothing-said',
  'intent.mixed',
  'intent.conditional',
  'intent.restricted',
  'intent.asked',
  'intent.unsure',
] as const

export const IntentReason = Type.Object(
  {
    code: Words(intentReasons),
    about: Type.Optional(
      Type.String({ description: 'The meanings that the rule found, or the intent that was learnt.' }),
    ),
    quote: Type.Optional(Type.String({ description: 'The buyer’s own words that show it.' })),
  },
  { title: 'IntentReason' },
)
export type IntentReason = Static<typeof IntentReason>

const Confidence = Type.Number({ minimum: 0, maximum: 1 })

/** What the desk takes a reply for; a person confirms it. */
export const IntentProposal = Type.Object(
  {
    intent: Words(intents),
    confidence: Confidence,
    sentence: Nullable(Type.String({ description: 'The clause that shows it, as the buyer wrote it.' })),
    reasons: Type.Array(IntentReason),
    others: Type.Array(Type.Object({ intent: Words(intents), confidence: Confidence })),
  },
  { title: 'IntentProposal' },
)
export type IntentProposal = Static<typeof IntentProposal>
