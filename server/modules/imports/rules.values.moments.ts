import { DAY } from '../../lib/time.ts'
import { instantOf, isZone } from '../../lib/time.zone.ts'
import type { Cell } from './rules.cells.ts'
import { dayIn, wallDay } from './rules.values.days.ts'
import { apart } from './rules.values.ts'
import type { Conventions } from './schema.ts'

/** Different texts of which a reading is remembered: the days of several years. */
const REMEMBERED = 4_096

/** Minutes that clocks are ahead of UTC, by the letters that reports write for them. */
const zoneLetters: Readonly<Record<string, number>> = {
  ...{ z: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60, cet: 60, mez: 60, met: 60, cest: 120, mesz: 120, mest: 120 },
  ...{ eet: 120, eest: 180, msk: 180, jst: 540, kst: 540, sgt: 480, hkt: 480, aest: 600, aedt: 660, acst: 570 },
  ...{ awst: 480, nzst: 720, nzdt: 780, pst: -480, pdt: -420, mst: -420, mdt: -360, cst: -360, cdt: -300 },
  ...{ est: -300, edt: -240, ast: -240, adt: -180, hst: -600, akst: -540, akdt: -480, brt: -180 },
}

/** A wall time, with how far its clocks are ahead of UTC in minutes; null where the text does not say. */
interface Written {
  wall: number
  offset: number | null
}

/**
 * Reads moments as files of these conventions write them; NaN where a cell is none. A day alone is its midnight. What
 * has no zone of its own is a wall time of the conventions' zone, so are days and numbers of a workbook.
 */
export function momentReader(conventions: Pick<Conventions, 'dayOrder' | 'zone'>): (cell: Cell) => number {
  const written = writtenReader(conventions)
  const zone = isZone(conventions.zone) ? conventions.zone : 'UTC'
  return (cell) => {
    const found = written(cell)
    if (found === null) return Number.NaN
    return found.offset === null ? instantOf(zone, found.wall) : found.wall - found.offset * 60_000
  }
}

/** Reads days, `2026-09-29`, as they are written whatever their zone; null where a cell is none. */
export function dayReader(conventions: Pick<Conventions, 'dayOrder'>): (cell: Cell) => string | null {
  const written = writtenReader(conventions)
  return (cell) => {
    const found = written(cell)
    return found === null ? null : new Date(found.wall).toISOString().slice(0, 10)
  }
}

function writtenReader({ dayOrder }: Pick<Conventions, 'dayOrder'>): (cell: Cell) => Written | null {
  const days = new Map<string, number>()
  const dayOf = (text: string): number => {
    const known = days.get(text)
    if (known !== undefined) return known
    if (days.size >= REMEMBERED) days.clear()
    const wall = dayIn(text, dayOrder)
    days.set(apart(text), wall)
    return wall
  }
  return (cell) => {
    if (typeof cell === 'number') return serial(cell)
    if (typeof cell !== 'string') return inReach(cell.getTime()) ? { wall: cell.getTime(), offset: null } : null
    const text = cell.trim()
    return isoMoment(text) ?? looseMoment(text, dayOf)
  }
}

/** From 1990 to 2100: no shop has sold before, and instantOf reaches everywhere in it. */
const FIRST = Date.UTC(1990, 0, 1)
const LAST = Date.UTC(2100, 0, 1)
const inReach = (wall: number): boolean => wall >= FIRST && wall < LAST

/** Days since 1899-12-30, as spreadsheets of the 1900 system count them; to the second, for their fractions are inexact. */
function serial(value: number): Written | null {
  const wall = Math.round((value - 25_569) * 86_400) * 1_000
  return inReach(wall) ? { wall, offset: null } : null
}

