import { hasShared } from '../tests/measures/labelled-texts.ts'
import { measureFalseAlarms, measureIntentSpeed, type Reading, readReplies } from '../tests/measures/replies.ts'
import type { Line, Part } from './line.ts'

/** What buyers mean by their replies, on replies that nothing was trained with (deliverable 5). */
export const intent: Part = {
  name: 'intent',
  async show(_size, say) {
    const { languages, intents, figures } = await readReplies()
    for (const { name, of, right, unclear } of [...languages, ...intents])
      say(`${name}: ${right} of ${of} right, ${unclear} left to a person, ${of - right - unclear} wrong`)
    const all = [...figures, ...(hasShared ? await measureFalseAlarms() : [])]
    return [
      ...all.map(
        ({ what, value, of, target = 0 }): Line => ({
          name: what,
          figure: `${value.toFixed(2)} % of ${of}`,
          target: `≥ ${target} %`,
          ok: value >= target,
        }),
      ),
      weakest('language', languages),
      await speed(),
    ]
  },
}

function weakest(what: string, readings: readonly Reading[]): Line {
  const [last] = [...readings].sort((a, b) => a.right / a.of - b.right / b.of)
  const value = last ? (100 * last.right) / last.of : 0
  return {
    name: `replies read right in the weakest ${what}`,
    figure: `${value.toFixed(1)} % of ${last?.of ?? 0} (${last?.name ?? ''})`,
    target: '≥ 75 %',
    ok: value >= 75,
  }
}

async function speed(): Promise<Line> {
  const ms = await measureIntentSpeed()
  return {
    name: 'reading a reply',
    figure: `${ms.toFixed(2)} ms of a processor, mean over eleven languages`,
    target: '≤ 2 ms',
    ok: ms <= 2,
  }
}
