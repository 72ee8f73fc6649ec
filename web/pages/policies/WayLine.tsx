import { BaseEdge, type Edge, type EdgeProps, getSmoothStepPath } from '@xyflow/react'

/** A way between two cards, with where it goes around others. */
export type WayEdge = Edge<
  { readonly route: readonly { readonly x: number; readonly y: number }[] | undefined; readonly label: string },
  'way'
>

const radius = 8

/** A line from card to card around those between; where cards were moved by hand, the short way. */
export function WayLine({
  sourceX,
  sourceY,
  sourcePosition,
  targetX,
  targetY,
  targetPosition,
  data,
  style,
  markerEnd,
}: EdgeProps<WayEdge>) {
  const route = data?.route
  const [first] = route ?? []
  const [path, labelX, labelY] =
    route && first
      ? [
          rounded([
            { x: sourceX, y: sourceY },
            ...route.flatMap(({ x, y }, at) => [
              { x: route[at - 1]?.x ?? sourceX, y },
              { x: at === route.length - 1 ? targetX : x, y },
            ]),
            { x: targetX, y: targetY },
          ]),
          (sourceX + first.x) / 2,
          first.y,
        ]
      : getSmoothStepPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition })
  return (
    <BaseEdge
      path={path}
      label={data?.label}
      labelX={labelX}
      labelY={labelY}
      labelStyle={{ fill: 'var(--ink)', fontSize: 11 }}
      labelBgStyle={{ fill: 'var(--canvas)' }}
      labelBgPadding={[4, 1]}
      {...(style && { style })}
      {...(markerEnd && { markerEnd })}
    />
  )
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A path through points that lie level or upright to each other, its corners rounded. */
function rounded(points: readonly Point[]): string {
  const path = points.filter(({ x, y }, at) => at === 0 || x !== points[at - 1]?.x || y !== points[at - 1]?.y)
  return path
    .map((point, at) => {
      const [before, after] = [path[at - 1], path[at + 1]]
      if (!before) return `M ${point.x} ${point.y}`
      if (!after) return `L ${point.x} ${point.y}`
      const [into, out] = [towards(point, before), towards(point, after)]
      return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`
    })
    .join(' ')
}

/** A little way from a corner to the next point, never more than half of it. */
function towards(corner: Point, next: Point): Point {
  const length = Math.hypot(next.x - corner.x, next.y - corner.y)
  const share = Math.min(radius, length / 2) / Math.max(length, 1)
  return { x: corner.x + (next.x - corner.x) * share, y: corner.y + (next.y - corner.y) * share }
}
