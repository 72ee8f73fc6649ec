import { act, useReducer, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showLanguage, wantWords } from '../../i18n/text.ts'
import { EditorProvider } from './editor.ts'
import { edited } from './edits.ts'
import { Outline } from './Outline.tsx'
import type { Ground } from './policies.ts'
import { newNode, type Policy } from './tree.ts'
import { usePolicyWords } from './words.ts'

let root: Root

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/[^\w-]/g, (sign) => `\\${sign}`) })
  await showLanguage('en')
  await Promise.all([wantWords('policies'), wantWords('policyEditor')])
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})
afterEach(() => act(async () => root.unmount()))

const called = (en: string) => ({ en, 'zh-CN': en })
const tree: Policy = {
  key: 'trial',
  title: called('Trial'),
  applies: { all: [] },
  fields: {},
  start: 'first',
  nodes: {
    first: {
      kind: 'letter',
      title: called('First letter'),
      template: 'return.letter-1',
      wait: 7,
      offers: [],
      answers: { insists: 'give', accepts: 'give', 'gives-up': 'end', silent: 'end' },
    },
    give: { ...newNode('act', 'end', ''), title: called('Give in') },
    end: { ...newNode('end', '', ''), title: called('Over') },
  },
}
const ground: Ground = {
  letters: [],
  languages: [],
  stores: [],
  marketplaces: [],
  facts: [],
  categories: [],
  zone: 'UTC',
}

const edits = vi.fn()
const inserts = vi.fn()
let undo: () => void = () => undefined

function Page({ isReadOnly = false }: { readonly isReadOnly?: boolean }) {
  const words = usePolicyWords()
  const [{ now }, edit] = useReducer(edited, { now: tree, past: [], future: [], about: '' })
  const [chosen, setChosen] = useState<string>()
  undo = () => edit({ do: 'undo' })
  const editor = {
    policy: now,
    ground,
    words,
    isReadOnly,
    change: (to: Policy) => edit({ do: 'change', to, about: '' }),
    choose: setChosen,
  }
  const none = { figure: undefined, faults: 0, difference: undefined, isOnWay: false, isStart: false }
  return (
    <EditorProvider value={editor}>
      <Outline chosen={chosen} marksOf={() => none} onInsert={inserts} onEdit={edits} />
    </EditorProvider>
  )
}

const items = () => [...document.querySelectorAll<HTMLElement>('[role=treeitem]')]
const focused = () => document.activeElement?.textContent ?? ''
const press = (code: string) =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }))
  })
const begin = async (isReadOnly = false) => {
  await act(async () => root.render(<Page isReadOnly={isReadOnly} />))
  await act(async () => items()[0]?.focus())
}

test('one line at a time can be reached, and says where in the tree it stands', async () => {
  await begin()
  expect(items().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  expect(
    items().map((item) => [item.ariaLevel ?? item.getAttribute('aria-level'), item.getAttribute('aria-posinset')]),
  ).toEqual([
    ['1', '1'],
    ['2', '1'],
    ['3', '1'],
    ['2', '2'],
    ['2', '3'],
    ['2', '4'],
  ])
})

test('arrows walk through the tree, close and open it, and go to where a node stands first', async () => {
  await begin()
  await press('ArrowDown')
  expect(focused()).toContain('Give in')
  await press('ArrowLeft')
  expect(items()).toHaveLength(5)
  await press('ArrowRight')
  expect(items()).toHaveLength(6)
  await press('ArrowRight')
  expect(focused()).toContain('Over')
  await press('ArrowLeft')
  expect(focused()).toContain('Give in')
  await press('End')
  expect(focused()).toContain('Silent')
  await press('ArrowRight')
  expect(focused()).toContain('Then')
  await press('Home')
  expect(focused()).toContain('First letter')
})

test('Enter edits, Insert adds into the way, Delete takes out what can be brought back', async () => {
  await begin()
  await press('ArrowDown')
  await press('Enter')
  expect(edits).toHaveBeenLastCalledWith('give')
  await press('Insert')
  expect(inserts).toHaveBeenLastCalledWith({ from: 'first', slot: 'answers.insists' })
  await press('Delete')
  expect(items().some(({ textContent }) => textContent?.includes('Give in'))).toBe(false)
  expect(focused()).toContain('First letter')
  await act(async () => undo())
  expect(items().some(({ textContent }) => textContent?.includes('Give in'))).toBe(true)
})

test('a version that is only looked at stays as it is', async () => {
  await begin(true)
  await press('ArrowDown')
  await press('Delete')
  expect(items().some(({ textContent }) => textContent?.includes('Give in'))).toBe(true)
})
