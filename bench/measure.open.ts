import type { Measurement } from './bed.ts'
import { spread } from './figure.ts'

const tickets = 40

/** Opening a ticket of fifty messages: what the page asks for at once, the slowest of its four answers counting. */
export const open: Measurement = {
  name: 'open',
  async measure(bed) {
    const caller = await bed.member(3)
    const { rows } = await bed.owner.query<{ id: string }>(
      `select ticket_id as id from messages group by ticket_id having count(*) >= 50 order by md5(ticket_id::text) limit $1`,
      [tickets],
    )
    if (rows.length === 0) throw new Error('no ticket has fifty messages: take a larger size')
    const times: number[] = []
    const alone: number[] = []
    for (let round = 0; round < Math.max(2, 80 / rows.length); round++)
      for (const { id } of rows) {
        const begun = performance.now()
        const asked = ['', '/messages?limit=50', '/events?limit=50', '/related']
        const answers = await Promise.all(asked.map((part) => caller.call('GET', `/api/tickets/${id}${part}`)))
        times.push(performance.now() - begun)
        alone.push((await caller.call('GET', `/api/tickets/${id}/messages?limit=50`)).ms)
        const { items } = JSON.parse(answers[1]?.text ?? '{}') as { items: unknown[] }
        if (items.length !== 50) throw new Error(`the ticket ${id} showed ${items.length} messages`)
      }
    return [...spread('open.page', times, { atMost: 30 }), ...spread('open.messages', alone)]
  },
}
