import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A mail as the pretended server holds it. */
export interface HeldMail {
  readonly uid: number
  readonly raw: string
  readonly seen?: boolean
}

/** A small IMAP server for tests: one user, one folder, just what reading it needs. */
export interface ImapServer {
  readonly port: number
  /** Commands as they came, without tags. */
  readonly heard: string[]
  /** Puts a mail into the folder and tells who listens. */
  deliver(mail: HeldMail): void
  /** Numbers the folder anew. */
  renumber(): void
  /** Answers the next command that begins so with NO. */
  refuse(command: string): void
  /** Cuts every connection. */
  cut(): void
  close(): Promise<void>
}

/** Starts it; without `idle` it does not offer to push. */
export async function startImapServer(
  options: { idle?: boolean; mails?: readonly HeldMail[] } = {},
): Promise<ImapServer> {
  const { idle = true } = options
  let mails = [...(options.mails ?? [])]
  let uidValidity = 1_000
  const heard: string[] = []
  const refused: string[] = []
  const sessions = new Set<Session>()
  const server = createServer((socket) => {
    const session = new Session(socket, { idle, heard, refused, mails: () => mails, uidValidity: () => uidValidity })
    sessions.add(session)
    socket.on('close', () => sessions.delete(session))
    socket.on('error', () => sessions.delete(session))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    deliver: (mail) => {
      mails = [...mails, mail]
      for (const session of sessions) session.tell(mails.length)
    },
    renumber: () => {
      uidValidity++
      mails = mails.map((mail, at) => ({ ...mail, uid: 500 + at }))
    },
    refuse: (command) => {
      refused.push(command)
    },
    cut: () => {
      for (const session of sessions) session.end()
    },
    close: () =>
      new Promise((done) => {
        for (const session of sessions) session.end()
        server.close(() => done())
      }),
  }
}

interface Folder {
  readonly idle: boolean
  readonly heard: string[]
  readonly refused: string[]
  mails(): readonly HeldMail[]
  uidValidity(): number
}

class Session {
  readonly #socket: Socket
  readonly #folder: Folder
  #rest = ''
  #idleTag = ''

  constructor(socket: Socket, folder: Folder) {
    this.#socket = socket
    this.#folder = folder
    socket.on('data', (data: Buffer) => this.#hear(data.toString('latin1')))
    this.#say(`* OK [${this.#capabilities()}] ready`)
  }

  tell(count: number): void {
    if (this.#idleTag) this.#say(`* ${count} EXISTS`)
  }

  end(): void {
    this.#socket.destroy()
  }

  #capabilities(): string {
    return `CAPABILITY IMAP4rev1${this.#folder.idle ? ' IDLE' : ''}`
  }

  #say(line: string): void {
    this.#socket.write(`${line}\r\n`, 'latin1')
  }

  #hear(data: string): void {
    this.#rest += data
    for (let end = this.#rest.indexOf('\r\n'); end >= 0; end = this.#rest.indexOf('\r\n')) {
      const line = this.#rest.slice(0, end)
      this.#rest = this.#rest.slice(end + 2)
      this.#answer(line)
    }
  }

  #answer(line: string): void {
    if (line.toUpperCase() === 'DONE') {
      this.#say(`${this.#idleTag} OK done`)
      this.#idleTag = ''
      return
    }
    const [tag = '', ...words] = line.split(' ')
    const command = words.join(' ')
    this.#folder.heard.push(command)
    const [verb = '', second = ''] = words.map((word) => word.toUpperCase())
    const name = verb === 'UID' ? `UID ${second}` : verb
    if (name === 'IDLE') {
      this.#idleTag = tag
      this.#say('+ idling')
      return
    }
    if (name === 'LOGIN' && !command.includes('secret')) {
      this.#say(`${tag} NO [AUTHENTICATIONFAILED] wrong password`)
      return
    }
    const { refused } = this.#folder
    const at = refused.findIndex((start) => command.startsWith(start))
    if (at >= 0) {
      refused.splice(at, 1)
      this.#say(`${tag} NO [UNAVAILABLE] not now`)
      return
    }
    for (const answer of this.#data(name, command)) this.#say(answer)
    this.#say(`${tag} OK ${name} done`)
    if (name === 'LOGOUT') this.#socket.end()
  }

  #data(name: string, command: string): string[] {
    const mails = this.#folder.mails()
    if (name === 'CAPABILITY') return [`* ${this.#capabilities()}`]
    if (name === 'LIST') return ['* LIST (\\HasNoChildren) "/" INBOX']
    if (name === 'EXAMINE' || name === 'SELECT') {
      const next = Math.max(0, ...mails.map(({ uid }) => uid)) + 1
      return [
        '* FLAGS (\\Seen)',
        `* ${mails.length} EXISTS`,
        '* 0 RECENT',
        `* OK [UIDVALIDITY ${this.#folder.uidValidity()}] valid`,
        `* OK [UIDNEXT ${next}] next`,
      ]
    }
    if (name === 'NOOP') return [`* ${mails.length} EXISTS`]
    if (name === 'UID SEARCH') return [`* SEARCH ${this.#found(command).join(' ')}`.trimEnd()]
    return name === 'UID FETCH' ? this.#fetched(command) : []
  }

  #found(command: string): number[] {
    const range = /UID (\d+):(\d+|\*)/.exec(command.replace('UID SEARCH', ''))
    const unseen = /UNSEEN/i.test(command)
    return this.#folder
      .mails()
      .filter(
        ({ uid, seen }) => (!unseen || !seen) && (!range || isWithin(uid, range[1], range[2], this.#folder.mails())),
      )
      .map(({ uid }) => uid)
  }

  #fetched(command: string): string[] {
    const wanted =
      /UID FETCH (\S+)/i
        .exec(command)?.[1]
        ?.split(',')
        .map((part) => part.split(':')) ?? []
    return this.#folder.mails().flatMap((mail, at) => {
      if (!wanted.some(([from, to = from]) => isWithin(mail.uid, from, to, this.#folder.mails()))) return []
      const part = /BODY\.PEEK\[\](?:<0\.(\d+)>)?/i.exec(command)
      const bytes = part?.[1] ? mail.raw.slice(0, Number(part[1])) : mail.raw
      const body = part ? ` BODY[]${part[1] ? '<0>' : ''} {${bytes.length}}\r\n${bytes}` : ''
      return [`* ${at + 1} FETCH (UID ${mail.uid} RFC822.SIZE ${mail.raw.length}${body})`]
    })
  }
}

/** "n:*" holds the last mail even when n is higher. */
function isWithin(uid: number, from: string | undefined, to: string | undefined, mails: readonly HeldMail[]): boolean {
  const last = Math.max(0, ...mails.map((mail) => mail.uid))
  const [one, other] = [Number(from), to === '*' ? last : Number(to)]
  return uid >= Math.min(one, other) && uid <= Math.max(one, other)
}
