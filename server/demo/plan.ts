import cast from './cast.json' with { type: 'json' }
import stories from './stories.json' with { type: 'json' }

export type Story = (typeof stories)[number] & { readonly priority?: string; readonly more?: string }

/** One ticket of the demo, planned but not written. */
export interface PlannedTicket {
  readonly story: Story
  readonly storeIndex: number
  readonly buyer: string
  readonly alias: string
  readonly item: string
  readonly order: string
  /** How the buyer writes the order's number. */
  readonly written: string
  readonly at: Date
  /** How far it has come: untouched, answered and waiting, a second word of the buyer, resolved. */
  readonly reached: 'new' | 'answered' | 'insists' | 'resolved'
  readonly answeredAfterMs: number
  readonly resolvedAfterMs: number
  readonly note: string | null
  readonly agentIndex: number | null
}

/** A seeded stream of numbers in [0, 1): the same demo every time (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const hour = 3_600_000
const day = 24 * hour

/** Plans `count` tickets over the three months before `now`, oldest first; the newest ones are still open. */
export function planTickets(now: Date, count: number, seed = 20_260_301): PlannedTicket[] {
  const random = randomFrom(seed)
  const planned = Array.from({ length: count }, (_, index) => planTicket(now, count, index, random))
  const writes = randomFrom(seed + 1)
  return planned
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map((ticket) => ({ ...ticket, written: awkwardly(writes, ticket.order) }))
}

const shops = [...cast.stores, cast.shop]

function planTicket(now: Date, count: number, index: number, random: () => number): PlannedTicket {
  const storeIndex = pick(random, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3])
  const language = pickWeighted(random, Object.entries(shops[storeIndex]?.languages ?? { en: 1 }))
  const fitting = stories.filter((story) => story.language === language)
  const story = pickWeighted<Story>(
    random,
    fitting.map((story) => [story, story.weight]),
  )
  // Three of a hundred are of the last two days, the rest lie behind; an agent's queue is then a day's work.
  const isRecent = index < Math.max(12, count * 0.03)
  const at = new Date(now.getTime() - (isRecent ? random() * 40 * hour : 2 * day + random() * 88 * day))
  const buyers: readonly string[] = cast.buyers[language as keyof typeof cast.buyers]
  const items: readonly string[] = cast.items[language as keyof typeof cast.items]
  const order = orderNumber(random, shops[storeIndex]?.marketplace ?? '')
  return {
    story,
    storeIndex,
    buyer: pick(random, buyers),
    alias: Array.from({ length: 14 }, () => pick(random, [...'abcdefghijklmnopqrstuvwxyz0123456789'])).join(''),
    item: pick(random, items),
    order,
    written: order,
    at,
    reached: isRecent ? reachedRecently(random) : random() < 0.97 ? 'resolved' : 'answered',
    answeredAfterMs: (0.2 + random() * random() * 9) * hour,
    resolvedAfterMs: (6 + random() * 60) * hour,
    note: random() < 0.25 ? pick(random, cast.notes) : null,
    agentIndex: isRecent && random() < 0.25 ? null : Math.floor(random() * 5) + 1,
  }
}

function reachedRecently(random: () => number): PlannedTicket['reached'] {
  const drawn = random()
  return drawn < 0.55 ? 'new' : drawn < 0.75 ? 'insists' : 'answered'
}

function orderNumber(random: () => number, marketplace: string): string {
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
  if (marketplace.startsWith('amazon'))
    return `${marketplace === 'amazon-us' ? '11' : '30'}${digits(1)}-${digits(7)}-${digits(7)}`
  if (marketplace.startsWith('ebay')) return `${digits(2)}-${digits(5)}-${digits(5)}`
  return `K-${digits(6)}`
}

/** One in five writes a number in their own way. */
function awkwardly(random: () => number, number: string): string {
  const drawn = random()
  if (drawn < 0.06) return number.replaceAll('-', ' ')
  if (drawn < 0.11) return number.replaceAll('-', '')
  if (drawn < 0.16) return number.replaceAll('0', 'O')
  if (drawn < 0.2) return number.replace(/\d/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0))
  return number
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

function pickWeighted<Item>(random: () => number, items: readonly (readonly [Item, number])[]): Item {
  let left = random() * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) {
    left -= weight
    if (left < 0) return item
  }
  return pick(random, items)[0]
}

/** A story's words with this buyer's facts in them. */
export function tellStory(
  template: string,
  ticket: Pick<PlannedTicket, 'written' | 'item' | 'buyer' | 'at' | 'story'>,
): string {
  const ordered = new Date(ticket.at.getTime() - 9 * day)
  const facts: Record<string, string> = {
    order: ticket.written,
    item: ticket.item,
    buyer: ticket.buyer,
    day: new Intl.DateTimeFormat(ticket.story.language, { day: 'numeric', month: 'long' }).format(ordered),
  }
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole)
}
