import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setPreferences } from '../preferences.ts'
import { listenToKeys, runCommand, useCommands } from './registry.ts'

let root: Root
let stop: () => void
const done: string[] = []

function Page({ resolvable = true }: { readonly resolvable?: boolean }) {
  useCommands({
    'list.next': () => done.push('next'),
    'ticket.resolve': resolvable ? () => done.push('resolve') : undefined,
    'composer.send': () => done.push('send'),
    'go.inbox': () => done.push('inbox'),
  })
  return <textarea />
}

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  done.length = 0
  document.body.innerHTML = '<div id="page"></div>'
  stop = listenToKeys(document)
  root = createRoot(document.getElementById('page') ?? document.body)
  await act(async () => root.render(<Page />))
})

afterEach(async () => {
  await act(async () => root.unmount())
  stop()
  setPreferences({ singleKeys: true })
})

function press(init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

const field = (): HTMLTextAreaElement => document.querySelector('textarea') ?? document.createElement('textarea')

test('a key runs its command; under a Chinese input method it says "Process" and 229, and runs it too', () => {
  press({ code: 'KeyJ', key: 'j' })
  press({ code: 'KeyJ', key: 'Process', keyCode: 229 })
  expect(done).toEqual(['next', 'next'])
})

test('a key that belongs to a composition runs nothing', () => {
  press({ code: 'KeyJ', key: 'Process', isComposing: true })
  expect(done).toEqual([])
})

test('in a field letters are typed, and Ctrl+Enter sends', () => {
  expect(press({ code: 'KeyJ', key: 'j' }, field()).defaultPrevented).toBe(false)
  expect(press({ code: 'Enter', key: 'Enter', ctrlKey: true }, field()).defaultPrevented).toBe(true)
  expect(done).toEqual(['send'])
})

test('the Enter that confirms a candidate never sends, nor the one right after the composition', () => {
  press({ code: 'Enter', key: 'Enter', ctrlKey: true, isComposing: true }, field())
  press({ code: 'Enter', key: 'Process', ctrlKey: true, keyCode: 229 }, field())
  field().dispatchEvent(new Event('compositionend', { bubbles: true }))
  press({ code: 'Enter', key: 'Enter', ctrlKey: true }, field())
  expect(done).toEqual([])
  field().dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, code: 'Enter' }))
  press({ code: 'Enter', key: 'Enter', ctrlKey: true }, field())
  expect(done).toEqual(['send'])
})

test('single keys can be turned off; chords stay', () => {
  setPreferences({ singleKeys: false })
  press({ code: 'KeyJ', key: 'j' })
  press({ code: 'KeyG', key: 'g' })
  press({ code: 'KeyI', key: 'i' })
  press({ code: 'Enter', key: 'Enter', ctrlKey: true })
  expect(done).toEqual(['send'])
})

test('G then I goes to the inbox', () => {
  press({ code: 'KeyG', key: 'g' })
  press({ code: 'KeyI', key: 'i' })
  expect(done).toEqual(['inbox'])
})

test('an open dialog has the letters to itself', () => {
  const dialog = document.createElement('div')
  dialog.setAttribute('role', 'dialog')
  dialog.dataset.state = 'open'
  document.body.append(dialog)
  press({ code: 'KeyJ', key: 'j' })
  expect(done).toEqual([])
})

test('a command that is not offered does nothing', async () => {
  expect(runCommand('ticket.resolve')).toBe(true)
  await act(async () => root.render(<Page resolvable={false} />))
  expect(runCommand('ticket.resolve')).toBe(false)
  press({ code: 'KeyE', key: 'e' })
  expect(done).toEqual(['resolve'])
})
