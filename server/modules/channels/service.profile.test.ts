import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { mailLimits } from '../../platform/mail/limits.ts'
import { readMail } from '../../platform/mail/read.ts'
import { listMarketplaces, type Marketplace } from '../stores/index.ts'
import { originAmong } from './service.profile.ts'

interface Expected {
  file: string
  thread: string
  marketplace?: string
  marketplaceKind: string
  alias: string | null
  orderNumber: string | null
  itemNumber: string | null
  buyerName: string | null
  role: string
  relayId: string | null
  visible: string
  attachments: number
  automatic: boolean
}

const folder = new URL('./fixtures/', import.meta.url)
const cases: Expected[] = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))

let world: World
let places: readonly Marketplace[]
beforeAll(async () => {
  world = await openWorld()
  places = await listMarketplaces(world.context())
})
afterAll(() => world.close())

test('there are forty marketplace mails', () => expect(cases).toHaveLength(40))

test.each(cases)('$file', ({ file, thread: _thread, marketplace: _marketplace, ...expected }) => {
  const { mail } = readMail(readFileSync(new URL(file, folder)), mailLimits)
  const origin = mail && originAmong(places, undefined, mail)
  expect({
    marketplaceKind: origin?.marketplaceKind,
    alias: origin?.alias,
    orderNumber: origin?.orderNumber,
    itemNumber: origin?.profile?.itemNumber,
    buyerName: origin?.profile?.buyerName,
    role: origin?.profile?.role,
    relayId: origin?.profile?.relayId,
    visible: origin?.profile?.visible,
    attachments: mail?.attachments.length,
    automatic: mail?.automatic !== undefined,
  }).toEqual(expected)
})
