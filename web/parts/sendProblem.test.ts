import { expect, test } from 'vitest'
import { problemInWords } from './sendProblem.ts'

const words = (key: string, values?: Readonly<Record<string, string | number>>) =>
  key === 'desk.not-composed' ? `The letter could not be put together (${values?.detail}).` : undefined

test.each([
  ['desk.not-composed ENOENT', 'The letter could not be put together (ENOENT).'],
  ['desk.of-a-newer-server', 'desk.of-a-newer-server'],
  ['550 5.1.1 desk.not-composed is no mailbox here', '550 5.1.1 desk.not-composed is no mailbox here'],
])('%s', (problem, shown) => expect(problemInWords(words, problem)).toBe(shown))
