/** How much of a mail is read; beyond it the mail is kept and set aside, never read (ENGINEERING.md M4). */
export interface MailLimits {
  /** Bytes of the whole raw mail. */
  readonly bytes: number
  /** MIME parts, the root counted. */
  readonly parts: number
  /** Levels of parts inside parts, the root being 0. */
  readonly depth: number
  readonly attachments: number
  /** Bytes of one header block. */
  readonly headerBytes: number
  /** Characters of HTML that are still shown as HTML; longer mail is shown as text. */
  readonly htmlChars: number
  /** Tags of HTML that are still shown as HTML; a thicket of tags takes seconds to clean. */
  readonly htmlTags: number
  /** Levels of HTML elements; its cost grows with the square of this. */
  readonly htmlDepth: number
  /** Characters of text that are shown and searched; the rest stays in the stored mail. */
  readonly textChars: number
  /** Milliseconds that reading one mail may take. */
  readonly milliseconds: number
}

export const mailLimits: MailLimits = {
  bytes: 25 * 1024 * 1024,
  parts: 1_000,
  depth: 50,
  attachments: 100,
  headerBytes: 256 * 1024,
  htmlChars: 1_500_000,
  htmlTags: 20_000,
  htmlDepth: 300,
  textChars: 400_000,
  milliseconds: 5_000,
}

/** Why a mail was set aside instead of being read. */
export type UnreadableReason =
  | 'too-large'
  | 'too-many-parts'
  | 'too-deep'
  | 'too-many-attachments'
  | 'headers-too-large'
  | 'too-slow'
  | 'unreadable'

/** Thrown inside the reading of a mail when a limit is passed; readers of mail see it as an answer, not as an error. */
export class LimitPassed extends Error {
  override readonly name = 'LimitPassed'
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(reason)
    this.reason = reason
  }
}
