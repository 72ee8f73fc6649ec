import type pg from 'pg'
import { receive } from '../server/modules/channels/index.ts'
import type { Language, Voice } from './load.sentences.ts'
import type { Person, Shop, Stage } from './load.stage.ts'

/** Where and in which language a buyer writes. */
export interface Scene {
  readonly language: Language
  readonly marketplace: string
  /** of a hundred tickets */
  readonly share: number
  readonly domain: string
  readonly order: string
}

export const scenes: readonly Scene[] = [
  {
    language: 'en',
    marketplace: 'amazon-us',
    share: 30,
    domain: 'marketplace.amazon.com',
    order: '112-9990001-9990002',
  },
  {
    language: 'de',
    marketplace: 'amazon-de',
    share: 28,
    domain: 'marketplace.amazon.de',
    order: '302-9990001-9990002',
  },
  {
    language: 'ja',
    marketplace: 'amazon-jp',
    share: 17,
    domain: 'marketplace.amazon.co.jp',
    order: '503-9990001-9990002',
  },
  { language: 'en', marketplace: 'ebay-uk', share: 10, domain: 'members.ebay.co.uk', order: '12-99901-99902' },
  { language: 'zh', marketplace: 'own-shop', share: 15, domain: 'buyer.example', order: 'K-9990001' },
]

type Step = 'in' | 'assign' | 'note' | 'answer' | 'resolve' | 'snooze' | 'reopened'

/** The life of a ticket: each step so many hours after it began. */
export interface Shape {
  readonly name: string
  /** of a thousand tickets */
  readonly share: number
  readonly steps: readonly (readonly [Step, number])[]
  /** Hours from the first word to now; null: long ago, since all is over. */
  readonly age: number | null
  /** Played in every scene; the others in the first alone, for playing takes its time. */
  readonly everywhere?: true
}

const talk: readonly (readonly [Step, number])[] = Array.from(
  { length: 24 },
  (_, turn) =>
    [
      ['answer', 10 + turn * 20],
      ['in', 20 + turn * 20],
    ] as const,
).flat()

/** Of a thousand tickets 25 are open, 20 wait: what a desk of ten people has before it, whatever lies behind it. */
export const shapes: readonly Shape[] = [
  {
    name: 'asked and answered',
    everywhere: true,
    share: 260,
    age: null,
    steps: [
      ['in', 0],
      ['assign', 1],
      ['answer', 4],
      ['resolve', 30],
    ],
  },
  {
    name: 'with a note',
    everywhere: true,
    share: 400,
    age: null,
    steps: [
      ['in', 0],
      ['assign', 1],
      ['note', 2],
      ['answer', 5],
      ['in', 20],
      ['answer', 26],
      ['resolve', 60],
    ],
  },
  {
    name: 'late and long',
    share: 294,
    age: null,
    steps: [
      ['in', 0],
      ['assign', 9],
      ['answer', 30],
      ['in', 40],
      ['answer', 50],
      ['in', 70],
      ['answer', 80],
      ['resolve', 100],
    ],
  },
  { name: 'fifty words', share: 1, age: null, steps: [['in', 0], ['assign', 2], ...talk] },
  {
    name: 'waiting',
    share: 17,
    age: 40,
    steps: [
      ['in', 0],
      ['assign', 1],
      ['answer', 5],
    ],
  },
  {
    name: 'snoozed',
    share: 3,
    age: 30,
    steps: [
      ['in', 0],
      ['assign', 1],
      ['answer', 3],
      ['in', 20],
      ['snooze', 21],
    ],
  },
  { name: 'just come', everywhere: true, share: 6, age: 1, steps: [['in', 0]] },
  {
    name: 'come today, assigned',
    everywhere: true,
    share: 8,
    age: 5.2,
    steps: [
      ['in', 0],
      ['assign', 1],
    ],
  },
  {
    name: 'come yesterday, late',
    share: 5,
    age: 26,
    steps: [
      ['in', 0],
      ['assign', 2],
      ['note', 3],
    ],
  },
  {
    name: 'written again',
    share: 6,
    age: 50,
    steps: [
      ['in', 0],
      ['assign', 2],
      ['answer', 8],
      ['in', 46],
    ],
  },
]

