import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { settingsPage, settingsTable } from './settings-table.ts'

test('docs/settings.md is what `node tools/settings-table.ts` writes', async () => {
  expect(await readFile(settingsPage, 'utf8')).toBe(settingsTable())
})
