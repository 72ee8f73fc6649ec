import {
  Background,
  type Connection,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useNodesState,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { Maximize, Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useEditor } from './editor.ts'
import { type Layout, layoutOf, leavesAt, type Place, routeKey } from './layout.ts'
import { type Marks, NodeCard } from './NodeCard.tsx'
import { led, type Policy, type PolicyNode, removed, waysOf, withNode } from './tree.ts'
import { type WayEdge, WayLine } from './WayLine.tsx'
import type { PolicyWords } from './words.ts'

interface GraphProps {
  readonly chosen: string | undefined
  readonly marksOf: (id: string) => Marks
  readonly onWay: ReadonlySet<string>
  /** On a phone the graph is looked at; the outline is where one works. */
  readonly isFixed?: boolean
}

type CardNode = Node<
  {
    readonly node: PolicyNode
    readonly marks: Marks
    readonly isChosen: boolean
    /** Its ways out, from left to right. */
    readonly slots: readonly string[]
  },
  'card'
>

/** The tree as a picture: cards from the start downwards, each way with its name. */
export const Graph = (props: GraphProps) => (
  <ReactFlowProvider>
    <Plane {...props} />
  </ReactFlowProvider>
)

function Plane({ chosen, marksOf, onWay, isFixed = false }: GraphProps) {
  const text = useText('policyEditor')
  const { policy, words, isReadOnly, change, choose } = useEditor()
  const isStill = isReadOnly || isFixed
  const layout = useMemo(
    () => layoutOf(policy, (source, target) => widthOf(nameOf(policy, words, source, target))),
    [policy, words],
  )
  const { places, slots } = layout
  const built = useMemo(
    () =>
      Object.entries(policy.nodes).map(
        ([id, node]): CardNode => ({
          id,
          type: 'card',
          position: places.get(id) ?? { x: 0, y: 0 },
          data: { node, marks: marksOf(id), isChosen: id === chosen, slots: slots.get(id) ?? [] },
          ariaLabel: `${words.code(`kind.${node.kind}`)}: ${words.title(node.title)}`,
          selected: id === chosen,
        }),
      ),
    [policy, places, slots, chosen, marksOf, words],
  )
  const [nodes, setNodes, onNodesChange] = useNodesState<CardNode>(built)
  useEffect(() => {
    setNodes((before) => {
      const sizes = new Map(before.map(({ id, measured }) => [id, measured]))
      return built.map((node) => {
        const measured = sizes.get(node.id)
        return measured ? { ...node, measured } : node
      })
    })
  }, [built, setNodes])
  const edges = useMemo(() => edgesIn(policy, words, layout, onWay), [policy, words, layout, onWay])

  const lead = ({ source, sourceHandle, target }: Connection): void => {
    if (sourceHandle) change(led(policy, source, sourceHandle, target))
  }
  const pressed = (event: KeyboardEvent): void => {
    const id =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-id]')?.dataset.id : undefined
    if (id === undefined || !Object.hasOwn(policy.nodes, id)) return
    if (event.code === 'Enter' || event.code === 'Space') choose(id)
    else if (event.code === 'Delete' && !isStill && Object.keys(policy.nodes).length > 1) {
      change(removed(policy, id))
      choose(undefined)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // Keys of the cards inside come up here.
    <section aria-label={text('graph')} className="relative min-h-0 flex-1" onKeyDown={pressed}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeClick={(_, { id }) => choose(id)}
        onPaneClick={() => choose(undefined)}
        onNodeDragStop={(_, { id, position }) => {
          const node = policy.nodes[id]
          if (node)
            change(withNode(policy, id, { ...node, at: { x: Math.round(position.x), y: Math.round(position.y) } }))
        }}
        onConnect={lead}
        onReconnect={(old, next) => {
          const node = policy.nodes[old.source]
          if (!node || next.source !== old.source) return
          const slots = waysOf(node).flatMap(({ slot, to }) => (to === old.target ? [slot] : []))
          change(slots.reduce((tree, slot) => led(tree, old.source, slot, next.target), policy))
        }}
        nodesDraggable={!isStill}
        nodesConnectable={!isStill}
        edgesReconnectable={!isStill}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        className="[--xy-attribution-background-color:var(--surface)] [&_.react-flow\_\_attribution_a]:text-muted!"
        minZoom={0.1}
        maxZoom={1.75}
        ariaLabelConfig={{
          'node.a11yDescription.default': text('graph-node-help'),
          'node.a11yDescription.keyboardDisabled': text('graph-node-help'),
          'edge.a11yDescription.default': text('graph'),
          'handle.ariaLabel': text('graph-handle'),
        }}
      >
        <Background color="var(--line)" gap={24} />
        <Controls />
        <InView chosen={chosen} start={policy.start} places={places} isFixed={isFixed} />
      </ReactFlow>
    </section>
  )
}

interface InViewProps {
  readonly chosen: string | undefined
  readonly start: string
  readonly places: ReadonlyMap<string, Place>
  readonly isFixed: boolean
}

/** Half a card, so that its middle comes to the middle. */
const middle = { x: 116, y: 50 } as const
const readable = 0.8

/** Shows the beginning of the tree large enough to be read, and brings what is chosen elsewhere into view. */
function InView({ chosen, start, places, isFixed }: InViewProps) {
  const flow = useReactFlow()
  const isReady = useStore(({ width, height }) => width > 0 && height > 0)
  const size = useStore(({ width, height }) => `${width} ${height}`)
  const begun = useRef(false)
  const latest = useRef({ places, size })
  latest.current = { places, size }
  useEffect(() => {
    if (!isReady) return
    const place = latest.current.places.get(chosen ?? start)
    if (!place) return
    const [width = 0, height = 0] = latest.current.size.split(' ').map(Number)
    const { x, y, zoom } = flow.getViewport()
    const at = { x: (place.x + middle.x) * zoom + x, y: (place.y + middle.y) * zoom + y }
    const isSeen = at.x > 60 && at.x < width - 60 && at.y > 40 && at.y < height - 40
    if (begun.current && (isSeen || chosen === undefined)) return
    const isFirst = !begun.current
    begun.current = true
    const larger = isFirst ? (isFixed ? 0.6 : readable) : zoom
    // The start stands near the top: what follows it is below.
    const down = isFirst && chosen === undefined ? height / 2 / larger - middle.y - 24 : 0
    void flow.setCenter(place.x + middle.x, place.y + middle.y + down, { zoom: larger })
  }, [chosen, start, isReady, flow, isFixed])
  return null
}

function Controls() {
  const text = useText('policyEditor')
  const flow = useReactFlow()
  return (
    <Panel position="bottom-left">
      <div className="flex flex-col rounded-lg border border-line bg-surface shadow-card">
        <IconButton icon={Plus} label={text('zoom-in')} onClick={() => void flow.zoomIn()} />
        <IconButton icon={Minus} label={text('zoom-out')} onClick={() => void flow.zoomOut()} />
        <IconButton icon={Maximize} label={text('zoom-fit')} onClick={() => void flow.fitView({ padding: 0.1 })} />
      </div>
    </Panel>
  )
}

/** A card with a point on top, where ways arrive, and one below for each way out. */
function Card({ data, id }: NodeProps<CardNode>) {
  const { policy, words } = useEditor()
  const node = policy.nodes[id] ?? data.node
  return (
    <>
      <Handle type="target" position={Position.Top} className={point} />
      <NodeCard node={node} fields={policy.fields} words={words} marks={data.marks} isChosen={data.isChosen} />
      {data.slots.map((slot) => (
        <Handle
          key={slot}
          type="source"
          id={slot}
          position={Position.Bottom}
          title={words.way(node, slot)}
          className={point}
          style={{ left: `${leavesAt(data.slots, slot) * 100}%` }}
        />
      ))}
    </>
  )
}

const point = 'size-2.5! min-h-0! min-w-0! rounded-full border border-surface! bg-edge!'
const nodeTypes = { card: Card }
const edgeTypes = { way: WayLine }

/** The longest name that a line bears, in letters. */
const longestName = 28

/** What leads from a node to another: the names of all its ways there. */
function nameOf(policy: Policy, words: PolicyWords, source: string, target: string): string {
  const node = policy.nodes[source]
  const ways = node ? waysOf(node).filter(({ to }) => to === target) : []
  const name = node ? ways.map(({ slot }) => words.way(node, slot)).join(' / ') : ''
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name
}

/** How wide a name is drawn at 11 px, in px: a Chinese letter is as wide as high, others about half. */
const widthOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e_7f ? 11 : 6), 8)

/** One line for all ways of a node that lead to the same place. */
function edgesIn(policy: Policy, words: PolicyWords, layout: Layout, onWay: ReadonlySet<string>): WayEdge[] {
  return Object.entries(policy.nodes).flatMap(([source, node]) => {
    const byTarget = Map.groupBy(
      waysOf(node).filter(({ to }) => Object.hasOwn(policy.nodes, to)),
      ({ to }) => to,
    )
    return [...byTarget].map(([target, ways]): WayEdge => {
      const isOn = onWay.has(source) && onWay.has(target)
      const colour = isOn ? 'var(--warn-ink)' : 'var(--edge)'
      return {
        id: `${source} ${target}`,
        source,
        target,
        sourceHandle: ways[0]?.slot ?? null,
        type: 'way',
        data: { route: layout.routes.get(routeKey(source, target)), label: nameOf(policy, words, source, target) },
        zIndex: isOn ? 1 : 0,
        style: { stroke: colour, strokeWidth: isOn ? 2.5 : 1.25 },
        markerEnd: { type: MarkerType.ArrowClosed, color: colour },
      }
    })
  })
}