/** What in a pattern stands for what differs from ticket to ticket; none of it is a word of any language. */
export const marks = {
  fill: 'zqfill',
  subject: 'zqsubject',
  first: 'Zqfirst',
  last: 'Zqlast',
  /** a name of three characters that no dictionary and no folding knows */
  characters: ['𠀋', '𠀌', '𠀍'],
  local: 'zqlocal',
  mail: 'zqmail',
} as const

/** A ticket that the desk itself has played through. */
export interface Pattern {
  readonly scene: Scene
  readonly shape: Shape
  readonly shop: Shop
  readonly agent: Person
  readonly begun: Date
}

export const nameIn = ({ language }: Scene): string =>
  language === 'en' || language === 'de' ? `${marks.first} ${marks.last}` : marks.characters.join('')

/** Plays one ticket at its own time by the desk's own doors: mail in, jobs, calls of a member. */
export async function play(
  stage: Stage,
  owner: pg.Client,
  scene: Scene,
  shape: Shape,
  voice: Voice,
  at: number,
): Promise<Pattern> {
  const shop = stage.shops.get(scene.marketplace)?.[0]
  const agent = stage.members[1]
  if (!shop || !agent) throw new Error('the stage is empty')
  const age = (shape.age ?? 24 * 30) * 3_600_000
  const begun = new Date(Date.now() - age - 1_000)
  let ticketId = ''
  for (const [index, [step, hours]] of shape.steps.entries()) {
    stage.setClock(new Date(begun.getTime() + hours * 3_600_000))
    const ticket = `/api/tickets/${ticketId}`
    const said = { text: `${voice.answers[(at + index) % voice.answers.length]}${voice.space}${marks.fill}${index}` }
    if (step === 'in') await writeIn(stage, scene, shop, voice, at, index)
    if (step === 'assign') await stage.call(agent, 'PUT', `${ticket}/assignee`, { memberId: agent.id })
    if (step === 'note')
      await stage.call(agent, 'POST', `${ticket}/messages`, { direction: 'note', text: `${marks.fill}${index}` })
    if (step === 'answer') await stage.call(agent, 'POST', `${ticket}/messages`, { direction: 'outbound', ...said })
    if (step === 'snooze')
      await stage.call(agent, 'PUT', `${ticket}/snooze`, {
        until: new Date(Date.now() + 9 * 24 * 3_600_000).toISOString(),
      })
    if (step === 'resolve')
      await stage.call(agent, 'PUT', `${ticket}/resolution`, {
        result: 'solved',
        note: '',
        customerFeedback: 'unknown',
      })
    if (step === 'answer') stage.setClock(new Date(begun.getTime() + hours * 3_600_000 + 15_000))
    await stage.work()
    ticketId ||= (await owner.query<{ id: string }>('select id from tickets')).rows[0]?.id ?? ''
  }
  stage.setClock(new Date(begun.getTime() + age))
  await stage.sweep()
  return { scene, shape, shop, agent, begun }
}

async function writeIn(stage: Stage, scene: Scene, shop: Shop, voice: Voice, at: number, index: number): Promise<void> {
  const lead = index === 0 ? voice.leads[at % voice.leads.length] : ''
  const address = `${marks.local}@${scene.domain}`
  const words = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const raw = [
    `From: ${words(nameIn(scene))} <${address}>`,
    `To: <${shop.address}>`,
    `Subject: ${words(`${lead || 'Re:'} ${marks.subject} ${scene.order}`)}`,
    `Message-ID: <${marks.mail}${index}@${scene.domain}>`,
    ...(index > 0 ? [`References: <${marks.mail}0@${scene.domain}>`] : []),
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`${lead} ${marks.fill}${index} ${nameIn(scene)} ${scene.order}`.trim())
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')
  await receive(stage.context(), {
    channelId: shop.channelId,
    raw: Buffer.from(raw),
    envelopeFrom: address,
    envelopeTo: shop.address,
  })
}
