import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createChannel, sendMail } from '../server/modules/channels/index.ts'
import { daemons } from '../server/modules/index.ts'
import { type MailServers, missing, startMailServers } from './mail-servers/servers.ts'
import { freePort } from './setup/free-port.ts'
import { openWorld, type World } from './world.ts'

const reason = missing()
if (reason)
  process.stderr.write(
    `\n!! Dovecot and OpenSMTPD are left out of this run (${reason}).\n!! AMENDS_TEST_REQUIRE=all makes this a failure.\n\n`,
  )

describe.skipIf(reason)('a desk on Dovecot and OpenSMTPD', { timeout: 120_000 }, () => {
  let world: World
  let servers: MailServers
  let channelId: string
  const stops: (() => Promise<void>)[] = []
  const settings = () => ({
    imap: { host: '127.0.0.1', port: servers.imap, security: 'none' as const, user: 'desk@test.local' },
    smtp: { host: '127.0.0.1', port: servers.smtp, security: 'none' as const, user: '' },
  })
  /** Starts what reads mailboxes and takes mail in, as a worker does; resolves with its stop. */
  const startWorker = async () => {
    const all = daemons.filter(({ name }) => name.startsWith('channels.'))
    const ends = await Promise.all(all.map(({ start }) => start(world.services)))
    return async () => {
      for (const end of ends) await end()
    }
  }

  beforeAll(async () => {
    world = await openWorld()
    const ports = { smtpPort: null, lmtpPort: await freePort() }
    Object.assign(world.services.config, ports)
    servers = await startMailServers(ports.lmtpPort)
    const secrets = { imapPassword: 'secret' }
    channelId = (
      await createChannel(
        world.context(),
        { kind: 'mailbox', name: 'Desk', address: 'desk@test.local', storeId: null, settings: settings() },
        secrets,
      )
    ).id
    stops.push(await startWorker())
  }, 90_000)
  afterAll(async () => {
    for (const stop of stops) await stop()
    await servers?.stop()
    await world?.close()
  })

  const write = (subject: string, fields: object = {}) =>
    createTransport({ host: '127.0.0.1', port: servers.smtp, ignoreTLS: true }).sendMail({
      from: 'Buyer <buyer@test.local>',
      to: 'desk@test.local',
      subject,
      text: 'Where is my lamp?',
      ...fields,
    })
  const messages = (subject: string) =>
    world.sql(
      `select m.*, t.subject as about from messages m join tickets t on t.id = m.ticket_id where m.subject like $1 or t.subject like $1 order by m.id`,
      [`%${subject}%`],
    )
  /** Works until the question has an answer. */
  const until = async <Answer>(
    ask: () => Promise<Answer | undefined | false>,
    patienceMs = 60_000,
  ): Promise<Answer> => {
    const end = Date.now() + patienceMs
    for (;;) {
      await world.work()
      const answer = await ask()
      if (answer) return answer
      if (Date.now() > end) throw new Error('it did not come about in time')
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  const state = async () =>
    (await world.sql('select state, problem, progress from channels where id = $1', [channelId]))[0]

  test('a mail comes in by IDLE, the answer goes out by SMTP, and the next mail finds its ticket', async () => {
    await until(async () => (await state()).state === 'ok')
    await write('The lost lamp')
    const [first] = await until(async () => (await messages('The lost lamp')).length > 0 && messages('The lost lamp'))
    expect(first).toMatchObject({ direction: 'inbound', text: 'Where is my lamp?', address: 'buyer@test.local' })

    const sent = await sendMail(world.context(), {
      channelId,
      ticketId: first.ticket_id,
      to: [{ address: 'buyer@test.local' }],
      subject: 'Re: The lost lamp',
      text: 'It comes tomorrow.',
      inReplyTo: first.mail_message_id,
      references: [first.mail_message_id],
      attachments: [],
      automatic: false,
    })
    await world.work()
    const answer = await until(() => newestOf('buyer', 'It comes tomorrow.'))
    expect(answer).toContain(`In-Reply-To: <${first.mail_message_id}>`)
    expect(answer).toContain(`<${sent.messageId}>`)

    await write('Re: The lost lamp', {
      text: 'Thank you!',
      inReplyTo: `<${sent.messageId}>`,
      references: `<${first.mail_message_id}> <${sent.messageId}>`,
    })
    const told = await until(async () =>
      (await messages('The lost lamp')).find(({ text }: { text: string }) => text === 'Thank you!'),
    )
    expect(told.ticket_id).toBe(first.ticket_id)
  })

  /** The newest mail of a mailbox that holds some words, as it lies there. */
  async function newestOf(user: string, words: string): Promise<string | undefined> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: servers.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user: `${user}@test.local`, pass: 'secret' },
      logger: false,
    })
    await client.connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    const found = await client.fetchAll('1:*', { source: true })
    await client.logout()
    return found
      .map(({ source }) => source?.toString() ?? '')
      .findLast((raw) => raw.includes(words))
      ?.replace(/\r\n[ \t]+/g, ' ')
  }

  test('nothing in the mailbox is marked', async () => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: servers.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user: 'desk@test.local', pass: 'secret' },
      logger: false,
    })
    await client.connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    const flags = (await client.fetchAll('1:*', { flags: true })).flatMap(({ flags }) => [...(flags ?? [])])
    await client.logout()
    expect(flags.filter((flag) => flag !== '\\Recent')).toEqual([])
  })

  test('after a stop it goes on where it was: twenty mails, each once', async () => {
    for (const stop of stops.splice(0)) await stop()
    for (let at = 0; at < 20; at++) await write(`While away ${at}.`)
    stops.push(await startWorker())
    await until(async () => (await inbound('While away')) >= 20)
    await world.work()
    expect(await inbound('While away')).toBe(20)
  })

  const inbound = async (subject: string) =>
    Number(
      (
        await world.sql(`select count(*) from messages where direction = 'inbound' and subject like $1`, [
          `%${subject}%`,
        ])
      )[0].count,
    )

  test('when the server numbers the folder anew, nothing is lost and nothing is doubled', async () => {
    const before = await state()
    const all = await inbound('')
    for (const stop of stops.splice(0)) await stop()
    servers.renumber('desk')
    await write('After the renumbering')
    stops.push(await startWorker())
    await until(async () => (await inbound('After the renumbering')) === 1)
    await until(async () => (await world.sql(`select 1 from received_mails where status = 'received'`)).length === 0)
    expect((await state()).progress.uidValidity).not.toBe(before.progress.uidValidity)
    expect(await inbound('')).toBe(all + 1)
  })

  test('two workers: one watches', async () => {
    const watching = daemons.filter(({ name }) => name === 'channels.mailboxes')
    for (const { start } of watching) stops.push(await start(world.services))
    await write('Only once')
    await until(async () => (await inbound('Only once')) === 1)
    const holders = await world.sql(
      `select distinct pid from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(holders).toHaveLength(1)
  })

  test('OpenSMTPD hands mail over by LMTP', async () => {
    await createChannel(world.context(), {
      kind: 'receiver',
      name: 'Direct',
      address: 'help@desk.local',
      storeId: null,
      settings: {},
    })
    await write('By hand-over', { to: 'help@desk.local' })
    await until(async () => (await inbound('By hand-over')) === 1)
  })

  test('a certificate that nobody vouches for is shown, and can be trusted', async () => {
    const admin = await world.as('admin')
    const imap = { host: 'localhost', port: servers.imaps, security: 'tls', user: 'desk@test.local' }
    const attempt = async (fields: object) =>
      (await admin.post('/api/channel-trials', { settings: { imap: { ...imap, ...fields } }, imapPassword: 'secret' }))
        .body[0]
    const doubted = await attempt({})
    expect(doubted).toMatchObject({ ok: false, certificate: { name: 'localhost' } })
    expect(doubted.steps.at(-1)).toMatchObject({ step: 'encryption', code: 'certificate-unknown' })
    expect(await attempt({ certificate: doubted.certificate.pem })).toMatchObject({ ok: true })
    expect((await attempt({ port: servers.imap, security: 'starttls', certificate: doubted.certificate.pem })).ok).toBe(
      true,
    )
  })

  test.each([
    ['the password is wrong', { imapPassword: 'wrong' }, {}, 'password-refused'],
    ['the folder does not exist', { imapPassword: 'secret' }, { folder: 'Nowhere' }, 'folder-missing'],
  ])('%s, and the test says so', async (_name, secrets, fields, code) => {
    const admin = await world.as('admin')
    const [report] = (
      await admin.post('/api/channel-trials', { settings: { imap: settings().imap, ...fields }, ...secrets })
    ).body
    expect(report.steps.find((step: { ok: boolean }) => !step.ok)?.code).toBe(code)
  })

  test('a mailbox that fails says why, and is well again once it is mended', async () => {
    const admin = await world.as('admin')
    await admin.patch(`/api/channels/${channelId}`, { imapPassword: 'wrong' })
    await until(async () => (await state()).state === 'failing')
    expect((await state()).problem).toMatchObject({ code: 'password-refused' })
    await admin.patch(`/api/channels/${channelId}`, { imapPassword: 'secret' })
    await until(async () => (await state()).state === 'ok')
  })
})
