import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createChannel } from '../server/modules/channels/index.ts'
import { daemons } from '../server/modules/index.ts'
import { lossesOfRequest, lossSums } from '../server/modules/losses/index.ts'
import { createStore } from '../server/modules/stores/index.ts'
import { type DeliveredMail, deliveredMail, isLetterTo, sendAsBuyer } from './e2e/post-office.ts'
import { atReturn, lampOrder, ok, type PlaceName, picture, places, usualCosts } from './fixtures/asked-returns.ts'
import { firstLetter, mailOf } from './fixtures/returns-by-mail.ts'
import { uploadOf } from './fixtures/upload.ts'
import { type MailServers, missing, startMailServers } from './mail-servers/servers.ts'
import { freePort } from './setup/free-port.ts'
import { type Caller, openWorld, type World } from './world.ts'

const reason = missing()
if (reason)
  process.stderr.write(`\n!! The story of returns by Dovecot and OpenSMTPD is left out of this run (${reason}).\n\n`)

/** Each branch at one place; all at all of them where the evidence asks for it. */
const isWhole = process.env.AMENDS_TEST_RETURNS === 'all'

describe.skipIf(reason)('the three-letter policy by IMAP and SMTP', { timeout: 240_000 }, () => {
  let world: World
  let servers: MailServers
  let agent: Caller
  const stores = new Map<PlaceName, string>()
  const ends: (() => Promise<void>)[] = []
  let last = 0

  beforeAll(async () => {
    world = await openWorld({ now: '2026-03-02T09:00:00Z' })
    Object.assign(world.services.config, { smtpPort: null, lmtpPort: await freePort() })
    servers = await startMailServers(world.services.config.lmtpPort ?? 0)
    agent = await world.hire('agent', { name: 'Lily' })
    await agent.patch('/api/profile', { language: 'en' })
    const smtp = { host: '127.0.0.1', port: servers.smtp, security: 'none' as const, user: '' }
    for (const place of ['amazon', 'shop', 'ebay'] as const) {
      const { marketplace, currency } = places[place]
      const { id } = await createStore(world.context(), { name: place, marketplace, signatureName: place })
      stores.set(place, id)
      const { desk } = mailOf[place]
      const imap = { host: '127.0.0.1', port: servers.imap, security: 'none' as const, user: desk }
      const isReceiver = desk.endsWith('@desk.local')
      const settings = isReceiver ? { smtp } : { imap, smtp }
      const kind = isReceiver ? ('receiver' as const) : ('mailbox' as const)
      const secrets = isReceiver ? {} : { imapPassword: 'secret' }
      await createChannel(world.context(), { kind, name: place, address: desk, storeId: id, settings }, secrets)
      const terms = { returnAddress: 'Lagerweg 1, 10115 Berlin', currency, ...usualCosts }
      await ok(world.first.put(`/api/return-settings/terms/${id}`, terms))
    }
    for (const { start } of daemons.filter(({ name }) => name.startsWith('channels.')))
      ends.push(await start(world.services))
  }, 120_000)
  afterAll(async () => {
    for (const end of ends) await end()
    await servers?.stop()
    await world?.close()
  })

  /** Works until the question has an answer: the servers are other programs, with a time of their own. */
  const until = async <Answer>(what: string, ask: () => Promise<Answer | undefined | false>): Promise<Answer> => {
    const end = Date.now() + 60_000
    for (;;) {
      await world.work()
      const answer = await ask()
      if (answer) return answer
      if (Date.now() > end) throw new Error(`not in time: ${what}`)
      await new Promise((done) => setTimeout(done, 100))
    }
  }

  /** The letters of people at the desk in a buyer’s mailbox, oldest first, as they lie there. */
  const lettersTo = async (address: string): Promise<DeliveredMail[]> => {
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port: servers.imap, secure: false, doSTARTTLS: false, logger: false },
      auth: { user: address.replace(/\+[^@]*/, ''), pass: 'secret' },
    })
    await client.connect()
    try {
      const { exists } = await client.mailboxOpen('INBOX', { readOnly: true })
      const found = exists === 0 ? [] : await client.fetchAll('1:*', { source: true })
      const mails = await Promise.all(found.flatMap(({ source }) => (source ? [deliveredMail(source)] : [])))
      return mails.filter((mail) => isLetterTo(address, mail))
    } finally {
      await client.logout()
    }
  }

  /** A buyer with an order, who has written, and a return that is begun on what they wrote. */
  async function open(place: PlaceName, subType = 'no-reason', text = mailOf[place].ask) {
    last += 1
    const number = places[place].number(30_000 + last)
    const [storeId, { desk, buyer }] = [stores.get(place), mailOf[place]]
    const email = buyer(last)
    await ok(world.first.post('/api/orders/rows', { storeId, rows: [lampOrder(place, number)] }))
    const ids: string[] = []
    const mail = async (words: string, photos: readonly string[] = []) => {
      const before = (await messages()).length
      ids.push(
        await sendAsBuyer(servers.smtp, {
          from: `Emily Carter <${email}>`,
          to: desk,
          subject: `${ids.length === 0 ? '' : 'Re: '}Order ${number}`,
          text: words,
          ...(ids.length > 0 && { inReplyTo: ids.at(-1) ?? '', references: [...ids] }),
          attachments: photos.map((filename) => ({ filename, content: picture })),
        }),
      )
      await until(`the mail “${words}” on the desk`, async () => (await messages()).length > before)
    }
    const messages = () =>
      world.sql(
        `select m.id, m.ticket_id from messages m join tickets t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
          where m.direction = 'inbound' and t.order_number = $1`,
        [number],
      )
    await mail(`${text}\n\n${number}`)
    const ticketId = (await messages())[0].ticket_id
    await ok(world.first.patch(`/api/tickets/${ticketId}`, { kind: 'return', subType }))
    await world.work()
    const facts = subType === 'no-reason' ? firstLetter[place].facts : {}
    const { id } = await ok(agent.post(`/api/tickets/${ticketId}/return`, { facts }))
    const at = atReturn(agent, id)
    return {
      ...at,
      /** The buyer answers the letter that they got last. */
      async answers(words: string, photos: readonly string[] = []) {
        await mail(words, photos)
        return at.look()
      },
      confirm: (answer: string) => ok(at.decide('answer', { answer })),
      /** Does what is next; resolves with the letter that then lies in the buyer’s mailbox. */
      async send(more: object = {}): Promise<DeliveredMail> {
        const before = (await lettersTo(email)).length
        await ok(at.goOn(more))
        world.clock.advance(60_000)
        const found = await until(`letter ${before + 1} to ${email}`, async () => (await lettersTo(email))[before])
        ids.push(found.mail.messageId ?? '')
        return found
      },
      booked: async () =>
        lossSums(await lossesOfRequest(world.context(), id)).byCurrency.filter(({ amount }) => amount !== 0),
    }
  }

  /** A return whose first letter is out: what it says, and why it says no more. */
  async function withFirst(place: PlaceName) {
    const one = await open(place)
    const { step } = await one.look()
    const { node, says, isFeeSaid, why } = firstLetter[place]
    expect(step.node).toBe(node)
    expect(step.because).toContainEqual(expect.objectContaining({ code: (why as { code: string }).code }))
    expect(step.because.at(-1)).toMatchObject(why)
    const { mail } = await one.send()
    expect(mail.text).toMatch(says)
    expect(/15\s?%/.test(mail.text ?? '')).toBe(isFeeSaid)
    return one
  }
  const label = async (): Promise<string> => {
    const { payload, headers } = uploadOf('label.png', picture)
    return (await ok(agent.post('/api/uploads', payload, headers))).id
  }
  const branch = (name: string, at: PlaceName, play: (place: PlaceName) => Promise<void>) =>
    test.each(isWhole ? (['amazon', 'shop', 'ebay'] as const) : [at])(`${name}, on %s`, play)

  branch('the buyer gives up: closed without loss', 'amazon', async (place) => {
    const one = await withFirst(place)
    const { intent } = await one.answers(
      place === 'shop' ? 'Gut, dann behalte ich sie.' : 'All right, I will keep it then.',
    )
    expect(intent?.intent).toBe('gives-up')
    expect(await one.confirm('gives-up')).toMatchObject({ stage: 'ended', outcome: 'withdrawn', loss: 0 })
    expect(await one.booked()).toEqual([])
  })

  branch('the buyer is silent past the wait: closed without loss', 'shop', async (place) => {
    const one = await withFirst(place)
    const before = world.clock.now()
    await until('the wait begins', async () => (await one.look()).waitUntil !== null)
    const { waitUntil } = await one.look()
    world.clock.set(waitUntil)
    await world.work()
    const [left] = await world.sql('select stage, outcome from return_requests where id = $1', [one.id])
    expect(left).toEqual({ stage: 'ended', outcome: 'withdrawn' })
    world.clock.set(before.toISOString())
    expect(await one.booked()).toEqual([])
  })

  branch('the buyer insists politely, twice: the fee is waived, then label and refund', 'shop', async (place) => {
    const one = await withFirst(place)
    const polite = place === 'shop' ? 'Ich bestehe auf der Rückgabe, bitte.' : 'I insist on returning it, please.'
    await one.answers(polite)
    const second = await one.confirm('insists')
    expect(second.step.node).toBe(place === 'shop' ? 'letter-2' : 'letter-2-no-fee')
    const letter = await one.send()
    expect(letter.mail.text).toMatch(
      place === 'shop'
        ? /verzichten wir auf die Wiedereinlagerungsgebühr/
        : /nothing is deducted from the purchase price/,
    )
    await one.answers(place === 'shop' ? 'Nein, ich bestehe auf voller Erstattung.' : 'No, I still insist on my money.')
    expect((await one.confirm('insists')).step.node).toBe('label-and-refund')
    const third = await one.send({ uploadIds: [await label()] })
    expect(third.mail.attachments.map(({ filename }) => filename)).toEqual(['label.png'])
    expect(third.mail.text).toMatch(/100[.,]00/)
    const ended = await one.look()
    expect(ended).toMatchObject({ stage: 'ended', outcome: 'refunded', letters: 3, refunds: [{ amount: 10_000 }] })
    const { currency } = places[place]
    expect(await one.booked()).toEqual([{ currency, amount: 10_000 + 600 + 700 + 150 }])
  })

  const atOnce = async (place: PlaceName, words: string, fact: string, sentence: string) => {
    const one = await withFirst(place)
    const seen = await one.answers(words)
    expect(seen.facts).toContainEqual({ fact, value: true, source: 'letter', quote: sentence })
    const { step } = await one.confirm('insists')
    expect(step).toMatchObject({ kind: 'act', node: 'approve-directly' })
    expect(step.because).toContainEqual(expect.objectContaining({ code: 'branch', rule: 'R6' }))
    const letter = await one.send()
    expect(letter.mail.text).toMatch(/RMA-\d+/)
    expect((await one.look()).stage).toBe('item')
    const back = await ok(one.decide('arrived', { condition: 'original' }))
    expect(back.step.node).toBe('refund-in-full')
    await one.send()
    const { currency } = places[place]
    expect(await one.look()).toMatchObject({ stage: 'ended', outcome: 'refunded' })
    expect(await one.booked()).toEqual([{ currency, amount: 10_000 + 600 + 150 }])
  }

  branch('one sentence in capitals: approved at once', 'ebay', (place) =>
    atOnce(
      place,
      'I have read your letter. I WANT MY MONEY BACK NOW. Thank you.',
      'capitalsSentence',
      'I WANT MY MONEY BACK NOW.',
    ),
  )
  branch('profanity in German: approved at once', 'amazon', (place) =>
    atOnce(
      place,
      'Ich will die Lampe zurückgeben. So eine Scheiße, das ist nicht in Ordnung.',
      'profanity',
      'So eine Scheiße, das ist nicht in Ordnung.',
    ),
  )

  branch('a photo of the damage: kept for a part of the price', 'ebay', async (place) => {
    const one = await open(place, 'damaged', 'Hello, the lamp of my order arrived broken.')
    expect((await one.look()).step.template).toBe('investigation.photos')
    await one.send()
    const shown = await one.answers('Here is the photo.', ['broken.png'])
    expect(shown.facts).toContainEqual({ fact: 'photos', value: 1, source: 'letter', quote: null })
    expect((await one.confirm('accepts')).stage).toBe('choice')
    await ok(one.decide('choose', { option: 'keep-item' }))
    expect((await one.send()).mail.text).toMatch(/20[.,]00/)
    await one.answers('Thank you, I accept.')
    expect((await one.confirm('accepts')).step.node).toBe('pay-keep')
    await one.send()
    expect(await one.look()).toMatchObject({ stage: 'ended', outcome: 'kept' })
    expect(await one.booked()).toEqual([{ currency: places[place].currency, amount: 2_000 }])
  })
})
