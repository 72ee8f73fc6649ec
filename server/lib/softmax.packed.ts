import type { Model } from './softmax.ts'

/** A model as it is shipped and stored: weights as bytes with one scale a label, features that decide nothing left out. */
export interface PackedModel {
  /** What it was trained on: changes when the shipped examples, the concepts or the features change. */
  readonly version: string
  readonly labels: readonly string[]
  readonly keys: string
  readonly rarity: string
  readonly unknown?: number
  readonly weights: string
  readonly scales: readonly number[]
  readonly bias: readonly number[]
}

/** With many labels, what weighs less than this share of the heaviest feature decides nothing. */
const NOISE = 0.04

/**
 * Packs a model: a quarter of its size for the bytes, and less for the rows that are left out.
 *
 * @param noise share of the largest weight below which a feature's whole row is left out
 */
export function packModel(model: Model, version: string, noise = NOISE): PackedModel {
  const size = model.labels.length
  const strengths = Float32Array.from(model.keys, (_key, row) => {
    let most = 0
    for (let label = 0; label < size; label++) most = Math.max(most, Math.abs(weightAt(model, row, label)))
    return most * (model.rarity[row] ?? 1)
  })
  const strongest = strengths.reduce((most, strength) => Math.max(most, strength), 0)
  const rows = [...model.keys.keys()].filter((row) => (strengths[row] ?? 0) >= noise * strongest)
  const scales = model.labels.map((_label, label) => {
    const most = rows.reduce((largest, row) => Math.max(largest, Math.abs(weightAt(model, row, label))), 0)
    return (most || 1) / 127
  })
  const weights = new Int8Array(rows.length * size)
  rows.forEach((row, place) => {
    for (let label = 0; label < size; label++) {
      weights[place * size + label] = Math.round(weightAt(model, row, label) / (scales[label] ?? 1))
    }
  })
  return {
    version,
    labels: model.labels,
    keys: base64(Uint32Array.from(rows, (row) => model.keys[row] ?? 0)),
    rarity: base64(Float32Array.from(rows, (row) => model.rarity[row] ?? 1)),
    ...(model.unknown !== undefined && { unknown: model.unknown }),
    weights: base64(weights),
    scales: scales.map(brief),
    bias: Array.from(model.bias, brief),
  }
}

function weightAt(model: Model, row: number, label: number): number {
  return model.weights[row * model.labels.length + label] ?? 0
}

function brief(value: number): number {
  return Number(value.toPrecision(6))
}

/** Reads a packed model back. */
export function unpackModel(packed: PackedModel): Model {
  const keys = new Uint32Array(bytesOf(packed.keys).buffer)
  const small = new Int8Array(bytesOf(packed.weights).buffer)
  const size = packed.labels.length
  const weights = Float32Array.from(small, (weight, place) => weight * (packed.scales[place % size] ?? 1))
  return {
    labels: packed.labels,
    keys,
    rarity: new Float32Array(bytesOf(packed.rarity).buffer),
    ...(packed.unknown !== undefined && { unknown: packed.unknown }),
    weights,
    bias: Float32Array.from(packed.bias),
  }
}

function base64(array: Int8Array | Uint32Array | Float32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  let characters = ''
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index)
  return bytes
}
