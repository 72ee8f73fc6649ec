import type { Model } from '../../lib/softmax.ts'
import { makePhraseBook } from '../../lib/text.phrases.ts'
import { excerpt } from '../../lib/text.ts'
import { ownWords } from './rules.capitals.ts'
import { featuresOfSentences } from './rules.features.ts'
import { type IntentBook, readClauses } from './rules.intent.reading.ts'
import { decideKind, type Evidence, evidenceOf, type KindRule, type ReadSentence } from './rules.kinds.ts'
import { type Intent, type IntentProposal, type IntentReason, intents } from './schema.intent.ts'

/** All that a reply is read with: books by language, rules, and what was learnt from labelled replies. */
export interface IntentModel {
  readonly books: ReadonlyMap<string, IntentBook>
  readonly rules: readonly KindRule[]
  readonly model: Model
}

/** These end or book a return, so they are proposed only when nothing speaks against them (R5–R7). */
const decisive: ReadonlySet<Intent> = new Set(['accepts', 'gives-up'])
const DECISIVE_CONFIDENCE = 0.85
const CONFIDENCE = 0.55
/** Without a rule that shows it, learnt words must be this sure. */
const LEARNT_CONFIDENCE = 0.85
/** A decisive intent gives way to a clause that perhaps insists, when that is at least so likely. */
const PERHAPS_INSISTS = 0.25
/** Longer replies are judged by their beginning. */
const READ_CHARACTERS = 6_000
const MOST_CLAUSES = 40

/** "OK" alone may only say that the letter came. */
const courtesy = 'yes'

const noOwnRules = makePhraseBook<never>([])

interface Judged {
  readonly clause: ReadSentence
  readonly intent: Intent
  readonly confidence: number
  readonly scores: Readonly<Record<Intent, number>>
  readonly evidence: readonly Evidence[]
}

/**
 * What a buyer's reply to a return letter means (R5–R7; PRODUCT.md “Returns”): they insist on sending it back or on the full
 * refund, accept what the letter offers, give the return up, ask something first; or it is unclear and a person must read it.
 * Pure. Quotations and signature do not count. `accepts` and `gives-up` are never proposed from a clause that asks or sets a
 * condition, nor beside one that insists.
 *
 * @param language ISO 639-1; a language without a book is read as English and mostly found unclear
 */
export function intentOf(text: string, language: string, known: IntentModel): IntentProposal {
  const book = known.books.get(language) ?? known.books.get('en')
  if (!book) throw new Error('the intents have no books')
  const clauses = readClauses(ownWords(text.slice(0, 5 * READ_CHARACTERS)).slice(0, READ_CHARACTERS), book)
  const judged = clauses
    .filter(({ tokens }) => tokens.length > 0)
    .slice(0, MOST_CLAUSES)
    .map((clause) => judge(clause, known))
  return decide(judged)
}

function judge(clause: ReadSentence, { rules, model }: IntentModel): Judged {
  const found = evidenceOf([clause], false, rules, noOwnRules)
  const guess = decideKind(found, model, featuresOfSentences([clause]))
  const all = [{ label: guess.label, confidence: guess.confidence }, ...guess.others]
  const scores = Object.fromEntries(
    intents.map((intent) => [intent, all.find(({ label }) => label === intent)?.confidence ?? 0]),
  ) as Record<Intent, number>
  const intent = guess.label as Intent
  return { clause, intent, confidence: guess.confidence, scores, evidence: guess.evidence }
}

/** Whether a clause holds a meaning. */
function holds({ clause }: Judged, meaning: string): boolean {
  return clause.concepts.some((hit) => hit.meaning === meaning)
}

/** The clauses weighed against each other. */
function decide(judged: readonly Judged[]): IntentProposal {
  const best = bestOf(judged)
  if (!best.accepts && !best['gives-up'] && !best.insists && !best.asks) return unclear('nothing-said', judged)
  const { insists, accepts, asks } = best
  const givesUp = best['gives-up']
  const decided = withCompromise(accepts, givesUp)
  if (insists && (accepts || givesUp)) return unclear('mixed', judged)
  if (insists && !(asks && weighs(asks, insists))) return proposal('insists', insists, judged)
  if (!decided && asks) return proposal('asks', asks, judged)
  if (!decided) return unclear('mixed', judged)
  if (asks && !(decided.intent === 'accepts' && holds(asks, 'logistic'))) return proposal('asks', asks, judged)
  return bookable(decided, judged)
}

