import { demo, openStage, type Stage } from '../tests/e2e/stage.ts'
import { type BuyersCase, cases } from '../tests/e2e/story.ts'
import type { Visit } from '../tests/e2e/visit.ts'
import { openBuyers, smtpClient } from '../tests/mail-servers/buyers.ts'
import { type MailServers, missing, startMailServers } from '../tests/mail-servers/servers.ts'
import { connectMailbox } from './house.servers.mailbox.ts'
import { complaintsOf, type Troubles, tell } from './house.tell.ts'
import type { Line, Part } from './line.ts'

/**
 * The story once more through real mail servers: mailboxes at Dovecot, watched by IDLE and connected on the settings page,
 * and OpenSMTPD, which brings the mail in and takes the letters out, also by LMTP to the built-in receiver.
 */
export const servers: Part = {
  name: 'servers',
  async show(size, say) {
    const reason = missing()
    if (reason) return [leftOut(reason)]
    say('a desk with demo data, Dovecot and OpenSMTPD')
    const stage = await openStage({ tickets: size.full ? 5_000 : 20 })
    try {
      const mail = await startMailServers(stage.desk.lmtpPort)
      return await throughServers(stage, mail, size.full, say).finally(() => mail.stop())
    } finally {
      await stage.close()
    }
  },
}

/** In the quick form the first of them is enough. */
const mailboxes = [
  { address: 'desk@test.local', name: 'Nordhaus', store: 'Nordhaus US' },
  { address: 'shop@test.local', name: 'Kitto', store: 'Kitto' },
]

const leftOut = (reason: string): Line => ({
  name: 'the story through Dovecot and OpenSMTPD',
  figure: `LEFT OUT, nothing of it was shown: ${reason}`,
  target: 'shown',
  ok: false,
})

async function throughServers(
  stage: Stage,
  mail: MailServers,
  isFull: boolean,
  say: (line: string) => void,
): Promise<Line[]> {
  const manager = await stage.visit(demo.manager)
  say('the manager connects the mailboxes')
  const wanted = isFull ? mailboxes : mailboxes.slice(0, 1)
  const lines: Line[] = []
  for (const mailbox of wanted) lines.push(await connectMailbox(manager, mail, mailbox))
  await addReceiver(manager, mail, 'help@desk.local')
  const agent = await stage.visit(demo.agent)
  await agent.send('PUT', '/api/availabilities/me', { state: 'on-duty' })
  const ways = [
    ...wanted.map(({ address }) => [address, 'to Dovecot'] as const),
    ['help@desk.local', 'by LMTP'] as const,
  ]
  const buyers = await openBuyers(mail)
  try {
    for (const [address, way] of ways) {
      await agent.open('/inbox/mine')
      await agent.page.getByRole('row').first().waitFor()
      const { who, troubles } = writersTo(address)
      lines.push(...(await tell({ buyers }, agent, `${who}, by ${smtpClient} and OpenSMTPD ${way}`, troubles, say)))
    }
  } finally {
    await buyers.close()
  }
  return [...lines, complaintsOf(agent), complaintsOf(manager)]
}

/** An address of the built-in receiver, whose letters leave by OpenSMTPD. */
async function addReceiver(manager: Visit, { smtp }: MailServers, address: string): Promise<void> {
  const { items } = await manager.get<{ items: { id: string; name: string }[] }>('/api/stores?limit=100')
  const storeId = items.find(({ name }) => name.startsWith('Kitto'))?.id
  const settings = { smtp: { host: '127.0.0.1', port: smtp, security: 'none', user: '' } }
  await manager.send('POST', '/api/channels', { kind: 'receiver', name: 'Kitto LMTP', address, storeId, settings })
}

/** Who writes to an address, from their own at Dovecot; each writer has another one behind the plus. */
function writersTo(store: string): { readonly who: string; readonly troubles: Troubles } {
  const at = (about: BuyersCase, address: string) => ({ ...about, store, buyer: { ...about.buyer, address } })
  if (store === 'desk@test.local')
    return {
      who: 'Amazon alias',
      troubles: (number) => at(cases(`3344${number}`).amazon, `buyer+a${number}@marketplace.amazon.com`),
    }
  const series = store === 'shop@test.local' ? '3344' : '3345'
  return {
    who: 'ordinary address, German',
    troubles: (number) => at(cases(`${series}${number}`).shop, `buyer+${series}${number}@test.local`),
  }
}
