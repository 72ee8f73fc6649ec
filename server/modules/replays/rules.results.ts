import type { Assumption, ReplayResult as Predicted } from './rules.prediction.ts'
import type { ReplayResult } from './schema.ts'

type Title = { readonly en: string; readonly 'zh-CN': string }

/** What nodes are called: in the draft, and in the versions by which returns went. */
export interface Titles {
  readonly becomes: (node: string) => Title | undefined
  readonly was: (node: string) => Title | undefined
}

/** A prediction as it is kept and shown: nodes with their words, questions with what they are about. */
export function settledResult(predicted: Predicted, titles: Titles): ReplayResult {
  const end = (node: string | null, title: Titles['was']) =>
    node === null ? null : { node, title: title(node) ?? { en: node, 'zh-CN': node } }
  return {
    ...predicted,
    obstacles: predicted.obstacles.map(({ facts, ...obstacle }) => ({ ...obstacle, facts: [...facts] })),
    outcomes: [...predicted.outcomes],
    money: [...predicted.money],
    unpriced: { ...predicted.unpriced, facts: [...predicted.unpriced.facts] },
    turns: predicted.turns.map(({ was, becomes, returns, requestIds }) => ({
      was: end(was, titles.was),
      becomes: end(becomes, titles.becomes),
      returns,
      requestIds: [...requestIds],
    })),
    assumptions: predicted.assumptions.map(questionOf),
  }
}

function questionOf({ question, uses, shares }: Assumption): ReplayResult['assumptions'][number] {
  const [kind = '', about = '', before] = question.split(' ')
  return {
    kind: kind as ReplayResult['assumptions'][number]['kind'],
    about: kind === 'choice' ? '' : about,
    before: kind === 'answer' ? Number(before) : null,
    uses,
    shares: [...shares],
  }
}
