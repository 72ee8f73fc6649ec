import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { toast } from '../../ui/Toast.tsx'
import { useEdits } from './edits.ts'
import { checkTree, type Fault, keepVersion, type Version, versionOf, versionQuery } from './policies.ts'
import { useSettled } from './settled.ts'

/** How long a tree stands still before it is looked at. */
const settledMs = 600

const noFaults: readonly Fault[] = []

/** A version on the screen: the tree as it is being written, whether that is saved, and what is wrong with it. */
export function useDraft(version: Version) {
  const text = useText('policyEditor')
  const [edits, edit] = useEdits(version.content)
  const [saved, setSaved] = useState({ revision: version.revision, content: version.content, note: version.note })
  const [note, setNote] = useState(version.note)
  const isChanged = edits.now !== saved.content || note.trim() !== saved.note
  const isEditable = version.may.edit

  // Somebody else has saved it meanwhile: what was not touched here is shown as it is now.
  const { revision, content, note: savedNote } = version
  useEffect(() => {
    if (revision === saved.revision || isChanged) return
    edit({ do: 'begin', with: content })
    setNote(savedNote)
    setSaved({ revision, content, note: savedNote })
  }, [revision, content, savedNote, saved.revision, isChanged, edit])

  const settled = useSettled(edits.now, settledMs)
  const check = useQuery({
    queryKey: ['policy-check', settled],
    queryFn: () => checkTree(settled),
    enabled: isEditable && settled !== version.content,
    placeholderData: keepPreviousData,
    gcTime: settledMs,
    retry: false,
  })
  const isOwnCheck = isEditable && settled !== version.content
  const save = useMutation({
    mutationFn: (revision: number) =>
      versionOf(
        api.PUT('/api/policy-versions/{id}', {
          params: { path: { id: version.id } },
          body: { revision, note: note.trim(), content: edits.now },
        }),
      ),
    onSuccess: async (kept) => {
      // What was sent is what is on the screen: it stays, with all that can be undone.
      setSaved({ revision: kept.revision, content: edits.now, note: kept.note })
      toast(text('saved'))
      await keepVersion(kept)
    },
  })
  const conflict = isProblem(save.error, 'policies.changed-meanwhile') ? save.error : undefined
  return {
    policy: edits.now,
    edits,
    edit,
    note,
    setNote,
    isChanged,
    isSaving: save.isPending,
    save: () => save.mutate(saved.revision),
    /** Why it could not be saved, but for a conflict. */
    error: conflict ? undefined : (save.error ?? undefined),
    conflict: conflict && {
      message: conflict.message,
      keepMine: () => save.mutate(Number(conflict.details.revision)),
      takeTheirs: async () => {
        const theirs = await queries.fetchQuery({ ...versionQuery(version.id), staleTime: 0 })
        edit({ do: 'begin', with: theirs.content })
        setNote(theirs.note)
        setSaved({ revision: theirs.revision, content: theirs.content, note: theirs.note })
        save.reset()
      },
    },
    faults: isOwnCheck ? (check.data ?? noFaults) : version.faults,
    problem: isOwnCheck && check.isError ? check.error.message : undefined,
    isChecking: isEditable && (settled !== edits.now || check.isFetching),
  }
}
export type Draft = ReturnType<typeof useDraft>
