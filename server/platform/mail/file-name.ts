const extensions: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/rfc822-headers': 'txt',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/json': 'json',
  'application/ms-tnef': 'dat',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/svg+xml': 'svg',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
}

/** The extension that fits a media type; empty when none is known. */
function extensionOf(type: string): string {
  return extensions[type] ?? ''
}

const longest = 120

/**
 * A name that can be shown and saved: the last step of any path, without control characters, text-direction tricks and
 * zero-width characters, short enough for every file system. Never "." or ".." or empty.
 *
 * @param told the name in the mail, or what else names the part
 * @param fallback used when nothing is left, completed by the type's extension
 */
export function fileName(told: string | undefined, type: string, fallback: string): string {
  const step =
    (told ?? '')
      .slice(-1_000)
      .slice(-1_000)
      .split(/[\\/]/)
      .filter((part) => part.trim() && !/^\.+$/.test(part.trim()))
      .at(-1) ?? ''
  const clean = step
    .normalize('NFC')
    .replace(/[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '')
  return shortened(clean || withExtension(fallback, type))
}

/** A name completed by its type's extension, when it has none. */
export function withExtension(name: string, type: string): string {
  const extension = extensionOf(type)
  return extension && !name.toLowerCase().endsWith(`.${extension}`) ? `${name}.${extension}` : name
}

/** Keeps the extension, since it says how the file opens. */
function shortened(name: string): string {
  const characters = [...name]
  if (characters.length <= longest) return name
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return `${characters.slice(0, longest - extension.length).join('')}${extension}`
}
