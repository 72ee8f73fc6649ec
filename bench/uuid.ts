import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(8_192)
let used = pool.length

/** A UUIDv7 of a moment (RFC 9562 §5.7): ids sort as their moments do. `random` makes it the same at every run. */
export function newUuid(moment: number, random?: () => number): string {
  const time = Math.floor(moment).toString(16).padStart(12, '0')
  const tail = random ? `${eight(random)}${eight(random)}${eight(random)}` : twelveBytes()
  const variant = ((Number.parseInt(tail.charAt(3), 16) & 3) | 8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`
}

/** Every four hexadecimal digits there are: looking them up costs a tenth of writing them. */
const fours = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'))

/** Eight random hexadecimal digits. */
export function eight(random: () => number): string {
  const drawn = (random() * 4_294_967_296) >>> 0
  return `${fours[drawn >>> 16]}${fours[drawn & 65_535]}`
}

/** Random bytes are drawn many at a time: one call for each id would be most of its price. */
function twelveBytes(): string {
  if (used + 12 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 12
  return pool.toString('hex', used - 12, used)
}
