import { expect, test } from 'vitest'
import { planTickets } from './plan.ts'
import { planTask } from './tasks.ts'

const now = new Date('2026-03-02T09:00:00Z')
const members = Array.from({ length: 8 }, (_, index) => ({ id: `member-${index}` }))
const tickets = planTickets(now, 5_000).filter(({ story }) => story.kind === 'order')
const planned = tickets.map((ticket) => ({ ticket, task: planTask(ticket, now, members) }))

test('most resolved tickets about an order have a task that has ended, some of them late', () => {
  const ended = planned.filter(({ task }) => task?.moves.at(-1)?.event === 'tell')
  expect(ended.length).toBeGreaterThan(tickets.length * 0.8)
  const late = ended.filter(({ task }) => Number(task?.moves.at(-1)?.at) - Number(task?.begunAt) > 86_400_000)
  expect(late.length / ended.length).toBeGreaterThan(0.05)
  expect(late.length / ended.length).toBeLessThan(0.2)
})

test('of the open ones some are begun, some are asked about, and some are left to begin', () => {
  const open = planned.filter(({ ticket }) => ticket.reached !== 'resolved')
  const counts = [0, 1].map((moves) => open.filter(({ task }) => task?.moves.length === moves).length)
  expect(Math.min(...counts, open.filter(({ task }) => !task).length)).toBeGreaterThan(0)
})

test('nothing happens before its ticket, in the future, or out of order', () => {
  for (const { ticket, task } of planned) {
    const moments = [ticket.at, ...(task ? [task.begunAt, ...task.moves.map(({ at }) => at)] : []), now].map(Number)
    expect(moments).toEqual([...moments].sort((one, other) => one - other))
  }
})
