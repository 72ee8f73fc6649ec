import type { CalendarPlan } from '../../../lib/calendar.ts'
import type { Kind, MarketplaceKind, Measure } from '../schema.ts'

interface Named {
  readonly en: string
  readonly 'zh-CN': string
}

export interface StarterCalendar {
  readonly key: 'office' | 'ebay-business-days'
  readonly name: Named
  /** Null: the workspace's own. */
  readonly zone: string | null
  readonly periods: CalendarPlan['periods']
}

export interface StarterPolicy {
  readonly name: Named
  readonly kind?: Kind
  readonly marketplaceKind?: MarketplaceKind
  readonly channelKind?: string
  readonly ceiling?: true
  readonly targets: Partial<
    Record<Measure, { hours: number; calendar?: StarterCalendar['key']; pausesForBuyer?: true }>
  >
}

const weekdays = [1, 2, 3, 4, 5] as const

/** Calendars to begin with; both are the workspace's to change. */
export const starterCalendars: readonly StarterCalendar[] = [
  {
    key: 'office',
    name: { en: 'Office hours', 'zh-CN': '办公时间' },
    zone: null,
    periods: weekdays.flatMap((weekday) => [
      { weekday, from: '09:00', to: '12:00' },
      { weekday, from: '13:30', to: '18:00' },
    ]),
  },
  {
    key: 'ebay-business-days',
    name: { en: 'eBay business days', 'zh-CN': 'eBay 工作日' },
    zone: 'America/Los_Angeles',
    periods: weekdays.map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  },
]

/**
 * Limits to begin with, each a setting. Hours are those of the clock on the wall, every day, unless a calendar is named
 * (PRODUCT.md "Questions settled"); [n] are the sources of DOMAIN.md §3.
 */
export const starterPolicies: readonly StarterPolicy[] = [
  {
    name: { en: 'Every ticket', 'zh-CN': '全部工单' },
    targets: {
      'first-response': { hours: 24 },
      'next-response': { hours: 24 },
      promise: { hours: 4 },
      resolution: { hours: 7 * 24, pausesForBuyer: true },
    },
  },
  // S2: an ordinary inquiry is answered within 6 h.
  { name: { en: 'Inquiries', 'zh-CN': '咨询' }, kind: 'inquiry', targets: { 'first-response': { hours: 6 } } },
  // S3: a solution, not only an answer, within 24 h.
  { name: { en: 'Complaints', 'zh-CN': '投诉' }, kind: 'complaint', targets: { 'solution-proposed': { hours: 24 } } },
  // Amazon counts answers to buyers, weekends and holidays included [14].
  {
    name: { en: 'Amazon: answer buyers', 'zh-CN': '亚马逊：回复买家' },
    marketplaceKind: 'amazon',
    ceiling: true,
    targets: { 'first-response': { hours: 24 }, 'next-response': { hours: 24 } },
  },
  // A return request not decided within 48 h counts as late [23].
  {
    name: { en: 'Amazon: decide returns', 'zh-CN': '亚马逊：处理退货申请' },
    kind: 'return',
    marketplaceKind: 'amazon',
    ceiling: true,
    targets: { 'solution-proposed': { hours: 48 } },
  },
  // No answer to an A-to-z information request within 48 h grants it to the buyer [31].
  {
    name: { en: 'Amazon: answer claims', 'zh-CN': '亚马逊：答复索赔' },
    kind: 'claim',
    marketplaceKind: 'amazon',
    ceiling: true,
    targets: { 'solution-proposed': { hours: 48 } },
  },
  // After 3 business days the buyer may ask eBay to step in [44].
  {
    name: { en: 'eBay: decide returns', 'zh-CN': 'eBay：处理退货申请' },
    kind: 'return',
    marketplaceKind: 'ebay',
    ceiling: true,
    targets: { 'solution-proposed': { hours: 3 * 24, calendar: 'ebay-business-days' } },
  },
  // An item-not-received inquiry is to be answered within 3 business days [46].
  {
    name: { en: 'eBay: answer claims', 'zh-CN': 'eBay：答复索赔' },
    kind: 'claim',
    marketplaceKind: 'ebay',
    ceiling: true,
    targets: { 'solution-proposed': { hours: 3 * 24, calendar: 'ebay-business-days' } },
  },
  // PRODUCT.md: a greeting within 30 s where the buyer waits at the other end.
  {
    name: { en: 'Live channels: greeting', 'zh-CN': '在线渠道：问候' },
    channelKind: 'live',
    ceiling: true,
    targets: { 'first-response': { hours: 30 / 3_600 } },
  },
]
