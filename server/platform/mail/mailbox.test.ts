import { afterEach, expect, test } from 'vitest'
import { type HeldMail, type ImapServer, startImapServer } from '../../../tests/setup/imap-server.ts'
import { diagnose } from './diagnosis.ts'
import { type FetchedMail, type FirstTime, type Mailbox, type MailboxPlace, watchMailbox } from './mailbox.ts'

let server: ImapServer
let stop = new AbortController()
let watching: Promise<void> = Promise.resolve()
afterEach(async () => {
  stop.abort()
  await watching.catch(() => undefined)
  await server.close()
})

const mail = (uid: number, fields: Partial<HeldMail> = {}): HeldMail => ({
  uid,
  raw: `From: a@b.example\r\nSubject: mail ${uid}\r\n\r\nhi`,
  ...fields,
})
const mailbox = (fields: Partial<Mailbox> = {}): Mailbox => ({
  host: '127.0.0.1',
  port: server.port,
  security: 'none',
  user: 'desk',
  password: 'secret',
  folder: 'INBOX',
  ...fields,
})

/** A desk that remembers in memory. */
class Desk {
  readonly kept: FetchedMail[] = []
  at: MailboxPlace | null = null
  wells = 0
  failOn = 0

  watch(options: { firstTime?: FirstTime; limit?: number } = {}): Promise<void> {
    stop = new AbortController()
    watching = watchMailbox(
      mailbox(),
      {
        place: async () => this.at,
        keep: async (mails) => {
          if (mails.some(({ uid }) => uid === this.failOn)) throw new Error('disk full')
          this.kept.push(...mails)
        },
        moveTo: async (place) => {
          this.at = place
        },
        isWell: async () => {
          this.wells++
        },
      },
      {
        firstTime: options.firstTime ?? 'unread',
        limit: options.limit ?? 1_000_000,
        lookBackTo: () => new Date('2026-01-01'),
      },
      stop.signal,
    )
    return watching
  }

  uids(): number[] {
    return this.kept.map(({ uid }) => uid)
  }

  async until(fits: () => boolean): Promise<void> {
    for (let waited = 0; !fits(); waited += 20) {
      if (waited > 10_000) throw new Error('it did not come about')
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}

test.each([
  ['unread', [2, 3]],
  ['everything', [1, 2, 3]],
  ['nothing', []],
] as const)('the first time, %s is taken', async (firstTime, uids) => {
  server = await startImapServer({ mails: [mail(1, { seen: true }), mail(2), mail(3)] })
  const desk = new Desk()
  void desk.watch({ firstTime })
  await desk.until(() => desk.wells > 0)
  expect(desk.uids()).toEqual(uids)
})

test('mail that arrives is pushed and kept; nothing is marked', async () => {
  server = await startImapServer({ mails: [mail(1)] })
  const desk = new Desk()
  void desk.watch()
  await desk.until(() => desk.wells > 0 && server.heard.includes('IDLE'))
  server.deliver(mail(7))
  await desk.until(() => desk.uids().includes(7))
  await desk.until(() => desk.at?.uid === 7)
  expect(desk.kept[1]?.raw.toString()).toContain('Subject: mail 7')
  expect(server.heard.filter((command) => /STORE|SELECT|EXPUNGE|BODY\[\]/i.test(command))).toEqual([])
})

test('the place moves on only with what was kept', async () => {
  server = await startImapServer({ mails: [mail(1), mail(2), mail(3)] })
  const desk = new Desk()
  desk.failOn = 2
  await expect(desk.watch()).rejects.toThrow('disk full')
  expect(desk.at?.uid).toBe(0)
  desk.failOn = 0
  void desk.watch()
  await desk.until(() => desk.at?.uid === 3)
  expect(desk.uids()).toEqual([1, 2, 3])
})

test('after a stop it goes on where it was', async () => {
  server = await startImapServer({ mails: [mail(1), mail(2)] })
  const desk = new Desk()
  void desk.watch()
  await desk.until(() => desk.at?.uid === 2)
  stop.abort()
  await watching
  server.deliver(mail(5))
  void desk.watch()
  await desk.until(() => desk.at?.uid === 5)
  expect(desk.uids()).toEqual([1, 2, 5])
})

test('a folder that is numbered anew is looked through again', async () => {
  server = await startImapServer({ mails: [mail(1), mail(2)] })
  const desk = new Desk()
  void desk.watch()
  await desk.until(() => desk.at?.uid === 2)
  stop.abort()
  await watching
  server.renumber()
  void desk.watch()
  await desk.until(() => desk.at?.uid === 501)
  expect(desk.at?.uidValidity).toBe('1001')
  expect(desk.uids()).toEqual([1, 2, 500, 501])
})

test.each(['UID SEARCH UID 1:*', 'UID SEARCH UID 1:1'])(
  'mail is not passed over when the server refuses %s',
  async (search) => {
    server = await startImapServer({ mails: [mail(1), mail(2)] })
    const desk = new Desk()
    // The first of them was there before, so that a second search asks whether it is unread.
    desk.at = { uidValidity: '1000', uid: 0, unreadUntil: 1 }
    server.refuse(search)
    await expect(desk.watch()).rejects.toThrow('did not look')
    expect(desk.at?.uid).toBe(0)
    void desk.watch()
    await desk.until(() => desk.at?.uid === 2)
    expect(desk.uids()).toEqual([1, 2])
  },
)

test('a folder numbered anew that the server would not look through is looked through next time', async () => {
  server = await startImapServer({ mails: [mail(1), mail(2)] })
  server.renumber()
  const desk = new Desk()
  desk.at = { uidValidity: '1000', uid: 2 }
  server.refuse('UID SEARCH SINCE')
  await expect(desk.watch()).rejects.toThrow('did not look')
  void desk.watch()
  await desk.until(() => desk.at?.uid === 501)
  expect(desk.uids()).toEqual([500, 501])
})

test('a mail that is too large comes with its beginning only', async () => {
  server = await startImapServer({ mails: [mail(1, { raw: `Subject: large\r\n\r\n${'x'.repeat(300_000)}` }), mail(2)] })
  const desk = new Desk()
  void desk.watch({ limit: 200_000 })
  await desk.until(() => desk.kept.length === 2)
  expect(desk.kept.map(({ uid, isCut, raw }) => [uid, isCut, raw.length])).toEqual([
    [1, true, 262_144],
    [2, false, mail(2).raw.length],
  ])
})

test('a connection that breaks is told to the caller', async () => {
  server = await startImapServer({ mails: [mail(1)] })
  const desk = new Desk()
  const watched = desk.watch()
  await desk.until(() => desk.wells > 0)
  server.cut()
  await expect(watched).rejects.toThrow()
})

test('a diagnosis goes step by step', async () => {
  server = await startImapServer()
  expect(await diagnose('imap', mailbox())).toMatchObject({
    ok: true,
    steps: ['name', 'reach', 'sign-in', 'folder'].map((step) => ({ step, ok: true })),
  })
  const refused = await diagnose('imap', mailbox({ password: 'wrong' }))
  expect(refused).toMatchObject({ ok: false })
  expect(refused.steps.at(-1)).toMatchObject({ step: 'sign-in', code: 'password-refused' })
  expect((await diagnose('smtp', mailbox())).steps.at(-1)).toMatchObject({ code: 'not-a-mail-server' })
})
