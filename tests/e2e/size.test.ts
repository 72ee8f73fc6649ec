import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openWeb } from '../../server/main.web.ts'
import { measure } from '../../tools/web-size.ts'

test('no first page fetches more JS and CSS than its limit of 200 KiB gzip (UX §12)', async () => {
  await openWeb(null, () => undefined)
  const pages = measure(join(resolve(import.meta.dirname, '../..'), 'dist/web'))
  expect(pages.map(({ page }) => page)).toContain('inbox')
  expect(pages.filter(({ kib }) => kib > 200)).toEqual([])
})
