import { createChannel, receive } from '../../server/modules/channels/index.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import type { Answer, Caller, World } from '../world.ts'
import { aloneInWorld, openLimits } from './setting.ts'

/** What came of pairs that wanted the same thing at the same moment: how often each two statuses were answered. */
export interface Raced {
  readonly what: string
  readonly outcomes: Readonly<Record<string, number>>
}

/** So many pairs of each kind at a desk of their own, outside the tests: ENGINEERING S14 asks for 1,000. */
export const raceAlone = (size: { readonly pairs: number }): Promise<Raced[]> =>
  aloneInWorld({ settings: openLimits }, (world) => racePairs(world, size))

const letter = 'Dear Anna,\n\nthank you for writing to us. The lamp is blue.\n\nKind regards\nKitto'

/** Two colleagues, each pair of requests sent at once; in each race one must win. */
export async function racePairs(world: World, { pairs }: { readonly pairs: number }): Promise<Raced[]> {
  const [one, other] = [world.first, await world.hire('manager')]
  const both = async (ask: (caller: Caller) => Promise<Answer>) => {
    const answers = await Promise.all([ask(one), ask(other)])
    return answers.map(({ status }) => status)
  }
  const race = async (what: string, run: (at: number) => Promise<readonly (number | string)[]>): Promise<Raced> => {
    const outcomes: Record<string, number> = {}
    for (let at = 0; at < pairs; at += 1) {
      const outcome = (await run(at)).toSorted().join(' ')
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    return { what, outcomes }
  }

  await fill(world, pairs)
  const tickets: { id: string }[] = []
  for (let after = ''; after !== 'end'; ) {
    const page = (await one.get(`/api/tickets?view=all&limit=100${after && `&after=${encodeURIComponent(after)}`}`))
      .body
    tickets.push(...page.items)
    after = page.next ?? 'end'
  }
  const newest = async (id: string) => (await one.get(`/api/tickets/${id}/messages?limit=1`)).body.items[0].id
  const answered: string[] = []
  return [
    await race('two answers to the same word of a buyer', async (at) => {
      const id = tickets[at]?.id ?? ''
      const body = { direction: 'outbound', text: letter, seenMessageId: await newest(id) }
      const statuses = await both((caller) => caller.post(`/api/tickets/${id}/messages`, body))
      answered.push(await newest(id))
      return statuses
    }),
    await race('two that take back the same answer', (at) =>
      both((caller) => caller.post(`/api/tickets/${tickets[at]?.id}/messages/${answered[at]}/undo`)),
    ),
    await race('two that take the next ticket', async (at) => {
      const taken = await Promise.all([one, other].map((caller) => caller.post('/api/assignments')))
      const ids = taken.map(({ body }) => body.ticketId).filter(Boolean)
      return ids.length === new Set(ids).size ? ['each their own'] : [`${at}: the same`]
    }),
    await race('two that accept an invitation', async (at) => {
      const { memberId } = await world.hire('agent')
      const { body } = await one.post(`/api/members/${memberId}/invitation`)
      const url = `/api/invitations/${body.invitationUrl.split('/').at(-1)}`
      // From an address of their own: more than a few a minute from one would be refused.
      const remoteAddress = `10.0.${at >> 8}.${at & 255}`
      const payload = { password: 'a long enough password' }
      const accept = () => world.app.inject({ method: 'POST', url, remoteAddress, payload })
      return (await Promise.all([accept(), accept()])).map(({ statusCode }) => statusCode)
    }),
    await race('two that give the same address to a channel', async (at) => {
      const { body: store } = await one.post('/api/stores', { name: `Race ${at}`, marketplace: 'own-shop' })
      const channel = {
        kind: 'receiver',
        name: 'Race',
        address: `race-${at}@kitto.test`,
        storeId: store.id,
        settings: {},
      }
      const made = await Promise.all([one.post('/api/channels', channel), one.post('/api/channels', channel)])
      return made.map(({ status }) => status)
    }),
  ]
}

/** As many tickets as there are pairs, each by a mail of its own. */
async function fill(world: World, pairs: number): Promise<void> {
  const shop = await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' })
  const channel = { kind: 'receiver' as const, name: 'Kitto', address: 'desk@kitto.test', settings: {} }
  const { id: channelId } = await createChannel(world.context(), { ...channel, storeId: shop.id })
  for (let at = 0; at < pairs; at += 1) {
    const head = [`From: Anna <anna-${at}@buyer.test>`, `Subject: Lamp ${at}`, `Message-ID: <race-${at}@buyer.test>`]
    const raw = Buffer.from([...head, '', `Is lamp ${at} blue?`, ''].join('\r\n'))
    await receive(world.context(), { channelId, raw, envelopeFrom: null, envelopeTo: 'desk@kitto.test' })
  }
  await world.work()
}
