import { afterAll, beforeAll, expect, test } from 'vitest'
import { runImport } from '../server/modules/imports/service.running.ts'
import { createStore } from '../server/modules/stores/index.ts'
import { fewerFiles } from './awkward/every-file.ts'
import { samplesAreHere } from './awkward/other-reports.ts'
import { type Door, readAllIn } from './awkward/read-in.ts'
import { uploadOf } from './fixtures/upload.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  if (!samplesAreHere)
    process.stderr.write('\n!! ../shared/data is not beside the project: two real reports are left out.\n\n')
})
afterAll(() => world.close())

const permissions = [
  ...['imports.read', 'imports.run', 'orders.read', 'orders.write', 'products.read', 'customers.reveal', 'stores.read'],
]

async function doorOf(world: World): Promise<Door> {
  const secret = await world.token(permissions)
  return {
    async ask({ method, path, body, file, from }) {
      const sent = file ? uploadOf(encodeURIComponent(file.filename), file.bytes) : { payload: body, headers: {} }
      const { statusCode, body: said } = await world.app.inject({
        ...{ method, url: path, remoteAddress: from },
        ...(sent.payload && { payload: sent.payload }),
        headers: { ...sent.headers, authorization: `Bearer ${secret}` },
      })
      return { status: statusCode, body: said }
    },
    speak: async (language) => {
      await world.sql('update members set language = $1', [language])
    },
    ended: (importId) => runImport(world.context(), importId),
  }
}

test('every awkward file is read cell by cell as it was meant, or refused with row, column and reason', async () => {
  const store = await createStore(world.context(), { name: 'Nordhaus US', marketplace: 'amazon-us' })
  expect(fewerFiles.length).toBeGreaterThan(60)
  expect(Object.fromEntries(await readAllIn(await doorOf(world), store.id, fewerFiles))).toEqual({})
  // Each file waits for the disk several times: on a busy machine that is what takes long.
}, 120_000)
