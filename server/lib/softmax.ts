/** A text as the classifier sees it. */
export interface Features {
  /** 32-bit hashes of the features, each once. */
  readonly keys: Uint32Array
  readonly values: Float32Array
}

/** A text with the label that it was given. */
export interface Example {
  readonly features: Features
  readonly label: string
  /** How much it counts; a person's correction counts more than a shipped phrase. Default 1. */
  readonly weight?: number
}

/** Softmax regression over sparse features: one row of weights a feature, one column a label. */
export interface Model {
  readonly labels: readonly string[]
  /** The hashes of the known features, ascending. */
  readonly keys: Uint32Array
  /** How telling each known feature is: the root of its inverse document frequency. */
  readonly rarity: Float32Array
  /** How much a feature that is not known counts in a text's length: of strange words a model should be less sure. */
  readonly unknown?: number
  /** keys.length × labels.length, row by row. */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** How training runs; the defaults were chosen on banking77 and Bitext (see the measures). */
export interface Training {
  readonly epochs: number
  readonly rate: number
  readonly decay: number
  /** Share of certainty given away to all labels, so that few examples do not make a model cocksure. */
  readonly smoothing: number
  /** How strongly rare features outweigh common ones: the power of the inverse document frequency. */
  readonly rarity: number
  /** Features seen in fewer examples are left out. */
  readonly leastSeen: number
  readonly seed: number
  /** With two labels: how telling a feature is, is by how much likelier it makes one of them, not how rare it is. */
  readonly odds?: boolean
  /** Of more features the most telling stay. */
  readonly most?: number
  /** See Model. */
  readonly unknown?: number
}

/** Few examples a label: larger steps, and rare words count more. Chosen on Bitext with 10 examples each. */
const fewExamples: Training = { epochs: 15, rate: 0.2, decay: 1e-4, smoothing: 0.1, rarity: 0.5, leastSeen: 1, seed: 7 }
/** Many examples a label. Chosen by cross-validation on banking77. */
const manyExamples: Training = { ...fewExamples, epochs: 20, rate: 0.05, smoothing: 0, rarity: 0.25 }

/** The training that suits a set of examples. */
export function trainingFor(examples: readonly Example[]): Training {
  const labels = new Set(examples.map(({ label }) => label)).size
  return examples.length < 40 * labels ? fewExamples : manyExamples
}

/** Training pauses after so many examples, so that a server that trains still answers. */
const PAUSE_AFTER = 64

/** Trains a model to the end at once. The same examples in the same order give the same model. */
export function train(examples: readonly Example[], training = trainingFor(examples)): Model {
  const steps = trainSlowly(examples, training)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Trains in small steps: the caller decides when the next one runs. */
export function* trainSlowly(examples: readonly Example[], training = trainingFor(examples)): Generator<void, Model> {
  const model = emptyModel(examples, training)
  const size = model.labels.length
  const rows = examples.map((example) => ({
    vector: vectorOf(model, example.features),
    label: model.labels.indexOf(example.label),
    weight: example.weight ?? 1,
  }))
  const squares = new Float32Array(model.weights.length).fill(1e-6)
  const scores = new Float64Array(size)
  const random = randomFrom(training.seed)
  const order = rows.map((_, index) => index)
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(order, random)
    for (const [done, index] of order.entries()) {
      const row = rows[index]
      if (row) learn(model, row, squares, scores, training)
      if (done % PAUSE_AFTER === PAUSE_AFTER - 1) yield
    }
  }
  return model
}

interface Row {
  readonly vector: Vector
  readonly label: number
  readonly weight: number
}

/** One step of AdaGrad on one example. */
function learn(model: Model, row: Row, squares: Float32Array, scores: Float64Array, training: Training): void {
  const size = model.labels.length
  scoreInto(scores, model, row.vector)
  softmaxInto(scores)
  const { smoothing, decay, rate } = training
  for (let label = 0; label < size; label++) {
    const wanted = (label === row.label ? 1 - smoothing : 0) + smoothing / size
    scores[label] = ((scores[label] ?? 0) - wanted) * row.weight
  }
  const { weights, bias } = model
  row.vector.rows.forEach((feature, at) => {
    const value = row.vector.values[at] ?? 0
    const from = feature * size
    for (let label = 0; label < size; label++) {
      const place = from + label
      const weight = weights[place] ?? 0
      const slope = (scores[label] ?? 0) * value + decay * weight
      const square = (squares[place] ?? 0) + slope * slope
      squares[place] = square
      weights[place] = weight - (rate * slope) / Math.sqrt(square)
    }
  })
  for (let label = 0; label < size; label++) bias[label] = (bias[label] ?? 0) - 0.01 * (scores[label] ?? 0)
}

function emptyModel(examples: readonly Example[], training: Training): Model {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const frequency = new Map<number, number>()
  const inLast = new Map<number, number>()
  let last = 0
  for (const { features, label } of examples) {
    const isLast = label === labels.at(-1)
    if (isLast) last++
    for (const key of features.keys) {
      frequency.set(key, (frequency.get(key) ?? 0) + 1)
      if (isLast) inLast.set(key, (inLast.get(key) ?? 0) + 1)
    }
  }
  const rarityOf = (key: number): number =>
    (Math.log((1 + examples.length) / (1 + (frequency.get(key) ?? 0))) + 1) ** training.rarity
  const oddsOf = (key: number): number => {
    const [there, all] = [inLast.get(key) ?? 0, frequency.get(key) ?? 0]
    return Math.abs(Math.log((there + 1) / (last + 2)) - Math.log((all - there + 1) / (examples.length - last + 2)))
  }
  const seen = [...frequency].filter(([, count]) => count >= training.leastSeen).map(([key]) => key)
  const keys = Uint32Array.from(
    mostTelling(seen, training, (key) => oddsOf(key) ** 2 * (frequency.get(key) ?? 0)),
  ).sort()
  return {
    labels,
    keys,
    rarity: Float32Array.from(keys, training.odds ? oddsOf : rarityOf),
    ...(training.unknown !== undefined && { unknown: training.unknown }),
    weights: new Float32Array(keys.length * labels.length),
    bias: new Float32Array(labels.length),
  }
}

function mostTelling(keys: number[], { most }: Training, tellingOf: (key: number) => number): number[] {
  if (most === undefined || keys.length <= most) return keys
  const telling = new Map(keys.map((key) => [key, tellingOf(key)]))
  return keys.sort((a, b) => (telling.get(b) ?? 0) - (telling.get(a) ?? 0) || a - b).slice(0, most)
}

/** A text in the model's own features, brought to length 1. */
interface Vector {
  readonly rows: Uint32Array
  readonly values: Float32Array
}

function vectorOf(model: Model, features: Features): Vector {
  const rows: number[] = []
  const values: number[] = []
  let length = 0
  const strange = (model.unknown ?? 0) ** 2
  const starts = drawersOf(model.keys)
  features.keys.forEach((key, index) => {
    const row = find(model.keys, key, starts)
    if (row < 0) {
      length += strange
      return
    }
    const value = (features.values[index] ?? 0) * (model.rarity[row] ?? 1)
    rows.push(row)
    values.push(value)
    length += value * value
  })
  const scale = 1 / (Math.sqrt(length) || 1)
  return { rows: Uint32Array.from(rows), values: Float32Array.from(values, (value) => value * scale) }
}

function scoreInto(scores: Float64Array, model: Model, vector: Vector): void {
  const size = model.labels.length
  const { weights } = model
  scores.set(model.bias)
  vector.rows.forEach((row, at) => {
    const value = vector.values[at] ?? 0
    const from = row * size
    for (let label = 0; label < size; label++)
      scores[label] = (scores[label] ?? 0) + (weights[from + label] ?? 0) * value
  })
}

function softmaxInto(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let sum = 0
  scores.forEach((score, index) => {
    const power = Math.exp(score - most)
    scores[index] = power
    sum += power
  })
  scores.forEach((power, index) => {
    scores[index] = power / sum
  })
}

/** The probability of each label, in the order of `model.labels`. A text without known features gets the bias alone. */
export function predict(model: Model, features: Features): Float64Array {
  const scores = new Float64Array(model.labels.length)
  scoreInto(scores, model, vectorOf(model, features))
  softmaxInto(scores)
  return scores
}

/** The most probable label. */
export function bestOf(model: Model, probabilities: Float64Array): { label: string; probability: number } {
  let best = 0
  probabilities.forEach((probability, index) => {
    if (probability > (probabilities[best] ?? 0)) best = index
  })
  return { label: model.labels[best] ?? '', probability: probabilities[best] ?? 0 }
}

/** How strongly one feature speaks for a label, by its place in `model.labels`; 0 when it is not known. */
export function strengthOf(model: Model, key: number, label: number): number {
  const row = find(model.keys, key)
  return row < 0 ? 0 : (model.weights[row * model.labels.length + label] ?? 0) * (model.rarity[row] ?? 1)
}

/** Where the keys that begin with the same sixteen bits begin: hashes lie evenly, so a handful stand there. */
const drawers = new WeakMap<Uint32Array, Uint32Array>()

function drawersOf(sorted: Uint32Array): Uint32Array {
  const known = drawers.get(sorted)
  if (known) return known
  const starts = new Uint32Array(0x10001)
  for (const key of sorted) starts[(key >>> 16) + 1] = (starts[(key >>> 16) + 1] ?? 0) + 1
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  drawers.set(sorted, starts)
  return starts
}

function find(sorted: Uint32Array, key: number, starts = drawersOf(sorted)): number {
  const drawer = key >>> 16
  const end = starts[drawer + 1] ?? 0
  for (let at = starts[drawer] ?? 0; at < end; at++) if (sorted[at] === key) return at
  return -1
}

/** Mulberry32: the same numbers from the same seed on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Fisher and Yates, in place. */
export function shuffle<Item>(items: Item[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = items[last] as Item
    items[last] = items[other] as Item
    items[other] = kept
  }
}
