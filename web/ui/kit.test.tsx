import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showLanguage } from '../i18n/text.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { Field } from './Field.tsx'
import { Input } from './Input.tsx'
import { Select } from './Select.tsx'
import { Tabs } from './Tabs.tsx'
import { VirtualList } from './VirtualList.tsx'

let root: Root

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  await showLanguage('en')
  document.body.innerHTML = '<div id="page"></div>'
  root = createRoot(document.getElementById('page') ?? document.body)
})

afterEach(() => act(async () => root.unmount()))

const show = (page: ReactNode) => act(async () => root.render(page))
const find = <Found extends Element = HTMLElement>(selector: string): Found => {
  const found = document.querySelector<Found>(selector)
  if (!found) throw new Error(`no ${selector} on the page`)
  return found
}

test('a field ties its label, help and error to the control inside', async () => {
  await show(
    <Field label="Name" help="As on the invoice" error="Too long" required>
      <Input />
    </Field>,
  )
  const input = find<HTMLInputElement>('input')
  expect(input.labels?.[0]?.textContent).toBe('Name')
  expect(input.required).toBe(true)
  expect(input.getAttribute('aria-invalid')).toBe('true')
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ')
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual(['Too long', 'As on the invoice'])
})

test('a select gives back the value, not the words', async () => {
  const chosen = vi.fn()
  await show(
    <Select
      value="a"
      options={[
        { value: 'a', label: 'First' },
        { value: 'b', label: 'Second' },
      ]}
      onValue={chosen}
    />,
  )
  const select = find<HTMLSelectElement>('select')
  await act(async () => {
    select.value = 'b'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(chosen).toHaveBeenCalledWith('b')
})

test('arrows move between tabs, around the ends', async () => {
  const chosen = vi.fn()
  const tabs = [
    { value: 'one', label: 'One' },
    { value: 'two', label: 'Two' },
  ] as const
  await show(
    <Tabs label="Parts" value="one" tabs={tabs} onValue={chosen}>
      <p>first</p>
    </Tabs>,
  )
  const key = (code: string) =>
    act(async () => find('[role=tab]').dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true })))
  await key('ArrowLeft')
  await key('ArrowRight')
  expect(chosen.mock.calls).toEqual([['two'], ['two']])
})

test('a list of 5,000 draws a handful and tells how many there are', async () => {
  const items = Array.from({ length: 5_000 }, (_, place) => `Ticket ${place}`)
  await show(
    <VirtualList label="Tickets" items={items} itemKey={(item) => item} rowHeight={98} total={-1}>
      {(item) => <span>{item}</span>}
    </VirtualList>,
  )
  expect(document.querySelectorAll('[role=row]').length).toBeLessThan(30)
  expect(find('[role=grid]').getAttribute('aria-rowcount')).toBe('-1')
  expect(find('[role=row]').getAttribute('aria-rowindex')).toBe('1')
  const box = find('[role=grid]').parentElement
  if (!box) throw new Error('the list has no box')
  await act(async () => {
    box.scrollTop = 98 * 2_000
    box.dispatchEvent(new Event('scroll'))
  })
  expect(document.body.textContent).toContain('Ticket 2000')
  expect(document.body.textContent).not.toContain('Ticket 0T')
})

test('what cannot be taken back asks for its word first', async () => {
  const confirmed = vi.fn()
  await show(
    <ConfirmDialog
      open
      onOpen={() => undefined}
      title="Remove the store"
      action="Remove"
      word="Nordhaus"
      onConfirm={confirmed}
    >
      Its tickets stay.
    </ConfirmDialog>,
  )
  const button = find<HTMLButtonElement>('button[type=submit]')
  expect(button.disabled).toBe(true)
  const input = find<HTMLInputElement>('[role=dialog] input')
  expect(document.activeElement).toBe(input)
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'Nordhaus')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(async () => button.click())
  expect(confirmed).toHaveBeenCalledTimes(1)
})
