import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Skeleton, SkeletonLines } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useIsWide } from '../../ui/useIsWide.ts'
import { EditorHeader } from './EditorHeader.tsx'
import { type Editor, EditorProvider } from './editor.ts'
import { FaultList } from './FaultList.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import type { Marks } from './NodeCard.tsx'
import { NodeForm } from './NodeForm.tsx'
import { Outline } from './Outline.tsx'
import { FieldsForm, PolicyForm } from './PolicyForm.tsx'
import { differenceQuery, figuresQuery, type Ground, type PolicyLine, type Version } from './policies.ts'
import { type Panel, type PolicySearch, panels } from './search.ts'
import { Toolbar } from './Toolbar.tsx'
import { inserted, type Kind } from './tree.ts'
import { useTrial } from './trial.ts'
import { useDraft } from './useDraft.ts'
import { usePolicyWords } from './words.ts'

// What stands beside the tree, or asks, is fetched when it is first looked at.
const Difference = lazy(async () => ({ default: (await import('./Difference.tsx')).Difference }))
const History = lazy(async () => ({ default: (await import('./History.tsx')).History }))
const KindDialog = lazy(async () => ({ default: (await import('./KindDialog.tsx')).KindDialog }))
const Trial = lazy(async () => ({ default: (await import('./Trial.tsx')).Trial }))
/** The picture of the tree comes with a library of its own: it is fetched with the first that is looked at. */
const Graph = lazy(async () => ({ default: (await import('./Graph.tsx')).Graph }))

type SearchPart = { readonly [Key in keyof PolicySearch]?: PolicySearch[Key] | undefined }

const noWay: ReadonlySet<string> = new Set()

interface PolicyEditorProps {
  readonly line: PolicyLine
  readonly version: Version
  readonly ground: Ground
  readonly search: PolicySearch
}

