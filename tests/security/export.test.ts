import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { receive } from '../../server/modules/channels/index.ts'
import { forgetExports } from '../../server/modules/customers/service.exports.ts'
import { openWorld, type World } from '../world.ts'
import { openDesk, type PlantedPerson, personOf, plantPerson } from './person.ts'

let world: World
let theirs: PlantedPerson
beforeAll(async () => {
  world = await openWorld()
  const desk = await openDesk(world)
  theirs = await plantPerson(world, desk, personOf('alpha'), 1)
  const raw = Buffer.from('From: <omega@buyer.test>\r\nMessage-ID: <omega>\r\nSubject: Omega\r\n\r\nA word of Omega')
  const envelope = { envelopeFrom: 'omega@buyer.test', envelopeTo: desk.address }
  await receive(world.context(), { channelId: desk.channelId, raw, ...envelope })
  await world.work()
})
afterAll(() => world.close())

const urlOf = (path = '') => `/api/customers/${theirs.customerId}/export${path}`

/** The files of a ZIP, by their path. */
async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const zip = await new Promise<import('yauzl').ZipFile>((done, failed) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (opened ? done(opened) : failed(error))),
  )
  await new Promise<void>((done, failed) => {
    zip.on('end', done).on('error', failed)
    zip.on('entry', (entry: import('yauzl').Entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (!stream) return failed(error)
        const parts: Buffer[] = []
        for await (const part of stream) parts.push(part as Buffer)
        files.set(entry.fileName, Buffer.concat(parts).toString())
        zip.readEntry()
      }),
    )
    zip.readEntry()
  })
  return files
}

async function download(caller = world.first): Promise<number> {
  const { last } = (await world.first.get(urlOf())).body
  return (await caller.get(urlOf(`s/${last.id}/file`))).status
}

test('everything that is known of a customer is in one file, and nothing of anybody else', async () => {
  const asked = (await world.first.post(urlOf())).body
  expect(asked).toMatchObject({ status: 'waiting', isMine: true })
  expect((await world.first.post(urlOf())).body.id).toBe(asked.id)
  await world.work()
  expect((await world.first.get(urlOf())).body.last).toMatchObject({ status: 'done', expiresAt: expect.any(String) })
  const [{ sha256 }] = await world.sql('select sha256 from customer_exports')
  const files = await unzipped(await world.services.storage.read(sha256))
  const all = [...files].map(([path, text]) => `${path}\n${text}`).join('\n')
  const { name, email, text, street, fileText, answer, note, profile, cell, comment, fileName } = personOf('alpha')
  for (const word of [name, email, text, street, fileText, answer, note, profile, cell, comment, fileName])
    expect(all).toContain(word)
  expect(all).not.toMatch(/omega/i)
  const paths = [
    'everything.json',
    'profile.csv',
    'contacts.csv',
    'tickets.csv',
    'messages.csv',
    'orders.csv',
    'returns.csv',
  ]
  expect([...files.keys()]).toEqual(expect.arrayContaining(paths))
  const everything = JSON.parse(files.get('everything.json') ?? '')
  expect(everything.orders).toMatchObject([{ number: theirs.orderNumber, buyerName: name }])
})

test('whoever asked downloads it, nobody else, and for seven days', async () => {
  expect(await download()).toBe(200)
  const colleague = await world.hire('manager')
  expect(await download(colleague)).toBe(404)
  const agent = await world.as('agent')
  expect((await agent.get(urlOf())).status).toBe(403)
  const entries = (await world.first.get(`/api/audit-entries?subject=${theirs.customerId}&limit=20`)).body.items
  const actions = entries.map(({ action }: { action: string }) => action)
  for (const action of ['customers.exported', 'customers.export-downloaded']) expect(actions).toContain(action)

  const [{ sha256 }] = await world.sql('select sha256 from customer_exports')
  world.clock.advance(7 * 86_400_000 + 1_000)
  await forgetExports(world.context())
  expect(await world.services.storage.has(sha256)).toBe(false)
  expect(await world.sql('select status, sha256 from customer_exports')).toEqual([{ status: 'done', sha256: null }])
})
