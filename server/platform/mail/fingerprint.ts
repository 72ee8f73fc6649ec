import { createHash } from 'node:crypto'
import { readHeaders } from './headers.ts'

/** Headers that servers add on the way; two copies of one mail differ in nothing else. */
const onTheWay =
  /^(?:received(?:-spf)?|return-path|delivered-to|delivery-date|envelope-to|x-original-to|x-envelope-.*|x-received|x-.*spam.*|x-virus.*|x-forwarded-.*|x-uid|x-ms-exchange-.*|x-gm-.*|x-google-.*|x-(?:rspamd|amavis|policyd|greylist|mailfrom|originating|sender|getmail|fetchmail|kas|antivirus).*|authentication-results|arc-.*|dkim-.*|domainkey-signature|status|x-status|lines|content-length)$/

/**
 * What makes two raw mails the same: every header that their writer set and the body, whatever way they came and
 * however lines end. The result is a SHA-256 in hex.
 */
export function fingerprint(raw: Buffer): string {
  const { headers, end } = readHeaders(raw, 0, raw.length, () => false)
  const written = headers
    .filter(({ name }) => !onTheWay.test(name))
    .map(({ name, value }) => `${name}:${value.replace(/\s+/g, ' ').trim()}`)
  const body = raw.subarray(end).toString('latin1').replaceAll('\r\n', '\n').trimEnd()
  return createHash('sha256').update(JSON.stringify(written)).update(body, 'latin1').digest('hex')
}