/** One version of a policy: its tree as picture and as outline, and beside it what is chosen, tried, changed. */
export function PolicyEditor({ line, version, ground, search }: PolicyEditorProps) {
  const text = useText('policyEditor')
  const words = usePolicyWords()
  const navigate = useNavigate()
  const draft = useDraft(version)
  const { policy, edit } = draft
  const { node: chosen, panel = 'node', look = 'graph' } = search
  const isWide = useIsWide()
  const form = useRef<HTMLDivElement>(null)
  const trial = useTrial(policy, panel === 'trial')
  const onWay = panel === 'trial' ? trial.onWay : noWay
  const figures = useQuery(figuresQuery(version.id)).data
  const difference = useQuery({
    ...differenceQuery(version.id, version.revision),
    enabled: !version.isInForce && version.state !== 'discarded',
  }).data

  const go = useCallback(
    (part: SearchPart): void =>
      void navigate({
        to: '/returns/policies/{-$policy}',
        params: { policy: line.key },
        search: (before: PolicySearch) => ({ ...before, ...part }) as PolicySearch,
        replace: true,
      }),
    [navigate, line.key],
  )
  const isReadOnly = !version.may.edit
  const change = useCallback<Editor['change']>((to, about = '') => edit({ do: 'change', to, about }), [edit])
  const choose = useCallback<Editor['choose']>(
    (node) => go(node === undefined ? { node: undefined } : { node, panel: panel === 'trial' ? 'trial' : undefined }),
    [go, panel],
  )
  const editor = useMemo<Editor>(
    () => ({ policy, ground, words, isReadOnly, change, choose }),
    [policy, ground, words, isReadOnly, change, choose],
  )

  const marksOf = useCallback(
    (id: string): Marks => ({
      figure: figures?.find(({ node }) => node === id),
      faults: draft.faults.filter(({ node }) => node === id).length,
      difference:
        !difference || difference.against === null
          ? undefined
          : difference.added.includes(id)
            ? 'added'
            : difference.changed.some(({ node }) => node === id)
              ? 'changed'
              : undefined,
      isOnWay: onWay.has(id),
      isStart: policy.start === id,
    }),
    [figures, draft.faults, difference, onWay, policy.start],
  )

  const letter = ground.letters.find(({ key }) => key.startsWith('return.'))?.key ?? 'return.letter'
  const add = (kind: Kind, into?: { readonly from: string | null; readonly slot: string }): void => {
    const added = inserted(policy, kind, into, letter)
    change(added.policy)
    choose(added.id)
  }
  const [inserting, setInserting] = useState<{ readonly from: string | null; readonly slot: string }>()
  const openForm = (): void => {
    go({ panel: undefined })
    form.current?.scrollIntoView?.({ block: 'nearest' })
    // The form is drawn with the next frame.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus())
  }
  useCommands({
    'policy.undo': draft.edits.past.length > 0 ? () => edit({ do: 'undo' }) : undefined,
    'policy.redo': draft.edits.future.length > 0 ? () => edit({ do: 'redo' }) : undefined,
    'policy.save': !isReadOnly && draft.isChanged && !draft.isSaving ? draft.save : undefined,
  })

  const toolbar = (
    <Toolbar
      draft={draft}
      isReadOnly={isReadOnly}
      look={look}
      chosen={chosen}
      onLook={(next) => go({ look: next })}
      onAdd={add}
    />
  )
  const outline = (
    <Outline chosen={chosen} marksOf={marksOf} onInsert={isReadOnly ? undefined : setInserting} onEdit={openForm} />
  )
  return (
    <EditorProvider value={editor}>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:overflow-y-auto">
        <EditorHeader line={line} version={version} draft={draft} />
        <div className="flex min-h-0 flex-1 max-lg:flex-none max-lg:flex-col">
          <div className="flex min-h-0 min-w-0 flex-1 flex-col border-line max-lg:flex-none lg:border-r">
            {toolbar}
            <div className="flex min-h-0 flex-1 flex-col max-lg:h-[26rem] max-lg:flex-none">
              {look === 'outline' || !isWide ? (
                outline
              ) : (
                <Suspense fallback={<Skeleton className="m-4 flex-1" />}>
                  <Graph chosen={chosen} marksOf={marksOf} onWay={onWay} />
                </Suspense>
              )}
            </div>
            <FaultList
              faults={draft.faults}
              problem={draft.problem}
              isChecking={draft.isChecking}
              onPolicy={() => go({ node: undefined, panel: undefined })}
            />
          </div>
          <div
            ref={form}
            className="w-[25rem] shrink-0 overflow-y-auto p-3.5 max-lg:w-full max-lg:overflow-visible xl:w-[27rem]"
          >
            <Tabs
              label={text('panels')}
              value={panel}
              tabs={panels.map((value) => ({ value, label: text(`panel-${value}`) }))}
              onValue={(value: Panel) => go({ panel: value === 'node' ? undefined : value })}
            >
              <div className="pt-3.5">
                {panel === 'node' && (chosen === undefined ? <PolicyForm /> : <NodeForm key={chosen} id={chosen} />)}
                {panel === 'fields' && <FieldsForm />}
                <Suspense fallback={<SkeletonLines lines={8} />}>
                  {panel === 'trial' && <Trial trial={trial} />}
                  {panel === 'difference' && <Difference version={version} isChanged={draft.isChanged} />}
                  {panel === 'history' && <History policy={line} shown={version.id} />}
                </Suspense>
              </div>
            </Tabs>
          </div>
          {!isWide && (
            <div className="flex h-[22rem] shrink-0 flex-col border-t border-line">
              <Suspense fallback={<Skeleton className="m-4 flex-1" />}>
                <Graph chosen={chosen} marksOf={marksOf} onWay={onWay} isFixed />
              </Suspense>
            </div>
          )}
        </div>
      </div>
      <Suspense fallback={null}>
        {inserting && (
          <KindDialog
            way={words.way(inserting.from === null ? undefined : policy.nodes[inserting.from], inserting.slot)}
            onKind={(kind) => {
              setInserting(undefined)
              add(kind, inserting)
            }}
            onClose={() => setInserting(undefined)}
          />
        )}
      </Suspense>
      <LeaveGuard isChanged={draft.isChanged && !isReadOnly} versionId={version.id} />
    </EditorProvider>
  )
}
