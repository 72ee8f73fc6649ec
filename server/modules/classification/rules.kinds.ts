import type { Features } from '../../lib/softmax.ts'
import { type Model, predict } from '../../lib/softmax.ts'
import { findPhrases, type Hit, type PhraseBook } from '../../lib/text.phrases.ts'
import type { Sentence } from '../../lib/text.reading.ts'

/** A rule of kind and sub-type: a sentence that holds all of these concepts and none of those speaks for the label. */
export interface KindRule {
  /** `kind/sub-type`. */
  readonly label: string
  readonly all: readonly string[]
  readonly none?: readonly string[]
  /** In the unit of the classifier's logarithms: 1 makes a label 2.7 times as likely. Below 0 it speaks against. */
  readonly weight: number
}

/** A phrase by which a workspace itself decides: it outweighs what the desk has shipped or learnt. */
export interface OwnRule {
  readonly id: string
  readonly label: string
  /** The language that it is for; null for all. */
  readonly language: string | null
}

/** An own rule decides against anything but another own rule. */
const OWN_WEIGHT = 40

/** One thing that spoke for the label. */
export interface Evidence {
  readonly label: string
  readonly weight: number
  /** `rule`: shipped; `own-rule`: of the workspace. */
  readonly source: 'rule' | 'own-rule'
  /** The concepts found, or the id of the workspace's rule. */
  readonly about: string
  readonly quote: string
  readonly sentence: string
}

/** A sentence with the concepts that the lexicon finds in it: looked up once, used for kind, tone and features. */
export interface ReadSentence extends Sentence {
  readonly concepts: readonly Hit<string>[]
}

/** Looks up the concepts of sentences. */
export function withConcepts(sentences: readonly Sentence[], concepts: PhraseBook<string>): ReadSentence[] {
  return sentences.map((sentence) => ({ ...sentence, concepts: findPhrases(concepts, sentence) }))
}

/** What a text is about. */
export interface KindGuess {
  readonly label: string
  /** The kind that is likeliest over all its labels, and how likely; for when no label stands out. */
  readonly kind: { readonly name: string; readonly confidence: number }
  /** 0–1. Below 0.5 a person should look. */
  readonly confidence: number
  /** The evidence for the winner, strongest first; empty when the classifier decided alone. */
  readonly evidence: readonly Evidence[]
  /** The next labels, for "was it perhaps …?". */
  readonly others: readonly { label: string; confidence: number }[]
}

/** What the subject says counts more than any sentence of the text. */
const SUBJECT_SHARE = 1.2
/** The second and further rules for a label add little: they mostly find the same thing in other words. */
const REPEATED_SHARE = 0.25
/** The classifier's certainty, as it counts beside the rules. */
const MODEL_SHARE = 1.4
/** A label that the classifier excludes may still be right. */
const LEAST_PROBABILITY = 0.002

/** Every rule that a text fulfils. The first sentence is the subject when `hasSubject`. */
export function evidenceOf(
  sentences: readonly ReadSentence[],
  hasSubject: boolean,
  rules: readonly KindRule[],
  own: PhraseBook<OwnRule>,
  language?: string,
): Evidence[] {
  return sentences.flatMap((sentence, index) => {
    const share = hasSubject && index === 0 ? SUBJECT_SHARE : 1
    const hits = sentence.concepts
    const found = new Set(hits.map(({ meaning }) => meaning))
    const shipped = rules
      .filter(({ all, none }) => all.every((one) => found.has(one)) && !none?.some((one) => found.has(one)))
      .map((rule): Evidence => {
        const told = hits.filter(({ meaning }) => rule.all.includes(meaning))
        return {
          label: rule.label,
          weight: rule.weight * share,
          source: 'rule',
          about: rule.all.join('+'),
          quote: spanOf(sentence, told),
          sentence: sentence.text,
        }
      })
    const mine = findPhrases(own, sentence)
      .filter(({ meaning }) => meaning.language === null || meaning.language === language)
      .map(
        ({ meaning, quote }): Evidence => ({
          label: meaning.label,
          weight: OWN_WEIGHT * share,
          source: 'own-rule',
          about: meaning.id,
          quote,
          sentence: sentence.text,
        }),
      )
    return [...shipped, ...mine]
  })
}

/** From the first to the last of the words found, so that the quotation reads as the buyer wrote it. */
function spanOf(sentence: Sentence, hits: readonly Hit<string>[]): string {
  const start = Math.min(...hits.map((hit) => hit.start))
  const end = Math.max(...hits.map((hit) => hit.end))
  return sentence.text.slice(start, end)
}

/** Weighs rules and classifier together. */
export function decideKind(evidence: readonly Evidence[], model: Model, features: Features): KindGuess {
  const probabilities = predict(model, features)
  const scores = new Map<string, number>()
  model.labels.forEach((label, index) => {
    scores.set(label, MODEL_SHARE * Math.log(Math.max(LEAST_PROBABILITY, probabilities[index] ?? 0)))
  })
  const byLabel = Map.groupBy(evidence, ({ label }) => label)
  for (const [label, found] of byLabel) {
    const sum = sumOf(found.map(({ weight }) => weight))
    scores.set(label, (scores.get(label) ?? MODEL_SHARE * Math.log(LEAST_PROBABILITY)) + sum)
  }
  const ranked = [...scores].sort(([, a], [, b]) => b - a)
  const most = ranked[0]?.[1] ?? 0
  const total = ranked.reduce((sum, [, score]) => sum + Math.exp(score - most), 0)
  const [best, ...others] = ranked
    .slice(0, 4)
    .map(([label, score]) => ({ label, confidence: Math.exp(score - most) / total }))
  const label = best?.label ?? ''
  const kinds = new Map<string, number>()
  for (const [name, score] of ranked) {
    const [kind = ''] = name.split('/')
    kinds.set(kind, (kinds.get(kind) ?? 0) + Math.exp(score - most) / total)
  }
  const [likeliest] = [...kinds].sort(([, a], [, b]) => b - a)
  return {
    label,
    kind: { name: likeliest?.[0] ?? '', confidence: likeliest?.[1] ?? 0 },
    confidence: best?.confidence ?? 0,
    evidence: (byLabel.get(label) ?? []).filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight),
    others,
  }
}

/** The strongest counts in full, its repetitions a little; what speaks against always counts. */
function sumOf(weights: readonly number[]): number {
  const against = weights.filter((weight) => weight < 0)
  const favour = weights.filter((weight) => weight > 0).sort((a, b) => b - a)
  const total = favour.reduce((sum, weight, index) => sum + weight * (index === 0 ? 1 : REPEATED_SHARE), 0)
  return against.reduce((sum, weight) => sum + weight, total)
}
