import type { AskedOf, TaskEvent, TaskField, TaskKind, TaskStage } from './schema.ts'

/** How an order task of one kind goes: what it needs to know, whether others must be asked first, which letters tell it. */
export interface Procedure {
  /** What must be known to begin. */
  readonly begins: readonly TaskField[]
  /** Whether somebody must have been asked before it can be carried out: goods may be leaving at this moment. */
  readonly mustAsk: boolean
  /** Who is usually asked, the likeliest first. */
  readonly asks: readonly AskedOf[]
  /** What must be known to say that it is carried out. */
  readonly carries: readonly TaskField[]
  /** The shipped letters for the outcomes; `tooLate` where the goods have left already. */
  readonly letters: { readonly done: string; readonly refused: string; readonly tooLate: string }
  /** By when it is to be done, in hours of the office calendar. Source: the order procedure; each is a setting. */
  readonly hours: number
}

const declined = 'order.request-declined'

/** The six procedures (PRODUCT.md, "Order procedure"; REQUIREMENTS T6). */
export const procedures: { readonly [Kind in TaskKind]: Procedure } = {
  'change-address': {
    begins: ['address'],
    mustAsk: true,
    asks: ['seller-system', 'warehouse', 'carrier'],
    carries: [],
    letters: { done: 'order.address-changed', refused: declined, tooLate: 'order.address-too-late' },
    hours: 4,
  },
  'change-item': {
    begins: ['sku', 'newSku', 'quantity'],
    mustAsk: true,
    asks: ['seller-system', 'warehouse'],
    carries: [],
    letters: { done: 'order.item-changed', refused: declined, tooLate: declined },
    hours: 24,
  },
  cancel: {
    begins: ['reason'],
    mustAsk: true,
    asks: ['seller-system', 'warehouse', 'marketplace', 'carrier'],
    carries: [],
    letters: { done: 'order.cancelled', refused: declined, tooLate: 'order.cancel-too-late' },
    hours: 4,
  },
  exchange: {
    begins: ['sku', 'newSku', 'quantity', 'reason'],
    mustAsk: true,
    asks: ['warehouse', 'seller-system', 'marketplace'],
    carries: ['reference'],
    letters: { done: 'order.exchange', refused: declined, tooLate: declined },
    hours: 24,
  },
  resend: {
    begins: ['sku', 'quantity', 'reason'],
    mustAsk: true,
    asks: ['warehouse', 'seller-system', 'marketplace'],
    carries: ['reference'],
    letters: { done: 'order.resend', refused: declined, tooLate: declined },
    hours: 24,
  },
  invoice: {
    begins: [],
    mustAsk: false,
    asks: ['seller-system', 'marketplace'],
    carries: ['reference'],
    letters: { done: 'order.invoice', refused: declined, tooLate: declined },
    hours: 24,
  },
}

/** Whether a task of this stage is still somebody's work. */
export const isOpen = (stage: TaskStage): boolean => stage !== 'done' && stage !== 'declined' && stage !== 'withdrawn'

/** Whether it is settled what became of the task, and only the buyer does not know yet. */
export const hasOutcome = (stage: TaskStage): stage is 'carried-out' | 'refused' =>
  stage === 'carried-out' || stage === 'refused'

/**
 * The stage after an event; undefined where the event cannot happen then. Who refused may still be asked elsewhere; what is
 * carried out cannot be withdrawn any more; what has ended stays as it is.
 */
export function stageAfter(kind: TaskKind, stage: TaskStage, event: TaskEvent): TaskStage | undefined {
  switch (event) {
    case 'ask':
      return stage === 'checked' || stage === 'asked' || stage === 'refused' ? 'asked' : undefined
    case 'carry-out':
      return stage === 'asked' || (stage === 'checked' && !procedures[kind].mustAsk) ? 'carried-out' : undefined
    case 'refuse':
      return stage === 'checked' || stage === 'asked' ? 'refused' : undefined
    case 'tell':
      return stage === 'carried-out' ? 'done' : stage === 'refused' ? 'declined' : undefined
    case 'withdraw':
      return stage === 'checked' || stage === 'asked' || stage === 'refused' ? 'withdrawn' : undefined
  }
}

/** What an event needs to know. `tell` needs nothing where a letter went to the buyer, else the reason why none did. */
export function fieldsOf(kind: TaskKind, event: TaskEvent | 'begin'): readonly TaskField[] {
  switch (event) {
    case 'begin':
      return procedures[kind].begins
    case 'ask':
      return ['askedOf']
    case 'carry-out':
      return procedures[kind].carries
    case 'refuse':
    case 'withdraw':
      return ['reason']
    case 'tell':
      return []
  }
}

/** Those of the needed fields that were not given, or left blank. */
export const missingOf = (
  needed: readonly TaskField[],
  given: { readonly [Field in TaskField]?: string | number | undefined },
): TaskField[] =>
  needed.filter((field) => {
    const value = given[field]
    return value === undefined || (typeof value === 'string' && value.trim() === '')
  })

/** Whether it ended by its due time: the buyer knew the outcome then. */
export const endedInTime = (dueAt: Date, endedAt: Date): boolean => endedAt.getTime() <= dueAt.getTime()

/** A letter of a person to the buyer. */
export interface Answer {
  readonly delivery: 'held' | 'queued' | 'sent'
  readonly templateKey: string | null
  readonly sentAt: Date | null
}

/** Whether the buyer knows the outcome, by the letters that were written since, oldest first. */
export function toldBy(answers: readonly Answer[]): { told: Date } | 'on-its-way' | 'not-told' {
  const sent = answers.find(({ delivery, sentAt }) => delivery === 'sent' && sentAt !== null)
  if (sent?.sentAt) return { told: sent.sentAt }
  return answers.length > 0 ? 'on-its-way' : 'not-told'
}

/** The shipped letter that tells this outcome. */
export function letterOf(kind: TaskKind, stage: 'carried-out' | 'refused', hasLeft: boolean): string {
  const { done, refused, tooLate } = procedures[kind].letters
  if (stage === 'carried-out') return done
  return hasLeft ? tooLate : refused
}

/** Whether this letter is one of those that tell the outcome of a task. */
export const tellsOutcome = (kind: TaskKind, stage: TaskStage, templateKey: string | null): boolean =>
  hasOutcome(stage) &&
  templateKey !== null &&
  [letterOf(kind, stage, true), letterOf(kind, stage, false)].includes(templateKey)
