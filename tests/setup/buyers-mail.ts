/** What a test's buyer writes; what is left out is as it mostly is. */
export interface BuyersMail {
  readonly subject: string
  readonly text: string
  readonly from?: string
  readonly to?: string
  /** Lines of the header besides. */
  readonly headers?: string
  /** Without its angle brackets. */
  readonly messageId?: string
}

/** A buyer's mail, as a mail server hands it over. */
export const rawMail = ({ subject, text, from, to, headers, messageId }: BuyersMail): Buffer =>
  Buffer.from(
    [
      `From: ${from}`,
      `To: ${to ?? 'desk@kitto.test'}`,
      `Subject: ${subject}`,
      `Message-ID: <${messageId}>`,
      'Content-Type: text/plain; charset=utf-8',
      ...(headers ? [headers] : []),
      '',
      text,
      '',
    ].join('\r\n'),
  )
