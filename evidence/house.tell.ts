import type { Buyers } from '../tests/e2e/post-office.ts'
import { arrive, type BuyersCase, playStory, threadingFaults } from '../tests/e2e/story.ts'
import type { Visit } from '../tests/e2e/visit.ts'
import { type Line, percentile } from './line.ts'

/** The same trouble of one buyer after the other; the number tells them apart. */
export type Troubles = (number: number) => BuyersCase

/** Two buyers write, then the story of a third is played before the agent's open inbox; says what was seen. */
export async function tell(
  scene: { readonly buyers: Buyers },
  agent: Visit,
  who: string,
  troubles: Troubles,
  say: (line: string) => void,
): Promise<Line[]> {
  say(`${who}: three mails come in`)
  const seen: number[] = []
  for (const number of [1, 2]) seen.push((await arrive(scene, agent, troubles(number))).seenMs)
  say(`${who}: the story`)
  const about = troubles(3)
  const told = await playStory(scene, agent, about)
  seen.push(told.seenMs)
  const faults = threadingFaults(told, about.store)
  const lacks = missingOnRow(told.row, about.language)
  const held = told.heldMs / 1_000
  const order = misorder(told.events)
  const same = told.tickets === 1 && told.saidByBuyer === 2
  const half = percentile(seen, 0.5)
  const slowest = Math.max(...seen)
  return [
    line(
      `${who}: seen in the open inbox without reload`,
      `p50 ${half} ms, slowest ${slowest} ms of 3`,
      '≤ 2000 ms',
      slowest <= 2_000,
    ),
    line(
      `${who}: the row tells kind, language, clock, assignee`,
      lacks.length > 0 ? `lacks ${lacks.join(', ')}: ${told.row.join(' | ')}` : 'all four',
      'all four',
      lacks.length === 0,
    ),
    line(`${who}: answered from a template`, `${told.keystrokes} keys, Ctrl counted`, '≤ 3 keys', told.keystrokes <= 3),
    line(
      `${who}: the letter's language`,
      String(told.letterLanguage),
      about.language,
      told.letterLanguage === about.language,
    ),
    line(
      `${who}: reply in ${scene.buyers.where}`,
      faults.join('; ') || `threading headers and sender right, after ${held.toFixed(1)} s`,
      'right, 10–15 s after the key',
      faults.length === 0 && held >= 9.9 && held <= 15,
    ),
    line(
      `${who}: the buyer's answer`,
      same ? 'in the same ticket' : `${told.tickets} tickets, ${told.saidByBuyer} words of the buyer`,
      'in the same ticket',
      same,
    ),
    line(
      `${who}: the timeline tells`,
      order ?? told.events.join(' → '),
      'received → acknowledged, assigned → answered → sent → buyer wrote',
      order === null,
    ),
  ]
}

/** Whatever the agent's page had to complain of. */
export function complaintsOf({ complaints }: Visit): Line {
  const said = complaints.join('; ') || 'nothing'
  return line('the page complains of nothing', said, 'nothing', complaints.length === 0)
}

const line = (name: string, figure: string, target: string, ok: boolean): Line => ({ name, figure, target, ok })

/** What a row of the English screen does not say though it should. */
function missingOnRow(row: readonly string[], language: string): string[] {
  const names = [language, new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language]
  const tells = {
    kind: row.some((words) => /^(Inquiry|Order|Return|Complaint|Claim|Review|Appeal)$/.test(words)),
    language: row.some((words) => names.some((name) => name.toLowerCase() === words.toLowerCase())),
    clock: row.some((words) => /\d+ ?[dhms].* (left|overdue)$/.test(words)),
    assignee: row.includes('王晓敏'),
  }
  return Object.entries(tells).flatMap(([what, told]) => (told ? [] : [what]))
}

/** Acknowledging and assigning happen side by side: either may come first. Null when the order is right. */
function misorder(events: readonly string[]): string | null {
  const at = (kind: string, from = 0) => events.indexOf(kind, from)
  const steps = [
    ['buyer-wrote', 'acknowledged'],
    ['buyer-wrote', 'assigned'],
    ['acknowledged', 'answered'],
    ['assigned', 'answered'],
  ] as const
  const wrong = steps.find(([one, other]) => at(one) < 0 || at(other) < 0 || at(one) > at(other))
  const sent = at('sent', at('answered'))
  if (!wrong && sent > 0 && at('buyer-wrote', sent) > 0) return null
  return `${wrong ? wrong.join(' after ') : 'no sending, or no word after it'}: ${events.join(' → ')}`
}