const digits = (text: string, from: number, count: number): number => {
  let value = 0
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** ISO 8601, `2026-09-29T14:03:11+00:00`: what Amazon writes, a million times in a file; without regular expressions. */
function isoMoment(text: string): Written | null {
  if (text.length < 16 || text[4] !== '-' || text[7] !== '-' || text[13] !== ':') return null
  if (text[10] !== 'T' && text[10] !== ' ') return null
  const day = wallDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2))
  let time = digits(text, 11, 2) * 3_600_000 + digits(text, 14, 2) * 60_000
  let at = 16
  if (text[at] === ':') {
    time += digits(text, 17, 2) * 1_000
    at = 19
    if (text[at] === '.' || text[at] === ',') {
      let scale = 100
      for (at++; text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57; at++) {
        time += Math.floor((text.charCodeAt(at) - 48) * scale)
        scale /= 10
      }
    }
  }
  // Not `> DAY`: NaN is refused as well.
  if (!(time < DAY) || Number.isNaN(day)) return null
  const offset = isoOffset(text, at)
  return offset === undefined ? null : { wall: day + time, offset }
}

/** Undefined where something else stands at the end. */
function isoOffset(text: string, at: number): number | null | undefined {
  if (at === text.length) return null
  if (text[at] === 'Z' && at + 1 === text.length) return 0
  const sign = text[at] === '+' ? 1 : text[at] === '-' ? -1 : 0
  if (sign === 0) return undefined
  const minutesAt = text[at + 3] === ':' ? at + 4 : at + 3
  const whole = text.length === at + 3
  if (!whole && text.length !== minutesAt + 2) return undefined
  const offset = digits(text, at + 1, 2) * 60 + (whole ? 0 : digits(text, minutesAt, 2))
  return offset <= 14 * 60 ? sign * offset : undefined
}

const morning = ['a\\.?\\s?m\\.?', '上午', '午前'].join('|')
const evening = ['p\\.?\\s?m\\.?', '下午', '午後'].join('|')
/** Stands after the day in Chinese and Japanese, and belongs to it. */
const [dayMark = ''] = ['日']
const clock = new RegExp(
  `(?:^|[\\s,t日à])\\s*(${morning}|${evening})?\\s*(\\d{1,2})[:時时](\\d{2})(?:[:分](\\d{2})(?:[.,]\\d{1,9})?)?[秒分]?\\s*(${morning}|${evening})?\\s*(.*)$`,
)
const shift = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$/

/** A day in whatever form, with or without a time after it. */
function looseMoment(text: string, dayOf: (text: string) => number): Written | null {
  if (text.length < 5 || text.length > 60) return null
  const found = text.includes(':') || /[時时：]/.test(text) ? clock.exec(text.normalize('NFKC').toLowerCase()) : null
  if (!found) {
    if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return serial(Number(text.replace(',', '.')))
    const wall = dayOf(text)
    return Number.isNaN(wall) ? null : { wall, offset: null }
  }
  const [, before = '', hours = '', minutes = '', seconds = '0', after = '', zone = ''] = found
  const day = dayOf(text.normalize('NFKC').slice(0, found[0].startsWith(dayMark) ? found.index + 1 : found.index))
  const hour = hourOf(Number(hours), before || after)
  const offset = offsetOf(zone.trim().replace(/^\((.*)\)$/, '$1'))
  if (Number.isNaN(day) || hour > 23 || Number(minutes) > 59 || Number(seconds) > 60 || offset === undefined)
    return null
  return { wall: day + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000, offset }
}

function hourOf(hour: number, half: string): number {
  if (half === '') return hour
  const isEvening = /^(?:p|下午|午後)/.test(half)
  // 下午14:03 is written too.
  if (hour > 12) return isEvening ? hour : 99
  return (hour % 12) + (isEvening ? 12 : 0)
}

function offsetOf(zone: string): number | null | undefined {
  if (zone === '') return null
  const known = zoneLetters[zone]
  if (known !== undefined) return known
  const found = shift.exec(zone)
  if (!found) return undefined
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return minutes > 14 * 60 ? undefined : found[1] === '-' ? -minutes : minutes
}
