import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSecret, readSecret, secretIn } from './auth.ts'

test('a secret names its workspace wherever it stands, and is read back to it', () =>
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom('', 'amends_'), (workspaceId, prefix) => {
      const { text, hash } = makeSecret(workspaceId, prefix)
      expect(readSecret(text, prefix)).toEqual({ workspaceId, hash })
      for (const carried of [text, `Bearer ${text}`, `theme=dark; amends_session=${text}; seen=1`])
        expect(secretIn(carried)).toEqual({ workspaceId, secret: text.replace(prefix, '') })
    }),
  ))

test('nothing is named by what is no secret', () => {
  const { text } = makeSecret('01ff0000-0000-7000-8000-00000000dead')
  for (const carried of ['', 'Bearer x', text.replace('.', '-'), text.slice(0, -1), `${text}x`])
    expect(secretIn(carried)).toBeUndefined()
})
