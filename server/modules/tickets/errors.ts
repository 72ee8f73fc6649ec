import type { Language } from '../../platform/context.ts'
import { defineProblems, Refusal, wordsOf } from '../../platform/errors.ts'

export const ticketProblems = defineProblems({
  'tickets.not-found': {
    status: 404,
    en: 'This ticket does not exist, or it belongs to a store that you do not serve.',
    'zh-CN': '该工单不存在，或属于您未负责的店铺。',
  },
  'tickets.changed-meanwhile': {
    status: 409,
    en: 'Somebody changed this ticket meanwhile. Look at what is new and repeat what you wanted.',
    'zh-CN': '该工单刚被他人修改。请查看最新内容后再操作。',
  },
  'tickets.store-needed': {
    status: 422,
    en: 'You work for chosen stores only: without one of them you could not see this ticket. Choose its store.',
    'zh-CN': '您只负责指定店铺，未选店铺的工单您将无法看到。请选择该工单的店铺。',
  },
  'tickets.assignee-not-eligible': {
    status: 422,
    en: 'This person cannot take the ticket: {reasons}.',
    'zh-CN': '无法分派给此人：{reasons}。',
  },
  'tickets.snooze-in-past': {
    status: 422,
    en: 'The time to wake the ticket lies in the past. Choose a later one.',
    'zh-CN': '延后时间已过。请选择更晚的时间。',
  },
  'tickets.nobody-to-escalate-to': {
    status: 422,
    en: 'No active supervisor or manager can take this. Name a person.',
    'zh-CN': '没有可接手的在岗主管或经理。请指定人员。',
  },
})

/** The refusal of a ticket without a store, at its field. */
export const storeNeeded = (language: Language): Refusal =>
  new Refusal('tickets.store-needed', {
    errors: [{ field: 'storeId', message: wordsOf(new Refusal('tickets.store-needed'), language) }],
  })
