import { expect, test } from 'vitest'
import { shippedPolicies } from '../server/modules/policies/index.ts'
import { letterValues } from '../server/modules/returns/rules.step.ts'
import type { Step } from '../server/modules/returns/schema.ts'
import type { LetterLanguage } from '../server/modules/templates/schema.ts'
import { type TemplateValues, variables } from '../server/modules/templates/schema.values.ts'
import { fill } from '../server/modules/templates/service.engine.ts'
import { shippedLetters, wholeText } from '../server/modules/templates/starter/rows.ts'

/** What the ticket tells, or somebody fills in by hand; what the return tells comes from its step. */
const ofTicket = Object.fromEntries(
  Object.entries(variables).flatMap(([name, { sample }]) => (/^(return|refund)\./.test(name) ? [] : [[name, sample]])),
) as TemplateValues

const known = {
  facts: { itemPrice: 39_900 },
  currency: 'EUR',
  rma: 'RMA-1',
  item: 'Nordhem 3',
  orderNumber: '302-4459871-2291564',
  address: 'Hafenstr. 12\n20457 Hamburg',
  labelUrl: 'https://desk.example/label/1',
  now: new Date('2026-03-02T10:00:00Z'),
  itemWithin: 14,
  refunded: null,
}

const written = shippedPolicies.flatMap((policy) =>
  Object.entries(policy.nodes).flatMap(([node, it]) =>
    (it.kind === 'letter' || it.kind === 'act') && it.template ? [[`${policy.key}: ${node}`, it] as const] : [],
  ),
)

// Agents may not change a letter's words (R9): one that leaves a place to write in could never go out.
test.each(written)('%s leaves nothing to be written by hand, in any language', (_, node) => {
  const moves = (node.kind === 'letter' ? node.offers : node.moves) ?? []
  const settled = moves.map((move) => ('percent' in move ? { ...move, percent: 15 } : move))
  const step = (node.kind === 'letter'
    ? { kind: 'letter', offers: settled, wait: 7 }
    : { kind: 'act', moves: settled }) as unknown as Step
  const letter = shippedLetters().find(({ key }) => key === node.template)
  const values = { ...ofTicket, ...letterValues(step, known) } as TemplateValues
  for (const [language, text] of Object.entries(letter?.texts ?? {})) {
    const source = {
      subject: text.subject ?? null,
      body: wholeText(text.body),
      meaning: wholeText(letter?.meaning.body ?? []),
    }
    const filled = fill(source, values, { language: language as LetterLanguage, zone: 'UTC' })
    expect(`${filled.text} ${filled.meaning}`).not.toContain('[[')
  }
})
