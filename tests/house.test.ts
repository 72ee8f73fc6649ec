import { expect, test } from 'vitest'
import { fence } from '../tools/house/fence.ts'
import type { Finding } from '../tools/house/law.ts'
import { laws } from '../tools/house/laws.ts'
import { readTree } from '../tools/house/tree.ts'

const root = `${import.meta.dirname}/..`
const inWords = (findings: readonly Finding[]) => findings.map(({ law, where, what }) => `${law}  ${where}  ${what}`)

test.each(laws.map((law) => [law.states, law] as const))('%s', (_, law) => {
  expect(inWords(law.findings(readTree(root)))).toEqual([])
})

test('no import climbs the fence', async () => {
  expect(inWords(await fence(root, `${root}/.dependency-cruiser.cjs`))).toEqual([])
})
