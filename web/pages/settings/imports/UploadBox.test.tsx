import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showLanguage, wantWords } from '../../../i18n/text.ts'
import { mostBytes } from './imports.ts'
import { UploadBox } from './UploadBox.tsx'

let root: Root
let sent: string[]

beforeEach(async () => {
  sent = []
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      readonly upload = {}
      open(method: string, url: string): void {
        sent.push(`${method} ${url}`)
      }
      readonly setRequestHeader = vi.fn()
      readonly send = vi.fn()
      readonly abort = vi.fn()
    },
  )
  await showLanguage('en')
  await wantWords('later')
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
  root.render(<UploadBox onUploaded={() => undefined} />)
  await vi.waitFor(() => expect(document.querySelector('input')).not.toBeNull(), { interval: 5, timeout: 8_000 })
})

afterEach(() => {
  root.unmount()
  vi.unstubAllGlobals()
})

function choose(size: number): void {
  const file = new File(['order-id,sku'], 'orders.csv')
  Object.defineProperty(file, 'size', { value: size })
  const input = document.querySelector('input') ?? document.createElement('input')
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

test('a file of 2 GB is refused with the mend before a byte of it is sent', async () => {
  choose(2_000_000_000)
  await vi.waitFor(() => expect(document.body.textContent).toContain('larger than 1 GB'), {
    interval: 5,
    timeout: 8_000,
  })
  expect(document.body.textContent).toContain('split the file')
  expect(sent).toEqual([])
})

test('the largest that may be is sent', async () => {
  choose(mostBytes)
  await vi.waitFor(() => expect(sent).toEqual(['POST /api/imports']), { interval: 5, timeout: 8_000 })
})
