import { useCallback, useState } from 'react'
import { upload } from '../api/upload.ts'

/** A file on its way to a letter. */
export interface Outgoing {
  readonly key: string
  readonly name: string
  readonly size: number
  /** The server's id once it has arrived. */
  readonly id: string | null
  readonly error: string | null
}

/** The files of the letter being written: sent to the server as they are added. */
export function useUploads() {
  const [files, setFiles] = useState<readonly Outgoing[]>([])
  const change = useCallback((key: string, part: Partial<Outgoing>): void => {
    setFiles((now) => now.map((file) => (file.key === key ? { ...file, ...part } : file)))
  }, [])
  const add = useCallback(
    (list: Iterable<File>): void => {
      for (const file of list) {
        const key = `${file.name}-${file.size}-${Math.random()}`
        setFiles((now) => [...now, { key, name: file.name, size: file.size, id: null, error: null }])
        upload(file).then(
          ({ id }) => change(key, { id }),
          (error: Error) => change(key, { error: error.message }),
        )
      }
    },
    [change],
  )
  const remove = useCallback((key: string): void => setFiles((now) => now.filter((file) => file.key !== key)), [])
  const clear = useCallback((): void => setFiles([]), [])
  return { files, add, remove, clear }
}
