import createDomPurify from 'dompurify'
import { JSDOM } from 'jsdom'
import { type Reply, type ReplyFragment, readReply, readReplyLines } from '../../lib/mail-reply.ts'
import { storable } from './charset.ts'
import type { BodySection } from './contents.ts'
import { foldAttribute, markFolds } from './html-fold.ts'
import { type HtmlLine, readLines } from './html-lines.ts'
import { isBearable } from './html-measure.ts'
import { cleanStyle } from './html-style.ts'
import type { MailLimits } from './limits.ts'

/** What a reader is shown of a mail. */
export interface MailBody {
  /** Safe HTML, or undefined where the mail has none or too much of it. Pictures have no source yet, see below. */
  readonly html: string | undefined
  /** All of it as text. */
  readonly text: string
  /** What the sender wrote this time, without quoted history and signature. */
  readonly visible: string
  readonly fragments: readonly ReplyFragment[]
  /** Pictures elsewhere on the network that were not loaded; each has its address in `data-remote-src`. */
  readonly remoteImages: number
  /** Positions of the attachments that the HTML shows, as `data-attachment`. */
  readonly shownAttachments: readonly number[]
  /** Whether the text is longer than is shown; all of it is in the stored mail. */
  readonly isCut: boolean
  /** Which cleaner made the HTML; older ones are cleaned again from the raw mail. */
  readonly cleaner: string
}

const { window } = new JSDOM('')
const purify = createDomPurify(window)

/** The version of this cleaning: raised with every change of its rules. */
export const cleaner = `${purify.version}/1`

const tags =
  'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )
const attributes =
  'align alt bgcolor border cellpadding cellspacing color colspan dir face height href lang rowspan size span src start style title type valign value width'.split(
    ' ',
  )

const addresses = /^(?:https?:|mailto:|tel:|cid:)/i

// Set once: taking the configuration apart again for every mail would cost more than most mails.
purify.setConfig({
  IN_PLACE: true,
  ALLOWED_TAGS: tags,
  ALLOWED_ATTR: [...attributes, foldAttribute],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: addresses,
  // Only these hold addresses; the rule for addresses would drop every other value.
  ADD_URI_SAFE_ATTR: [...attributes.filter((name) => name !== 'href' && name !== 'src'), foldAttribute],
})

purify.addHook('uponSanitizeAttribute', (_node, data) => {
  if (data.attrName !== 'style') return
  data.attrValue = cleanStyle(data.attrValue)
  data.keepAttr = data.attrValue !== ''
})

/**
 * Makes the body of a mail safe and readable (ENGINEERING.md §4): strict DOMPurify without style elements, forms, SVG,
 * MathML, ids and classes, own CSS allow-list, no remote content. Quotations and signatures are marked, not removed.
 *
 * @param contentIds of the attachments, by position
 */
export function cleanBody(
  sections: readonly BodySection[],
  contentIds: readonly (string | undefined)[],
  limits: MailLimits,
): MailBody {
  const html = sections.some((section) => section.html?.trim())
  const plain = sections.every((section) => section.plain !== undefined) ? joined(sections) : undefined
  if (html && isBearable(sections.map((section) => section.html ?? '').join(''), limits)) {
    try {
      return fromHtml(sections, contentIds, plain, limits)
    } catch (error) {
      // A thicket too deep for the stack is still readable as text.
      if (!(error instanceof RangeError)) throw error
    }
  }
  const all = plain ?? sections.map((section) => section.plain ?? withoutTags(section.html ?? '')).join('\n')
  const text = all.slice(0, limits.textChars)
  return {
    ...shown(readReply(text)),
    html: undefined,
    text: text.trim(),
    isCut: text.length < all.length,
    remoteImages: 0,
    shownAttachments: [],
    cleaner,
  }
}

function joined(sections: readonly BodySection[]): string {
  return sections.map((section) => section.plain ?? '').join('\n')
}

const shown = ({ fragments, visible }: Reply) => ({ fragments, visible })

