import { cpSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exists } from './folder.ts'
import { locate, openBinaries, type Shipped } from './postgres.binaries.ts'
import { systemUsers } from './postgres.place.ts'

let base: string
let shipped: Shipped
let said: string[]
const log = (line: string) => said.push(line)

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'amends-pg-programs-'))
  said = []
  // A copy of what npm installed, without the links that npm packages cannot hold.
  const { native, version } = await locate()
  shipped = { native: join(base, 'closed', 'native'), version }
  await mkdir(join(base, 'closed'))
  cpSync(native, shipped.native, {
    recursive: true,
    filter: (source) => !/\.so(\.\d+)?$/.test(source) || isKept(source),
  })
})

afterEach(() => rm(base, { recursive: true, force: true }))

/** Everything but the short names that the package makes as links: libpq.so, libpq.so.5 */
function isKept(source: string): boolean {
  return !/\/lib(icu\w+|pq|ecpg\w*|pgtypes)\.so(\.\d+)?$/.test(source)
}

test('the links that npm packages cannot hold are made where npm put the programs', async () => {
  const link = join(shipped.native, 'lib', 'libicuuc.so.60')
  expect(await exists(link)).toBe(false)
  const { postgres, major } = await openBinaries(join(base, 'home'), null, log, shipped)
  expect(postgres).toBe(join(shipped.native, 'bin', 'postgres'))
  expect(await exists(link)).toBe(true)
  expect(major).toBe(18)
  expect(said).toEqual([])
})

describe.runIf(process.getuid?.() === 0)('under root', () => {
  test('programs under a closed folder are copied, once, to where the user can run them', async () => {
    const user = await systemUsers('nobody')
    await chmod(base, 0o755)
    await chmod(join(base, 'closed'), 0o700)
    await mkdir(join(base, 'home'), { mode: 0o755 })
    const { postgres } = await openBinaries(join(base, 'home'), user, log, shipped)
    expect(postgres.startsWith(join(base, 'home'))).toBe(true)
    expect(said.join('\n')).toContain('copying them to')
    expect((await openBinaries(join(base, 'home'), user, log, shipped)).postgres).toBe(postgres)
    expect(said).toHaveLength(1)
  })
})
