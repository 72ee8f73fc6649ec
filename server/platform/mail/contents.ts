import { createHash } from 'node:crypto'
import { decodeText } from './charset.ts'
import { fileName, withExtension } from './file-name.ts'
import { decodeHeader, firstOf, readHeaders } from './headers.ts'
import { LimitPassed, type MailLimits } from './limits.ts'
import type { MailPart } from './structure.ts'
import { decodeTransfer, uuencoded } from './transfer.ts'

/** A file that came with a mail. */
export interface MailAttachment {
  readonly filename: string
  /** Lower case, as the mail says; not to be trusted. */
  readonly contentType: string
  readonly size: number
  readonly sha256: string
  /** Without angle brackets; what `cid:` in the HTML refers to. */
  readonly contentId: string | undefined
  /** Meant to be shown inside the text. */
  readonly inline: boolean
  readonly bytes: Buffer
}

/** A stretch of the body: its plain text, its HTML, or both forms of the same. */
export interface BodySection {
  readonly plain: string | undefined
  readonly html: string | undefined
}

/** What a mail holds, in the order of its parts. */
export interface MailContents {
  readonly sections: readonly BodySection[]
  readonly attachments: readonly MailAttachment[]
  /** Parts that only bounces have: their decoded bodies. */
  readonly statuses: readonly Buffer[]
  readonly originals: readonly Buffer[]
}

/** @throws LimitPassed for more attachments than the limits permit */
export function readContents(root: MailPart, limits: MailLimits): MailContents {
  const collector = new Collector(limits)
  return {
    sections: collector.sections(root, root.depth === 0),
    attachments: collector.attachments,
    statuses: collector.statuses,
    originals: collector.originals,
  }
}

class Collector {
  readonly attachments: MailAttachment[] = []
  readonly statuses: Buffer[] = []
  readonly originals: Buffer[] = []
  readonly #limits: MailLimits

  constructor(limits: MailLimits) {
    this.#limits = limits
  }

  sections(part: MailPart, isBody: boolean): BodySection[] {
    if (part.multipart === undefined) return this.#leaf(part, isBody)
    if (part.multipart === 'alternative') return this.#alternatives(part)
    if (part.multipart === 'related') return this.#related(part)
    return part.children.flatMap((child, at) =>
      this.sections(child, part.multipart === 'mixed' ? at === 0 : isBody && at === 0),
    )
  }

  /** One thing in several forms: the last HTML and the first plain text that is not empty. */
  #alternatives(part: MailPart): BodySection[] {
    const forms = part.children.flatMap((child) => this.sections(child, true))
    const plain = forms.find((form) => form.plain?.trim())?.plain
    const html = forms.findLast((form) => form.html?.trim())?.html
    return plain === undefined && html === undefined ? [] : [{ plain, html }]
  }

  /** The root part is the text; the others are what it shows, even where they are text themselves. */
  #related(part: MailPart): BodySection[] {
    const start = part.contentType.params.get('start')?.replace(/[<>]/g, '')
    const named = start ? part.children.find((child) => contentIdOf(child) === start) : undefined
    const root =
      named ?? part.children.find((child) => child.multipart !== undefined || isText(child)) ?? part.children[0]
    return part.children.flatMap((child) => {
      if (child === root) return this.sections(child, true)
      if (child.multipart !== undefined) return this.sections(child, false)
      this.#attach(child)
      return []
    })
  }

  #leaf(part: MailPart, isBody: boolean): BodySection[] {
    const type = part.contentType.value
    const isFile =
      part.disposition.value === 'attachment' ||
      (nameOf(part) !== undefined && !(isBody && part.disposition.value === ''))
    if (!isText(part) || isFile) {
      this.#attach(part)
      return []
    }
    const charset = part.contentType.params.get('charset')
    const bytes = decodeTransfer(part.body, part.encoding, true)
    if (type === 'text/html') return [{ plain: undefined, html: decodeText(bytes, charset, metaCharset(bytes)) }]
    const text = flowed(decodeText(bytes, charset), part.contentType.params).replace(/\r\n?/g, '\n')
    return [{ plain: this.#withoutUu(text), html: undefined }]
  }

  #withoutUu(text: string): string {
    let rest = text
    for (let file = uuencoded(rest); file; file = uuencoded(rest)) {
      this.#keep(file.bytes, {
        filename: fileName(file.name, '', 'file'),
        contentType: 'application/octet-stream',
        contentId: undefined,
        inline: false,
      })
      rest = file.rest
    }
    return rest
  }

  #attach(part: MailPart): void {
    const type = mediaType(part)
    const bytes = decodeTransfer(withLocalLineEnds(part, type), part.encoding, false)
    if (type === 'message/delivery-status' || type === 'message/global-delivery-status') this.statuses.push(bytes)
    if (type === 'message/rfc822' || type === 'text/rfc822-headers' || type === 'message/global')
      this.originals.push(bytes)
    if (bytes.length === 0 && nameOf(part) === undefined && type !== 'message/rfc822') return
    const fallback = `${type.startsWith('image/') ? 'image' : 'file'}-${this.attachments.length + 1}`
    const contentId = contentIdOf(part)
    this.#keep(bytes, {
      filename: fileName(nameOf(part) ?? describedName(part, bytes), type, fallback),
      contentType: type,
      contentId,
      inline:
        part.disposition.value === 'inline' || (contentId !== undefined && part.disposition.value !== 'attachment'),
    })
  }

  #keep(bytes: Buffer, about: Omit<MailAttachment, 'size' | 'sha256' | 'bytes'>): void {
    if (this.attachments.length >= this.#limits.attachments) throw new LimitPassed('too-many-attachments')
    this.attachments.push({
      ...about,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
    })
  }
}

