import type { BrowserContext, Route } from 'playwright-core'

/** Places of the screen where somebody else's words stand. */
export const sinks = ['mail-body', 'subject', 'sender', 'file-name', 'note', 'profile', 'template', 'store'] as const
export type Sink = (typeof sinks)[number]

/** What one batch shows: the words, and the mail bodies as the page is handed them. */
export interface Shown {
  readonly words: readonly string[]
  readonly bodies: readonly string[]
}

/** By this a payload is found again on the page, whatever has become of it. */
export const markOf = (sink: Sink, at: number): string => `⟦${sink} ${at}⟧`

// An answer of the API as it comes; the rows are cloned and only their words exchanged.
type Json = ReturnType<typeof JSON.parse>

/**
 * Puts words into the answers of the API where they would stand if the server let everything through: nothing that a
 * route would refuse, cut or escape protects the page here.
 */
export async function fillSinks(context: BrowserContext, { words, bodies }: Shown): Promise<void> {
  const word = (sink: Sink, at: number) => `${words[at]} ${markOf(sink, at)}`
  const all = (sink: Sink) => words.map((_, at) => word(sink, at)).join('\n')
  const cloned = (items: Json[], change: (item: Json, at: number) => Json) =>
    words.map((_, at) => ({ ...items[0], id: idOf(at), ...change(items[0], at) }))
  const rows = ({ items, ...rest }: Json, change: (item: Json, at: number) => Json) => ({
    ...rest,
    items: [...items.slice(0, 1), ...cloned(items, change)],
    next: null,
  })
  const store = (_: Json, at: number) => ({ name: word('store', at), signatureName: word('store', at) })
  const places: readonly (readonly [RegExp, (answer: Json) => Json])[] = [
    [
      /^\/api\/tickets$/,
      (answer) =>
        rows(answer, (row, at) => ({
          subject: word('subject', at),
          preview: word('subject', at),
          customer: { ...row.customer, name: word('profile', at) },
        })),
    ],
    [/^\/api\/tickets\/[\w-]{36}$/, (ticket) => ({ ...ticket, subject: all('subject') })],
    [/^\/api\/tickets\/[\w-]{36}\/messages$/, (answer) => ({ ...answer, next: null, items: messages(answer.items) })],
    [/^\/api\/tickets\/[\w-]{36}\/letters$/, (answer) => saying(answer, letterWords, all('template'))],
    [/^\/api\/templates\/[\w-]{36}$/, (template) => saying(template, letterWords, all('template'))],
    [
      /^\/api\/customers\/[\w-]{36}$/,
      (customer) => ({ ...customer, name: word('profile', 0), notes: all('profile'), vip: true, vipReason: words[0] }),
    ],
    [/^\/api\/stores$/, (answer) => (Array.isArray(answer) ? cloned(answer, store) : rows(answer, store))],
  ]
  const messages = (items: Json[]): Json[] => {
    const inbound = items.find(({ direction }) => direction === 'inbound')
    const file = { id: idOf(0), contentType: 'text/plain', size: 10, inline: false, url: '/api/none' }
    return words.flatMap((_, at) => [
      {
        ...inbound,
        id: idOf(at),
        author: { ...inbound.author, name: word('sender', at) },
        html: bodies[at] === undefined ? null : `<p>${markOf('mail-body', at)}</p>${bodies[at]}`,
        attachments: [{ ...file, id: idOf(at), filename: word('file-name', at) }],
      },
      { ...inbound, id: idOf(at + 1_000), direction: 'note', text: word('note', at), html: null, attachments: [] },
    ])
  }
  await context.route('**/api/**', async (route) => {
    const path = new URL(route.request().url()).pathname
    const [, change] = places.find(([form]) => form.test(path)) ?? []
    if (!change || route.request().method() !== 'GET') return route.fallback()
    await answered(route, change)
  })
}

async function answered(route: Route, change: (answer: Json) => Json): Promise<void> {
  const response = await route.fetch().catch(() => undefined)
  // The window was closed while the desk was answering.
  if (!response) return
  if (!response.ok()) return route.fulfill({ response })
  return route.fulfill({ response, json: change(await response.json()) })
}

const letterWords = ['text', 'body', 'meaning', 'titleEn', 'titleZh', 'title', 'purpose']

/** The answer with these words under the given names, wherever they stand in it. */
function saying(answer: Json, names: readonly string[], words: string): Json {
  if (Array.isArray(answer)) return answer.map((one) => saying(one, names, words))
  if (typeof answer !== 'object' || answer === null) return answer
  const said = (name: string, value: Json) => {
    if (!names.includes(name)) return saying(value, names, words)
    return typeof value === 'string' ? words : saying(value, Object.keys(value ?? {}), words)
  }
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, said(name, value)]))
}

const idOf = (at: number): string => `01ff0000-0000-7000-8000-${String(at).padStart(12, '0')}`
