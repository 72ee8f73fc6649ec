import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { showLanguage } from '../../i18n/text.ts'
import { Attachments } from './Attachments.tsx'

const file = { id: '1', filename: 'invoice.pdf', contentType: 'application/octet-stream', size: 68, inline: false }

test.each([
  ['en', 'The content is not what its name says'],
  ['zh-CN', '文件内容与文件名不符'],
] as const)(
  'in %s a file that is not what its name says carries a warning, and the one beside it none',
  async (language, words) => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
    await showLanguage(language)
    const page = document.createElement('div')
    const root = createRoot(page)
    const files = [
      { ...file, contradictsName: true, url: '/api/attachments/1/1' },
      { ...file, id: '2', contradictsName: false, url: '/api/attachments/1/2' },
    ]
    await act(async () => root.render(<Attachments files={files} />))
    const [warned, plain] = [...page.querySelectorAll('li')].map((item) => item.textContent)
    expect(warned).toContain(words)
    expect(plain).not.toContain(words)
    await act(async () => root.unmount())
  },
)