function fromHtml(
  sections: readonly BodySection[],
  contentIds: readonly (string | undefined)[],
  plain: string | undefined,
  limits: MailLimits,
): MailBody {
  // A document for each mail: what the cleaner leaves behind in one would slow down every mail after it.
  const inert = window.document.implementation.createHTMLDocument('')
  const root = inert.createElement('div')
  for (const section of sections) root.append(elementOf(inert, section))
  // Nobody may bring our own mark along; the other two are put on after the cleaning.
  if (sections.some(({ html }) => html?.includes(foldAttribute)))
    for (const own of root.querySelectorAll(`[${foldAttribute}]`)) own.removeAttribute(foldAttribute)
  const lines = readLines(root)
  const reply = readReplyLines(lines)
  markFolds(root, lines, reply.fragments)
  const title = root.getElementsByTagName('title')[0]?.textContent?.trim()
  purify.sanitize(root)
  const pictures = placePictures(root, contentIds)
  for (const link of [...root.getElementsByTagName('a')]) mendLink(link)
  // The title says something only where the body says nothing.
  const all = textOf(lines) || (title ?? '')
  const text = all.slice(0, limits.textChars)
  return {
    ...betterReply(reply, plain?.slice(0, limits.textChars)),
    html: storable(htmlOf(root)),
    text,
    isCut: text.length < all.length,
    ...pictures,
    cleaner,
  }
}

/** Parsed into a document without a window: it runs and loads nothing. */
function elementOf(inert: Document, section: BodySection): Element {
  const element = inert.createElement('div')
  if (section.html?.trim()) element.innerHTML = section.html
  else {
    element.setAttribute('style', 'white-space: pre-wrap')
    element.textContent = section.plain ?? ''
  }
  return element
}

/** One section needs no element around it. */
function htmlOf(root: Element): string {
  const [only] = root.childNodes
  return (root.childNodes.length === 1 ? ((only as Element).innerHTML ?? '') : root.innerHTML).trim()
}

/** Where the HTML's form hides what is quoted, the plain text beside it may tell. */
function betterReply(reply: Reply, plain: string | undefined): Pick<MailBody, 'visible' | 'fragments'> {
  if (!plain?.trim() || reply.fragments.some((fragment) => fragment.folded)) return shown(reply)
  const other = readReply(plain)
  return other.fragments.some((fragment) => fragment.kind === 'quote' && fragment.folded) ? shown(other) : shown(reply)
}

function textOf(lines: readonly HtmlLine[]): string {
  return lines
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Own pictures are tied to attachments, remote ones remembered but not loaded, pixels that only watch the reader dropped. */
function placePictures(
  root: Element,
  contentIds: readonly (string | undefined)[],
): Pick<MailBody, 'remoteImages' | 'shownAttachments'> {
  const shownAttachments = new Set<number>()
  let remoteImages = 0
  for (const picture of [...root.getElementsByTagName('img')]) {
    const source = (picture.getAttribute('src') ?? '').trim()
    const own = /^cid:/i.test(source) ? positionOf(source.slice(4), contentIds) : -1
    if (own >= 0) {
      shownAttachments.add(own)
      picture.setAttribute('data-attachment', String(own))
    }
    if (/^https?:\/\//i.test(source)) {
      remoteImages++
      if (isPixel(picture)) {
        picture.remove()
        continue
      }
      picture.setAttribute('data-remote-src', source.slice(0, 2_000))
    }
    if (!/^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]{1,300000}$/.test(source))
      picture.removeAttribute('src')
  }
  return { remoteImages, shownAttachments: [...shownAttachments] }
}

function isPixel(picture: Element): boolean {
  const size = (name: string) => Number.parseInt(picture.getAttribute(name) ?? '99', 10)
  return size('width') <= 2 && size('height') <= 2
}

function positionOf(reference: string, contentIds: readonly (string | undefined)[]): number {
  const wanted = decoded(reference).replace(/^<|>$/g, '').toLowerCase()
  return contentIds.findIndex(
    (id) => id !== undefined && (id.toLowerCase() === wanted || decoded(id).toLowerCase() === wanted),
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function mendLink(link: Element): void {
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test((link.getAttribute('href') ?? '').trim())) {
    link.removeAttribute('href')
    return
  }
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer nofollow')
}

/** Text of HTML that is too much to be taken apart: a plain pass over the characters. */
function withoutTags(html: string): string {
  return html
    .slice(0, 1_200_000)
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]{0,300}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\n\s*\n\s*/g, '\n\n')
}
