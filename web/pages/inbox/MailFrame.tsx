import DOMPurify from 'dompurify'
import { useEffect, useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import type { Message } from './queries.ts'

interface MailFrameProps {
  /** As the server cleaned it. It is cleaned here once more, and shown where nothing can run. */
  readonly html: string
  readonly attachments: Message['attachments']
}

/** Nothing may be fetched from inside the frame; pictures that came with the mail are written into it. */
const policy = "default-src 'none'; img-src data:; style-src-attr 'unsafe-inline'"
/** The one place where words become a document; the page's policy permits no other (Trusted Types, ENGINEERING S3). */
const trusted = window.trustedTypes?.createPolicy('mail-frame', {
  createHTML: (html) => html,
  createScript: refuseScript,
  createScriptURL: refuseScript,
})

function refuseScript(): never {
  throw new TypeError('a mail brings no script')
}

// The frame inherits the page's policy, which allows styles on elements and no style sheets but our own files.
const bodyStyle = 'margin:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;color-scheme:light'

/**
 * A mail as its sender laid it out: no scripts, no forms, nothing remote, in a frame without origin (ENGINEERING S1, S2).
 * The frame cannot tell its height for the same reason; it scrolls, and can be pulled larger.
 */
export function MailFrame({ html, attachments }: MailFrameProps) {
  const text = useText('inbox')
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    let current = true
    void write(html, attachments).then((document) => {
      if (current && frame.current) frame.current.srcdoc = (trusted?.createHTML(document) ?? document) as string
    })
    return () => {
      current = false
    }
  }, [html, attachments])
  return (
    <>
      <iframe
        ref={frame}
        sandbox=""
        referrerPolicy="no-referrer"
        title={text('formatted-mail')}
        className="h-96 min-h-40 w-full resize-y overflow-auto rounded-lg border border-line bg-[#fff]"
      />
      {html.includes('data-remote-src') && <p className="mt-1 text-xs text-muted">{text('remote-blocked')}</p>}
    </>
  )
}

async function write(html: string, attachments: Message['attachments']): Promise<string> {
  const pictures = await inlinePictures(html, attachments)
  const purify = DOMPurify(window)
  purify.addHook('afterSanitizeAttributes', (node) => {
    const picture = pictures.get(node.getAttribute?.('data-attachment') ?? '')
    if (picture) node.setAttribute('src', picture)
    else if (!node.getAttribute?.('src')?.startsWith('data:image/')) node.removeAttribute?.('src')
    if (node.nodeName === 'IMG')
      node.setAttribute('style', `${node.getAttribute('style') ?? ''};max-width:100%;height:auto`)
  })
  const clean = purify.sanitize(html, {
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'svg', 'math', 'base', 'link', 'meta'],
    FORBID_ATTR: ['srcset', 'background', 'ping', 'action'],
    ...(trusted && { TRUSTED_TYPES_POLICY: trusted }),
  })
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><body style="${bodyStyle}">${clean}`
}

/** The pictures that came with the mail, by their place among its attachments: that is how the server marks them. */
async function inlinePictures(html: string, attachments: Message['attachments']): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>()
  for (const [place, file] of attachments.entries()) {
    const wanted = html.includes(`data-attachment="${place}"`)
    if (!wanted || !file.contentType.startsWith('image/') || file.size > 5_000_000) continue
    const bytes = await fetch(file.url).then((response) => (response.ok ? response.blob() : undefined))
    if (bytes) pictures.set(String(place), await dataUrl(bytes))
  }
  return pictures
}

function dataUrl(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(bytes)
  })
}
