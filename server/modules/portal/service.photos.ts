import { fileTypeFromBuffer } from 'file-type'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { KeptPhoto } from '../messages/index.ts'
import { photoNamed } from './rules.ts'

/**
 * Keeps photos of a buyer, all or none, numbered from `first`. What a file is, its bytes say; a page of HTML that calls
 * itself a photo is refused (ENGINEERING S10).
 */
export async function keepPhotos(context: Context, files: readonly Buffer[], first: number): Promise<KeptPhoto[]> {
  if (files.some((bytes) => bytes.length === 0)) throw new Refusal('portal.no-photo')
  const named = await Promise.all(
    files.map(async (bytes, place) => {
      const photo = photoNamed((await fileTypeFromBuffer(bytes))?.mime, first + place)
      if (!photo) throw new Refusal('portal.not-a-photo')
      return { ...photo, bytes }
    }),
  )
  const photos: KeptPhoto[] = []
  for (const { bytes, ...photo } of named) photos.push({ ...photo, ...(await context.services.storage.put(bytes)) })
  return photos
}
