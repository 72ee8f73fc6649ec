import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Where in a session the peer may misbehave; `dot` is the end of the message. */
export const moments = ['connect', 'ehlo', 'mail', 'rcpt', 'data', 'dot'] as const
export type Moment = (typeof moments)[number]

/**
 * What it does then. `4xx` and `5xx`: refuses. `hangs`: never answers. `drops`: ends the connection unanswered. `withholds`:
 * has taken the letter, and ends the connection before it says so (at the dot only).
 */
export const misdeeds = ['4xx', '5xx', 'hangs', 'drops', 'withholds'] as const
export type Misdeed = (typeof misdeeds)[number]

/** A letter that the peer answers for. */
export interface Taken {
  readonly messageId: string
  /** The reply that it is, as its text says. */
  readonly reply: string
  /** It never told that it took the letter. */
  readonly isWithheld: boolean
  readonly at: number
}

/** A mail server that misbehaves, and a ledger of what it really did. */
export interface WildPeer {
  readonly port: number
  readonly taken: readonly Taken[]
  /** Message-IDs of letters that it refused for good; what is refused before the letter is known counts for its recipient. */
  readonly refused: ReadonlySet<string>
  /** How often it did what. */
  readonly done: Readonly<Record<string, number>>
  close(): Promise<void>
}

/** Decides what the peer does at a moment; undefined lets the session go on. */
export type Mood = (moment: Moment) => Misdeed | undefined

/** With this chance at each moment, one of the misdeeds that fit it. A hang costs the sender its patience: it is rarer. */
export function moodOf(random: () => number, chance: number): Mood {
  const kinds = ['4xx', '4xx', 'drops', 'drops', 'hangs', '5xx'] as const
  return (moment) => {
    if (random() >= chance) return undefined
    if (moment === 'dot' && random() < 0.5) return 'withholds'
    return kinds[Math.floor(random() * kinds.length)]
  }
}

/** Opens the peer on a free port of this machine. */
export async function openWildPeer(mood: Mood): Promise<WildPeer> {
  const taken: Taken[] = []
  const refused = new Set<string>()
  const done: Record<string, number> = {}
  const sockets = new Set<Socket>()
  const note = (moment: Moment, misdeed: Misdeed) => {
    const name = `${moment} ${misdeed}`
    done[name] = (done[name] ?? 0) + 1
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    converse(socket, { mood, note, taken, refused })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    refused,
    done,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

interface Books {
  readonly mood: Mood
  readonly note: (moment: Moment, misdeed: Misdeed) => void
  readonly taken: Taken[]
  readonly refused: Set<string>
}

const said: Readonly<Record<Moment, string>> = {
  connect: '220 peer.example ESMTP',
  ehlo: '250-peer.example\r\n250 8BITMIME',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go on',
  dot: '250 2.0.0 Taken',
}

/** One session: answers each command, or does what the mood of the moment says. */
function converse(socket: Socket, { mood, note, taken, refused }: Books): void {
  let inData = false
  let kept = ''
  let recipient = ''
  const meet = (moment: Moment, letter = ''): boolean => {
    const misdeed = mood(moment)
    const isTaken = moment === 'dot' && (misdeed === undefined || misdeed === 'withholds')
    if (misdeed) note(moment, misdeed)
    if (isTaken) taken.push({ ...readLetter(letter), isWithheld: misdeed === 'withholds', at: Date.now() })
    if (misdeed === '5xx') refused.add(moment === 'dot' ? readLetter(letter).messageId : recipient || 'anybody')
    if (misdeed === undefined) socket.write(`${said[moment]}\r\n`)
    else if (misdeed === '4xx') socket.write('451 4.3.0 Not now\r\n')
    else if (misdeed === '5xx') socket.write('554 5.7.1 Never\r\n')
    else if (misdeed !== 'hangs') socket.destroy()
    return misdeed === undefined
  }
  const answer = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') meet('ehlo')
    else if (verb === 'MAIL') meet('mail')
    else if (verb === 'RCPT') {
      recipient = /<([^>]*)>/.exec(line)?.[1] ?? ''
      meet('rcpt')
    } else if (verb === 'DATA') inData = meet('data')
    else if (verb === 'QUIT') socket.end('221 2.0.0 Bye\r\n')
    else socket.write(verb === 'RSET' || verb === 'NOOP' ? '250 2.0.0 Ok\r\n' : '502 5.5.1 Not known\r\n')
  }
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    kept += chunk
    for (;;) {
      const mark = inData ? '\r\n.\r\n' : '\r\n'
      const end = kept.indexOf(mark)
      if (end < 0) return
      const part = kept.slice(0, end)
      kept = kept.slice(end + mark.length)
      if (!inData) answer(part)
      else {
        inData = false
        meet('dot', part)
      }
    }
  })
  if (!meet('connect') && !socket.destroyed) kept = ''
}

/** What the ledger keeps of a letter: its Message-ID, and which reply its text says it is. */
function readLetter(raw: string): { messageId: string; reply: string } {
  return {
    messageId: /^Message-ID: <([^>]*)>/im.exec(raw)?.[1] ?? '',
    reply: /\((r2 \d+\/\d+)\)/.exec(raw)?.[1] ?? '',
  }
}
