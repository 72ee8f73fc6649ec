import { describe, expect, test } from 'vitest'
import { fill, type Message } from './catalogue.ts'
import { consents as consentsEn } from './en/consents.ts'
import { customers as customersEn } from './en/customers.ts'
import { en } from './en/index.ts'
import { later as laterEn } from './en/later.ts'
import { merging as mergingEn } from './en/merging.ts'
import { orders as ordersEn } from './en/orders.ts'
import { policies as policiesEn } from './en/policies.ts'
import { policyEditor as policyEditorEn } from './en/policyEditor.ts'
import { procedures as proceduresEn } from './en/procedures.ts'
import { returns as returnsEn } from './en/returns.ts'
import { consents as consentsZh } from './zh-CN/consents.ts'
import { customers as customersZh } from './zh-CN/customers.ts'
import { zh } from './zh-CN/index.ts'
import { later as laterZh } from './zh-CN/later.ts'
import { merging as mergingZh } from './zh-CN/merging.ts'
import { orders as ordersZh } from './zh-CN/orders.ts'
import { policies as policiesZh } from './zh-CN/policies.ts'
import { policyEditor as policyEditorZh } from './zh-CN/policyEditor.ts'
import { procedures as proceduresZh } from './zh-CN/procedures.ts'
import { returns as returnsZh } from './zh-CN/returns.ts'

type Catalogue = Readonly<Record<string, Readonly<Record<string, Message>>>>

const english: Catalogue = {
  ...en,
  ...laterEn,
  orders: ordersEn,
  customers: customersEn,
  consents: consentsEn,
  merging: mergingEn,
  procedures: proceduresEn,
  policies: policiesEn,
  policyEditor: policyEditorEn,
  returns: returnsEn,
}
const chinese: Catalogue = {
  ...zh,
  ...laterZh,
  orders: ordersZh,
  customers: customersZh,
  consents: consentsZh,
  merging: mergingZh,
  procedures: proceduresZh,
  policies: policiesZh,
  policyEditor: policyEditorZh,
  returns: returnsZh,
}

const forms = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message)
const namesIn = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')

describe.each(Object.keys(english))('%s', (name) => {
  const source = english[name] ?? {}
  const translated = chinese[name] ?? {}

  test('has the same keys in both languages', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(source).sort())
  })

  test('a translation fills in the same parameters', () => {
    for (const [key, message] of Object.entries(source)) {
      const wanted = namesIn(forms(message).at(-1) ?? '')
      const got = namesIn(forms(translated[key] ?? '').at(-1) ?? '')
      expect(`${key}: ${got}`).toBe(`${key}: ${wanted}`)
    }
  })

  test('says something in both languages', () => {
    for (const [key, message] of Object.entries(source)) {
      const both = [...forms(message), ...forms(translated[key] ?? '')]
      expect(`${key}: ${both.every((text) => text.trim() !== '' || message === '')}`).toBe(`${key}: true`)
    }
  })
})

describe('filling in', () => {
  const tickets = { one: '{count} ticket', other: '{count} tickets' }
  test('chooses the plural form of the language', () => {
    expect(fill(tickets, { count: 1 }, 'en')).toBe('1 ticket')
    expect(fill(tickets, { count: 1_314 }, 'en')).toBe('1,314 tickets')
    expect(fill({ other: '{count} 张工单' }, { count: 1 }, 'zh-CN')).toBe('1 张工单')
  })

  test('leaves alone what it has no value for, and takes words as they are', () => {
    expect(fill('{who} → {to}', { who: '<b>$&</b>' }, 'en')).toBe('<b>$&</b> → {to}')
  })
})
