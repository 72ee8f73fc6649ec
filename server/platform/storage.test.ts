import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolderStorage, type Storage } from './storage.ts'

let folder: string
let storage: Storage
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-storage-'))
  storage = openFolderStorage(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a file that is removed is gone, leaves nothing aside, and can be stored again', async () => {
  const { sha256 } = await storage.put(Buffer.from('a letter'))
  await storage.remove(sha256, async () => false)
  expect(await storage.has(sha256)).toBe(false)
  expect((await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())).toEqual(
    [],
  )
  await storage.remove(sha256, async () => false)
  expect((await storage.put(Buffer.from('a letter'))).sha256).toBe(sha256)
  expect((await storage.read(sha256)).toString()).toBe('a letter')
})

test('a file that somebody came to hold meanwhile is put back', async () => {
  const { sha256 } = await storage.put(Buffer.from('an invoice'))
  await storage.remove(sha256, async () => true)
  expect((await storage.read(sha256)).toString()).toBe('an invoice')
})
