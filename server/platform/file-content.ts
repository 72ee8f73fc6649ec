import { fileTypeFromBuffer, supportedExtensions, supportedMimeTypes } from 'file-type'
import {
  alike,
  alwaysTold,
  calledAlso,
  moreExact,
  pictures,
  saysNothing,
  textEndings,
  textualKinds,
  zipped,
} from './file-content.kinds.ts'

/** What bytes were recognised as: the ending that such files have, and their media type. */
export interface Recognised {
  readonly ending: string
  readonly contentType: string
}

/** A file as somebody handed it over: neither its name nor its type is to be trusted. */
export interface NamedFile {
  readonly filename: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/**
 * What a file is, by its bytes. `other-picture`: a picture that is named like another kind of picture, such as a WebP
 * called .jpg, which harms nobody. `contradicts`: its name says something that it is not.
 */
export interface Judgement {
  /** The type of the bytes where they were recognised; never one that they cannot have. */
  readonly contentType: string
  readonly name: 'agrees' | 'other-picture' | 'contradicts'
  readonly recognised: Recognised | undefined
}

const unknownType = 'application/octet-stream'

/** Judges a file by its bytes (OWASP ASVS 5.2.2); never fails, whatever they are. */
export async function judgeFile({ filename, contentType, bytes }: NamedFile): Promise<Judgement> {
  return judge(filename, contentType, await recognise(bytes))
}

async function recognise(bytes: Uint8Array): Promise<Recognised | undefined> {
  // A file that its own headers send astray is one that nobody can recognise: it is kept all the same.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  // Readers of PDF look for its mark in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1), and some programs write before it.
  if (!found) return startsLate(bytes) ? { ending: 'pdf', contentType: 'application/pdf' } : undefined
  // Two or three letters are enough to be taken for a program ("MZ") or a picture ("BM"): a text may begin with them.
  if (!textualKinds.has(found.ext) && isText(bytes)) return undefined
  return { ending: found.ext, contentType: found.mime }
}

const startsLate = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-')

/** No byte that only binary files have, in the first 64 KB; letters of any charset that extends ASCII. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 65_536).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b)

/** Holds what a name and a claim say against what the bytes were recognised as. */
export function judge(filename: string, claimed: string, recognised: Recognised | undefined): Judgement {
  const ending = endingOf(filename)
  if (recognised) {
    const { contentType } = recognised
    if (!ending || isAlike(ending, recognised.ending))
      return { contentType: moreExact.get(`${recognised.ending} ${ending}`) ?? contentType, name: 'agrees', recognised }
    return pictures.has(ending) && pictures.has(recognised.ending)
      ? { contentType, name: 'other-picture', recognised }
      : { contentType: unknownType, name: 'contradicts', recognised }
  }
  if (ending && alwaysTold.has(ending)) return { contentType: unknownType, name: 'contradicts', recognised }
  const isPossible = !supportedMimeTypes.has(claimed) && (!/^(?:image|audio|video)\//.test(claimed) || ending === 'svg')
  return { contentType: isPossible ? claimed : unknownType, name: 'agrees', recognised }
}

const known: readonly ReadonlySet<string>[] = [textEndings, ...calledAlso.values(), ...alike]

/** The ending of a name, where it is one that says what a file is. */
function endingOf(filename: string): string | undefined {
  const ending = /\.([a-z0-9]{1,8})[. ]*$/i.exec(filename)?.[1]?.toLowerCase()
  if (!ending || saysNothing.has(ending)) return undefined
  return supportedExtensions.has(ending) || known.some((kind) => kind.has(ending)) ? ending : undefined
}

/** Whether what was recognised may bear this ending. A document with macros is not one without, though both are ZIPs. */
const isAlike = (ending: string, recognised: string): boolean =>
  ending === recognised ||
  calledAlso.get(recognised)?.has(ending) === true ||
  (ending === 'zip' && zipped.has(recognised)) ||
  alike.some((kind) => kind.has(ending) && kind.has(recognised))
