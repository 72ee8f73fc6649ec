import { describe, expect, test } from 'vitest'
import { shippedGround, shippedPolicy } from '../../../tests/policies/ground.ts'
import { faultsOf, templatesIn } from './rules.validation.ts'
import type { Condition } from './schema.formulas.ts'
import type { NodeOf, ReturnPolicy } from './schema.policy.ts'

const title = { en: 'A node', 'zh-CN': '节点' }
const to = (target: string) => ({ insists: target, accepts: target, 'gives-up': target, silent: target })
const letter: NodeOf<'letter'> = {
  kind: 'letter',
  title,
  template: 'return.letter-3',
  wait: 7,
  offers: [{ do: 'approve' }],
  answers: to('end'),
}
const end = { kind: 'end', title, outcome: 'refunded' } as const
const branch = (when: Condition, target = 'end') => ({ title, when, to: target })
const decision = (...whens: Condition[]) => ({
  kind: 'decision' as const,
  title,
  branches: whens.map((when) => branch(when)),
  otherwise: 'end',
})
const policy = (nodes: ReturnPolicy['nodes'], change: Partial<ReturnPolicy> = {}): ReturnPolicy => ({
  key: 'trial',
  title,
  applies: { all: [] },
  fields: { share: { kind: 'percent', title, value: 15 } },
  start: 'begin',
  nodes: { end, ...nodes },
  ...change,
})
const found = (made: ReturnPolicy) =>
  faultsOf(made, shippedGround).map(({ code, node, parameters }) =>
    [code, node, ...Object.values(parameters)].join(' ').trim(),
  )

describe('each fault names its node', () => {
  test.each<[string, ReturnPolicy, string[]]>([
    ['nothing', policy({ begin: letter }), []],
    ['no beginning', policy({}, { start: 'gone' }), ['start-missing  gone', 'unreachable end']],
    [
      'a way to nowhere',
      policy({ begin: { ...letter, answers: { ...to('end'), silent: 'gone' } } }),
      ['target-missing begin gone'],
    ],
    ['a node that nothing leads to', policy({ begin: letter, aside: letter }), ['unreachable aside']],
    [
      'a circle that nobody leaves',
      policy({ begin: { ...letter, answers: to('other') }, other: { ...letter, answers: to('begin') } }),
      ['unreachable end', 'never-ends begin', 'never-ends other', 'loop-unbounded begin', 'loop-unbounded other'],
    ],
    [
      'a circle with a bound',
      policy({ begin: { ...letter, answers: { ...to('end'), insists: 'begin' }, most: 3, beyond: 'end' } }),
      [],
    ],
    [
      'a circle past a prohibition',
      policy({
        begin: { ...letter, most: 3, beyond: 'end', ifForbidden: 'act' },
        act: { kind: 'act', title, moves: [{ do: 'approve' }], to: 'begin' },
      }),
      ['loop-unbounded begin', 'loop-unbounded act'],
    ],
    ['a bound without a way out', policy({ begin: { ...letter, most: 3 } }), ['bound-without-exit begin']],
    [
      'a branch that an earlier one takes',
      policy({ begin: decision({ fact: 'photos', atLeast: 1 }, { fact: 'photos', atLeast: 2 }) }),
      ['branch-dead begin 1'],
    ],
    [
      'a branch that contradicts itself',
      policy({ begin: decision({ all: [{ fact: 'reason', is: 'late' }, { not: { fact: 'reason', is: 'late' } }] }) }),
      ['branch-dead begin 0'],
    ],
    [
      'a branch dead by the decision before',
      policy({
        begin: { ...decision(), branches: [branch({ fact: 'profanity', is: true }, 'second')] },
        second: decision({ fact: 'profanity', is: false }),
      }),
      ['branch-dead second 0'],
    ],
    [
      'a branch dead by what the policy is for',
      policy({ begin: decision({ fact: 'reason', is: 'late' }) }, { applies: { fact: 'reason', is: 'no-reason' } }),
      ['branch-dead begin 0'],
    ],
    ['a policy for nothing', policy({ begin: letter }, { applies: { any: [] } }), ['applies-never']],
    [
      'a word that the fact never is',
      policy({ begin: decision({ fact: 'reason', is: 'boredom' }) }),
      ['fact-value begin reason boredom'],
    ],
    [
      'a size of what has none',
      policy({ begin: decision({ fact: 'reason', atLeast: 2 }) }),
      ['fact-value begin reason 2'],
    ],
    [
      'a field that is not there',
      policy({ begin: { ...letter, wait: { field: 'share' } } }),
      ['field-missing begin share'],
    ],
    [
      'a letter that nobody wrote',
      policy({ begin: { ...letter, template: 'return.letter-9' } }),
      ['template-missing begin return.letter-9'],
    ],
    [
      'a prohibition without an answer',
      policy({ begin: { ...letter, offers: [{ do: 'shipping', paidBy: 'buyer' }] } }),
      ['guard-unanswered begin'],
    ],
    [
      'a fee that only one category permits',
      policy({
        begin: {
          ...letter,
          offers: [{ do: 'fee', percent: 60 }],
          ifForbidden: 'end',
        },
      }),
      [],
    ],
    [
      'two options of one name, none always open',
      policy({
        begin: {
          kind: 'options',
          title,
          options: [
            { key: 'one', title, moves: [{ do: 'fee', percent: 5 }], to: 'end' },
            {
              key: 'one',
              title,
              moves: [],
              to: 'end',
              when: {
                all: [
                  { fact: 'photos', atMost: 1 },
                  { fact: 'photos', atLeast: 2 },
                ],
              },
            },
          ],
        },
      }),
      ['option-dead begin one', 'option-twice begin one', 'options-incomplete begin'],
    ],
  ])('%s', (_what, made, expected) => {
    expect(found(made).sort()).toEqual([...expected].sort())
  })

  test('a fee that none of the places of the policy permits can never be asked there', () => {
    const made = policy({ begin: { ...letter, offers: [{ do: 'fee', percent: 15 }], ifForbidden: 'end' } })
    const ebay = shippedGround.places.filter(({ marketplaceKind }) => marketplaceKind === 'ebay')
    expect(faultsOf(made, { ...shippedGround, places: ebay })).toEqual([
      { code: 'guard-never-permits', node: 'begin', parameters: { refusal: 'fee-marketplace' } },
    ])
  })

  test('a letter is needed in every language of the buyers', () => {
    const made = policy({ begin: letter })
    expect(faultsOf(made, { ...shippedGround, languages: ['en', 'pl'] })).toEqual([
      { code: 'template-language', node: 'begin', parameters: { template: 'return.letter-3', language: 'pl' } },
    ])
    expect(templatesIn(shippedPolicy('changed-order'))).toContain('order.exchange')
  })
})
