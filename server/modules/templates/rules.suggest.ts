import type { LetterLanguage, Template, TemplateFigures } from './schema.ts'

/** What a letter is wanted for. */
export interface Occasion {
  readonly kind: string | null
  readonly subType?: string | null | undefined
  readonly stage?: string | null | undefined
  readonly language: string | null
}

type Candidate = Pick<Template, 'key' | 'kinds' | 'topics' | 'stage' | 'languages' | 'figures'>

/** A letter with how well it fits; `language` is the one it would be sent in. */
export interface Ranked<Item extends Candidate> {
  readonly template: Item
  /** How well it fits what the buyer writes about, the kind of ticket, the stage and the language; 0 to 78. */
  readonly fit: number
  /** It is about what the buyer writes about, and not only fit for such a ticket. */
  readonly onTopic: boolean
  readonly language: LetterLanguage
}

/**
 * The letters that fit an occasion, best first. What the buyer writes about counts most, then the kind of ticket, then
 * where in the flow it stands, then the language; among letters that fit alike the one that settles more tickets and is
 * used more.
 */
export function rank<Item extends Candidate>(templates: readonly Item[], occasion: Occasion): Ranked<Item>[] {
  return templates
    .flatMap((template) => {
      const language = languageFor(template, occasion.language)
      if (!language) return []
      const speaks = occasion.language === null || language === occasion.language
      const topic = topicFit(template.topics, occasion.subType ?? null)
      const fit =
        topic * 40 +
        (occasion.kind && template.kinds.some((kind) => kind === occasion.kind) ? 20 : 0) +
        (occasion.stage && template.stage === occasion.stage ? 10 : 0) +
        (speaks ? 8 : 0)
      // Half the words of a topic are shared by chance: `order-status` and `refund-status`.
      return [{ template, fit, onTopic: topic > 0.4, language }]
    })
    .sort(
      (one, other) =>
        other.fit - one.fit ||
        provenIn(other.template) - provenIn(one.template) ||
        (one.template.key < other.template.key ? -1 : 1),
    )
}

/** How well a letter has done so far: what it settled, and a little for how often it was chosen. */
const provenIn = ({ figures }: Candidate): number =>
  settledShare(figures) * 6 + Math.min(4, Math.log10(1 + figures.uses))

/** The language a letter would be sent in: the wanted one, English, or the first there is; none when unpublished. */
function languageFor(template: Candidate, wanted: string | null): LetterLanguage | undefined {
  const published = template.languages.filter(({ published }) => published !== null).map(({ language }) => language)
  return (
    published.find((language) => language === wanted) ?? published.find((language) => language === 'en') ?? published[0]
  )
}

/** 1 for the same topic, part of 1 for shared words (`return-damaged` and `damaged`), a little for letters fit for all. */
function topicFit(topics: readonly string[], subType: string | null): number {
  if (!subType) return 0
  if (topics.includes(subType)) return 1
  const asked = wordsOf(subType)
  const best = Math.max(0, ...topics.map((topic) => sharedShare(asked, wordsOf(topic))))
  return best * 0.8
}

const wordsOf = (topic: string): string[] => topic.split(/[^a-z0-9]+/).filter((word) => word.length > 2)

function sharedShare(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0
  const shared = one.filter((word) => other.includes(word)).length
  return shared / Math.max(one.length, other.length)
}

/** The share of letters that settled the matter, pulled towards one half while there are few. */
export function settledShare(figures: TemplateFigures): number {
  const known = figures.solved + figures.returned
  return (figures.solved + 5) / (known + 10)
}
