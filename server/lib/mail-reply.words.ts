import words from './mail-reply.words.json' with { type: 'json' }

/**
 * The words by which mail programs mark what they quote, in the languages buyers write in.
 * Gathered from the programs' own headers: Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, GMX, mail.ru, QQ, 163, Zoho.
 */
export const {
  /** Verbs that end the line "On …, X wrote:". */
  wroteWords,
  /** Words that open such a line. */
  onWords,
  /** Labels of a block "From: / Sent: / To: / Subject:". */
  headerLabels,
  /** What stands between the dashes of "-----Original Message-----". */
  originalWords,
  /** What stands between the dashes of a forwarded message: content that the sender wants read. */
  forwardWords,
  /** "Sent from my …": opens the line that a phone or program adds by itself. */
  sentFromWords,
  /** The same where the language puts them after the device. */
  sentFromInsideWords,
  /** What such a line must also name, so that "Sent from my desk, it is easier" stays text. */
  deviceWords,
  /** Closings after which, on lines of their own, only the sender's card follows. */
  closingWords,
  /** Closings that only open a card when at least a name and one more line follow. */
  softClosingWords,
  /** "Please type your reply above this line". */
  replyAboveWords,
} = words
