/** A mail of the run, and what must become of it. */
export interface FaultMail {
  readonly messageId: string
  /** Mails of one conversation belong on one ticket, those of others never. */
  readonly conversation: number
  readonly from: string
  readonly raw: string
}

const openings = [
  'Where is my order? It should have come on Friday.',
  'Die Lampe ist zerbrochen angekommen. Was kann ich tun?',
  '注文した椅子の色が違います。交換できますか。',
  'I would like to return the desk, I do not like the colour.',
]

/**
 * So many mails in conversations of one to four: each names the one before in References, as mail programs do. The same
 * seed makes the same mails. Nothing in them but the references tells which belong together.
 */
export function makeMails(count: number, seed: string): readonly FaultMail[] {
  const mails: FaultMail[] = []
  for (let conversation = 0; mails.length < count; conversation += 1) {
    const length = Math.min(1 + (conversation % 4), count - mails.length)
    const from = `buyer-${seed}-${conversation}@buyers.example`
    const ids: string[] = []
    for (let turn = 0; turn < length; turn += 1) {
      const messageId = `<${seed}.${conversation}.${turn}@buyers.example>`
      const references = ids.length > 0 ? [`In-Reply-To: ${ids.at(-1)}`, `References: ${ids.join(' ')}`] : []
      ids.push(messageId)
      const text = `${openings[conversation % openings.length]}\r\n\r\n(${seed} ${conversation}/${turn})`
      mails.push({ messageId, conversation, from, raw: rawOf({ messageId, from, turn, references, text }) })
    }
  }
  return mails
}

interface Parts {
  readonly messageId: string
  readonly from: string
  readonly turn: number
  readonly references: readonly string[]
  readonly text: string
}

function rawOf({ messageId, from, turn, references, text }: Parts): string {
  const lines = [
    `From: Buyer <${from}>`,
    'To: kitto@desk.demo',
    `Subject: ${turn > 0 ? 'Re: ' : ''}A question`,
    `Message-ID: ${messageId}`,
    'Date: Sun, 22 Nov 2026 09:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    ...references,
  ]
  const body = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')
  return `${lines.join('\r\n')}\r\n\r\n${body}\r\n`
}
