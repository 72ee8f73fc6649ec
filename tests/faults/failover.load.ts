import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import type { Caller } from './caller.ts'
import { ownShop } from './desk.ts'
import { type FaultMail, makeMails } from './mails.ts'

/** Something that the desk has acknowledged: a ticket by its subject, a mail by its Message-ID. */
export interface Acknowledged {
  readonly mark: string
  readonly beganMs: number
  readonly doneMs: number
}

/** One door of the desk that is used without pause, each thing until it is acknowledged. */
export interface Lane {
  readonly name: string
  readonly acknowledged: readonly Acknowledged[]
  /** Ends after the thing that is under way. */
  stop(): Promise<void>
}

/** Opens tickets at one API process; each with its key, so that it counts once however often it is asked for. */
export function openTickets(name: string, caller: Caller, port: number): Lane {
  return keepOn(name, async (mark) => {
    const body = { subject: mark, text: 'Where is my order?', channelKind: 'api', buyer: { name: 'Buyer' } }
    const heard = await caller.call(port, { method: 'POST', path: '/api/tickets', body, key: `${mark}-key` })
    if (heard !== 'cut' && heard.status < 500 && ![201, 409, 429].includes(heard.status)) throw new Error(heard.body)
    return heard !== 'cut' && heard.status === 201
  })
}

const lmtp = { host: '127.0.0.1', lmtp: true, ignoreTLS: true } as SMTPTransport.Options

/** Hands mails over to one worker by LMTP. */
export function sendMails(name: string, port: number, mails: FaultMail[]): Lane {
  return keepOn(name, async (mark) => {
    const known = mails.find(({ messageId }) => messageId === `<${mark}.0.0@buyers.example>`)
    const [mail] = known ? [known] : makeMails(1, mark)
    if (!mail) throw new Error('no mail was made')
    if (!known) mails.push({ ...mail, conversation: mails.length })
    const transport = createTransport({ ...lmtp, port })
    try {
      // By LMTP each recipient has an answer of its own: nodemailer resolves though all of them were refused.
      const { accepted } = await transport.sendMail({ envelope: { from: mail.from, to: ownShop }, raw: mail.raw })
      return accepted.length > 0
    } catch {
      return false
    } finally {
      transport.close()
    }
  })
}

function keepOn(name: string, attempt: (mark: string) => Promise<boolean>): Lane {
  const acknowledged: Acknowledged[] = []
  let isStopping = false
  const work = async () => {
    for (let at = 0; !isStopping; at += 1) {
      const mark = `r8-${name}-${at}`
      for (;;) {
        const beganMs = performance.now()
        if (await attempt(mark)) {
          acknowledged.push({ mark, beganMs, doneMs: performance.now() })
          break
        }
        await pause(50)
      }
      // A steady load rather than as much as the machine can bear: what is measured is the outage.
      await pause(20)
    }
  }
  const working = work()
  working.catch(() => undefined)
  return {
    name,
    acknowledged,
    stop: () => {
      isStopping = true
      return working
    },
  }
}
