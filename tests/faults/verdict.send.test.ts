import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { type Misdeed, type Moment, moodOf, openWildPeer, type Taken, type WildPeer } from './smtp-peer.ts'
import { judgeSending, type ShownReply } from './verdict.send.ts'

const accepted = ['r2 0/0', 'r2 0/1', 'r2 0/2', 'r2 1/0', 'r2 1/1']
const letter = (reply: string, at: number, fields: Partial<Taken> = {}): Taken => ({
  messageId: `${reply.replace(/\W/g, '')}@desk.example`,
  reply,
  isWithheld: false,
  at,
  ...fields,
})
/** A desk that did everything right, and a peer that behaved. */
const right = accepted.map((reply, at) => letter(reply, at * 1_000))
const sent = (reply: string): ShownReply => ({ reply, delivery: 'sent', failure: null })
const shown = accepted.map(sent)
const spotless = { lost: [], doubled: [], misreported: [], disordered: [], again: { withheld: 0, killed: 0 } }

describe('the verdict on sending', () => {
  test('has nothing against a desk that did everything right', () => {
    expect(judgeSending(accepted, right, shown, [])).toEqual(spotless)
  })

  test('names every letter that neither the peer has nor the agent knows to have failed', () => {
    fc.assert(
      fc.property(fc.subarray(right), (kept) => {
        const missing = accepted.filter((reply) => !kept.some((one) => one.reply === reply))
        const verdict = judgeSending(accepted, kept, shown, [])
        expect(verdict).toMatchObject({ lost: missing, misreported: missing })
      }),
    )
  })

  test('takes a refusal for an end when the agent reads the words of the server, and only then', () => {
    const [first, ...others] = right
    const failed = (failure: string | null) => [
      { ...sent(first?.reply ?? ''), delivery: 'failed', failure },
      ...shown.slice(1),
    ]
    const verdict = (failure: string | null) => judgeSending(accepted, others, failed(failure), [])
    expect(verdict('Message failed: 554 5.7.1 Never')).toEqual(spotless)
    for (const failure of [null, '', 'Message failed: 451 4.3.0 Not now'])
      expect(verdict(failure)).toMatchObject({ lost: [], misreported: [first?.reply] })
  })

  test('forgives a second copy for each withheld answer and no more', () => {
    const [first, ...others] = right
    const copies = (...withheld: boolean[]) =>
      withheld.map((isWithheld, at) => letter(first?.reply ?? '', at, { isWithheld }))
    const verdict = (...withheld: boolean[]) => judgeSending(accepted, [...copies(...withheld), ...others], shown, [])
    expect(verdict(true, false)).toEqual({ ...spotless, again: { withheld: 1, killed: 0 } })
    expect(verdict(true, true, false)).toEqual({ ...spotless, again: { withheld: 2, killed: 0 } })
    expect(verdict(false, false).doubled).toEqual([first?.reply])
    expect(verdict(true, false, false).doubled).toEqual([first?.reply])
  })

  test('forgives a second copy when the worker was killed right after the first', () => {
    const twice = [...right, letter('r2 1/1', 20_000)]
    expect(judgeSending(accepted, twice, shown, [4_500])).toEqual({ ...spotless, again: { withheld: 0, killed: 1 } })
    for (const kill of [3_999, 6_001]) expect(judgeSending(accepted, twice, shown, [kill]).doubled).toEqual(['r2 1/1'])
  })

  test('never forgives another Message-ID', () => {
    const other = letter('r2 0/0', 0, { messageId: 'another@desk.example', isWithheld: true })
    expect(judgeSending(accepted, [other, ...right], shown, []).doubled).toEqual(['r2 0/0'])
  })

  test('sees a reply that overtook an earlier one of its ticket, whatever its copies did', () => {
    const [first, second, ...others] = right
    if (!first || !second) throw new Error('no letters')
    expect(judgeSending(accepted, [second, first, ...others], shown, []).disordered).toEqual(['r2 0/0'])
    const again = [{ ...first, isWithheld: true }, second, first, ...others]
    expect(judgeSending(accepted, again, shown, []).disordered).toEqual([])
  })
})

describe('the peer', () => {
  let peer: WildPeer | undefined
  afterEach(() => peer?.close())

  /** Says a whole session to a peer that does one thing at one moment; resolves with what it answered until it hung up. */
  async function session(moment: Moment, misdeed: Misdeed): Promise<string> {
    peer = await openWildPeer((now) => (now === moment ? misdeed : undefined))
    const commands = ['EHLO x', 'MAIL FROM:<a@x>', 'RCPT TO:<b@y>', 'DATA']
    const body = 'Message-ID: <1@x>\r\n\r\nHello (r2 3/1)\r\n.'
    const socket = connect(peer.port, '127.0.0.1')
    let heard = ''
    socket.on('error', () => undefined)
    return new Promise((done) => {
      socket.on('close', () => done(heard))
      socket.on('data', (chunk) => {
        heard += chunk
        const next = heard.endsWith('354 Go on\r\n') ? body : (commands.shift() ?? 'QUIT')
        if (!socket.destroyed) socket.write(`${next}\r\n`)
      })
    })
  }

  test.each([
    ['rcpt', '4xx', '451 4.3.0', 1],
    ['dot', '5xx', '554 5.7.1', 0],
    ['mail', 'drops', '250 8BITMIME', 0],
  ] as const)('at %s: %s', async (moment, misdeed, said, taken) => {
    expect(await session(moment, misdeed)).toContain(said)
    expect(peer?.done).toEqual({ [`${moment} ${misdeed}`]: 1 })
    expect(peer?.taken).toHaveLength(taken)
  })

  test('that withholds its answer has the letter in its ledger', async () => {
    expect(await session('dot', 'withholds')).not.toContain('Taken')
    expect(peer?.taken).toMatchObject([{ messageId: '1@x', reply: 'r2 3/1', isWithheld: true }])
  })

  test('behaves where its chance is nought, and does all it knows where it is one', () => {
    expect(moodOf(Math.random, 0)('dot')).toBeUndefined()
    const seen = new Set(Array.from({ length: 500 }, () => moodOf(Math.random, 1)('dot')))
    expect([...seen].sort()).toEqual(['4xx', '5xx', 'drops', 'hangs', 'withholds'])
  })
})
