import { describe, expect, test } from 'vitest'
import { commandIds, definitionOf } from './commands.ts'
import { chordOf, createMatcher, isSingleKey, keyNames } from './match.ts'

const press = (code: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('chords', () => {
  test.each([
    [press('KeyJ'), false, 'KeyJ'],
    [press('KeyE', { shiftKey: true }), false, 'Shift+KeyE'],
    [press('KeyK', { ctrlKey: true }), false, 'Mod+KeyK'],
    [press('KeyK', { metaKey: true }), true, 'Mod+KeyK'],
    [press('Enter', { ctrlKey: true, shiftKey: true }), false, 'Mod+Shift+Enter'],
    [press('NumpadEnter', { ctrlKey: true }), false, 'Mod+Enter'],
    [press('KeyK', { ctrlKey: true }), true, undefined],
    [press('KeyJ', { altKey: true }), false, undefined],
    [press('ShiftLeft', { shiftKey: true }), false, undefined],
    [press(''), false, undefined],
  ])('%o on a Mac: %s is %s', (event, mac, chord) => {
    expect(chordOf(event, mac)).toBe(chord)
  })

  test('a single key is one that types a character', () => {
    expect(['KeyJ', 'Shift+KeyE', 'Slash', 'Shift+Slash', 'BracketLeft'].every(isSingleKey)).toBe(true)
    expect(['Mod+KeyK', 'Escape', 'Enter', 'ArrowDown', 'Mod+Enter'].some(isSingleKey)).toBe(false)
  })
})

describe('sequences', () => {
  const matcher = () =>
    createMatcher(
      new Map([
        ['go', ['KeyG KeyI']],
        ['take', ['KeyI']],
      ]),
      1_000,
    )

  test('the second key completes the sequence and means nothing else then', () => {
    const keys = matcher()
    expect(keys.press('KeyG', 0)).toEqual([])
    expect(keys.press('KeyI', 500)).toEqual(['go'])
    expect(keys.press('KeyI', 600)).toEqual(['take'])
  })

  test('a sequence is forgotten after a while', () => {
    const keys = matcher()
    keys.press('KeyG', 0)
    expect(keys.press('KeyI', 1_500)).toEqual(['take'])
  })
})

test('keys are shown as they are printed', () => {
  expect(keyNames('Mod+KeyK', false)).toEqual(['Ctrl', 'K'])
  expect(keyNames('Mod+Shift+Enter', true)).toEqual(['⌘', 'Shift', 'Enter'])
  expect(keyNames('Shift+Slash', false)).toEqual(['?'])
  expect(keyNames('KeyG Comma', false)).toEqual(['G', ','])
})

test('no two commands of one place share a key, and only chords with Mod act in fields', () => {
  const seen = new Map<string, string>()
  for (const id of commandIds) {
    const { where, keys, inFields } = definitionOf(id)
    for (const key of keys) {
      const slot = `${where} ${key}`
      expect(seen.get(slot), `${id} and ${seen.get(slot)} both want ${key}`).toBeUndefined()
      seen.set(slot, id)
      if (inFields) expect(key.startsWith('Mod+')).toBe(true)
      // Taken by input methods, menus and dead keys (UX §1).
      expect(key).not.toMatch(/Alt|Mod\+Slash|Mod\+Period|Mod\+Space/)
    }
  }
})