/** In text sent as it is, CR LF belongs to the transport (RFC 2045 §6.8); a file has LF, whichever way the mail came. */
function withLocalLineEnds(part: MailPart, type: string): Buffer {
  const isPlain = /^(?:|7bit|8bit|quoted-printable)$/.test(part.encoding) && /^(?:text|message)\//.test(type)
  return isPlain && part.body.includes('\r\n')
    ? Buffer.from(part.body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    : part.body
}

/** A missing or nonsensical type is text (RFC 2045 §5.2), and so is a multipart without parts. */
function isText(part: MailPart): boolean {
  const type = part.contentType.value
  return (
    type === 'text/plain' ||
    type === 'text/html' ||
    type === 'text' ||
    !/^[\w.+-]+\/[\w.+-]+$/.test(type) ||
    type.startsWith('multipart/')
  )
}

function mediaType(part: MailPart): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(part.contentType.value) ? part.contentType.value : 'application/octet-stream'
}

function nameOf(part: MailPart): string | undefined {
  return part.disposition.params.get('filename') || part.contentType.params.get('name') || undefined
}

/** A mail inside the mail is named by its subject, a report by its description. */
function describedName(part: MailPart, bytes: Buffer): string | undefined {
  const type = mediaType(part)
  if (!/^message\/|^text\/rfc822/.test(type)) return undefined
  const description = decodeHeader(firstOf(part.headers, 'content-description') ?? '')
  if (description) return withExtension(plainName(description), type)
  const subject =
    type === 'message/rfc822'
      ? firstOf(readHeaders(bytes, 0, Math.min(bytes.length, 65_536), () => false).headers, 'subject')
      : undefined
  return subject ? withExtension(plainName(decodeHeader(subject)), type) : undefined
}

const plainName = (text: string) => text.replace(/[\\/]/g, '-').slice(0, 100).trim()

function contentIdOf(part: MailPart): string | undefined {
  return decodeHeader(firstOf(part.headers, 'content-id') ?? '').replace(/^[<\s]+|[>\s]+$/g, '') || undefined
}

function metaCharset(bytes: Buffer): string | undefined {
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(bytes.toString('latin1', 0, 4_000))?.[1]
}

/** RFC 3676: lines that end in a blank go on in the next one. */
function flowed(text: string, params: ReadonlyMap<string, string>): string {
  if (params.get('format')?.toLowerCase() !== 'flowed') return text
  const joint = params.get('delsp')?.toLowerCase() === 'yes' ? '' : ' '
  const out: string[] = []
  let open: string | undefined
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0] ?? ''
    const words = line.slice(depth.length).replace(/^ /, '')
    const goesOn = words.endsWith(' ') && words !== '-- '
    const last = out.length - 1
    if (open === depth && words !== '-- ') out[last] = `${(out[last] ?? '').slice(0, -1)}${joint}${words}`
    else out.push(depth ? `${depth} ${words}` : words)
    open = goesOn ? depth : undefined
  }
  return out.join('\n')
}
