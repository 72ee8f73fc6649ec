import { isIP } from 'node:net'
import { addressesOf } from './db.addresses.ts'

/** What was expected, as the end of the sentence "… must be". */
export class Unfit extends Error {}

export function countOf(text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new Unfit(`a whole number from ${least} to ${most}`)
}

export function waitsOf(text: string): number[] {
  try {
    return text.split(',').map((each) => countOf(each.trim(), 1, 86_400))
  } catch {
    throw new Unfit('whole numbers from 1 to 86400 with commas between, such as 10,30,60')
  }
}

export function portOf(text: string): number {
  return countOf(text, 0, 65_535)
}

export function portOrOff(text: string): number | null {
  if (text === 'off') return null
  try {
    return portOf(text)
  } catch {
    throw new Unfit('a whole number from 0 to 65535, or off')
  }
}

export function wordOf(text: string, what: string): string {
  if (/^[\w.:%-]+$/.test(text)) return text
  throw new Unfit(what)
}

export function listOf(text: string): string[] {
  const items = text.split(',').map((item) => item.trim())
  if (items.every((item) => /^([0-9a-f.:]+(\/\d{1,3})?|loopback|linklocal|uniquelocal)$/i.test(item))) return items
  throw new Unfit('addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8')
}

export function networksOf(text: string): string[] {
  if (text === 'none') return []
  const items = text.split(',').map((item) => item.trim())
  const isNetwork = (item: string) => {
    const [address = '', bits = ''] = item.split('/')
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
    return /^\d{1,3}$/.test(bits) && Number(bits) <= most
  }
  if (items.every((item) => item === 'loopback' || item === 'private' || isNetwork(item))) return items
  throw new Unfit('loopback, private, networks such as 10.1.0.0/16 with commas between, or none')
}

export function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search + url.hash + url.username === ''
  )
    return url.origin
  throw new Unfit('an address without a path, such as https://desk.example.com')
}

export function collectorOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username === '') return text
  throw new Unfit('an address such as http://127.0.0.1:4318')
}

export function postgresOf(text: string): string {
  const isAddress = (address: string) => {
    const url = URL.canParse(address) ? new URL(address) : null
    return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1
  }
  if (addressesOf(text).every(isAddress)) return text
  throw new Unfit(
    'an address with a database name, such as postgres://owner:password@db.example.com:5432/amends; several hosts with commas between',
  )
}

export function secretOf(text: string): string {
  if (text.length >= 32) return text
  throw new Unfit('32 characters or more; make one with: openssl rand -base64 32')
}

export function choiceOf<const Choice extends string>(text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  throw new Unfit(`one of ${choices.join(', ')}`)
}