/** A question that a rule shows outweighs an insistence that was only learnt: "I don't understand, what shall I do?" */
function weighs(asks: Judged, insists: Judged): boolean {
  return asks.evidence.length > 0 && insists.evidence.length === 0
}

/** Keeping it for a part of the money is accepting; otherwise both at once are a contradiction. */
function withCompromise(accepts: Judged | undefined, givesUp: Judged | undefined): Judged | undefined {
  if (!accepts || !givesUp) return accepts ?? givesUp
  return holds(accepts, 'part') || holds(accepts, 'replace') ? accepts : undefined
}

function bookable(found: Judged, judged: readonly Judged[]): IntentProposal {
  if (judged.some((one) => holds(one, 'if'))) return unclear('conditional', judged)
  if (judged.some((one) => holds(one, 'but'))) return unclear('restricted', judged)
  if (holds(found, 'question') || holds(found, 'ask')) return unclear('asked', judged)
  if (!found.evidence.some(({ about }) => about !== courtesy) || holds(found, 'past')) return unclear('unsure', judged)
  if (found.confidence < DECISIVE_CONFIDENCE) return unclear('unsure', judged)
  if (judged.some(({ scores }) => scores.insists >= PERHAPS_INSISTS)) return unclear('unsure', judged)
  return proposal(found.intent, found, judged)
}

/** The clause that shows each intent best. What is below its bound shows nothing. */
function bestOf(judged: readonly Judged[]): Partial<Record<Intent, Judged>> {
  const best: Partial<Record<Intent, Judged>> = {}
  for (const one of judged) {
    if (one.confidence < (one.evidence.length > 0 || isDecisive(one.intent) ? CONFIDENCE : LEARNT_CONFIDENCE)) continue
    if ((best[one.intent]?.confidence ?? 0) < one.confidence) best[one.intent] = one
  }
  return best
}

function proposal(intent: Intent, found: Judged, judged: readonly Judged[]): IntentProposal {
  const [told] = found.evidence
  const reason: IntentReason = told
    ? { code: 'intent.rule', about: told.about, quote: excerpt(told.quote) }
    : { code: 'intent.learnt', about: intent }
  return {
    intent,
    confidence: round(found.confidence),
    sentence: excerpt(found.clause.text, 300),
    reasons: [reason],
    others: othersOf(judged, intent),
  }
}

/** A person must read it: why, and what it might be. The sentence is the one that says most. */
function unclear(
  code: 'nothing-said' | 'mixed' | 'conditional' | 'restricted' | 'asked' | 'unsure',
  judged: readonly Judged[],
): IntentProposal {
  const others = othersOf(judged, 'unclear')
  const telling = [...judged].sort((a, b) => a.scores.unclear - b.scores.unclear)[0]
  return {
    intent: 'unclear',
    confidence: round(Math.min(1, Math.max(0, 1 - (others[0]?.confidence ?? 0)))),
    sentence: telling ? excerpt(telling.clause.text, 300) : null,
    reasons: [{ code: `intent.${code}` }],
    others,
  }
}

/** What else it might be, the likeliest first. */
function othersOf(judged: readonly Judged[], taken: Intent): IntentProposal['others'] {
  return intents
    .filter((intent) => intent !== taken && intent !== 'unclear')
    .map((intent) => ({ intent, confidence: round(Math.max(0, ...judged.map(({ scores }) => scores[intent]))) }))
    .filter(({ confidence }) => confidence >= 0.05)
    .sort((a, b) => b.confidence - a.confidence)
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}

/** Whether a wrong proposal of it would end or book a return. */
export function isDecisive(intent: Intent): boolean {
  return decisive.has(intent)
}
