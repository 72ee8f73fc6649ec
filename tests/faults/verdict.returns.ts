/** What is left of one return once all is quiet, read behind the desk's back and on the wire. */
export interface LeftReturn {
  readonly rma: string
  /** The Message-IDs of letters to its buyer, in the order in which they came; one that came again stands twice. */
  readonly onTheWire: readonly string[]
  /** Message-IDs of the letters of its steps. */
  readonly noted: readonly string[]
  /** Steps whose wait was never begun, though their letter left. */
  readonly waitless: number
  readonly outcome: string | null
  /** What the ledger says it cost, and the refunds that stand, in minor units. */
  readonly booked: number
  readonly refunded: number
}

export interface ReturnsVerdict {
  readonly lost: string[]
  readonly doubled: string[]
  /** The ledger, the refunds or the outcome say something else than what was done. */
  readonly unequal: string[]
  /** Letters that the peer got once more under the same Message-ID, as a sender that dies before it notes it must. */
  readonly again: number
}

/** What every return of the run must come to. */
export interface WantedReturn {
  readonly letters: number
  readonly outcome: string
  readonly loss: number
}

/** Compares what is left with what must be: neither letter nor ledger line lost or doubled, whoever died when. */
export function judgeReturns(left: readonly LeftReturn[], wanted: WantedReturn): ReturnsVerdict {
  const verdict: ReturnsVerdict = { lost: [], doubled: [], unequal: [], again: 0 }
  let again = 0
  for (const { rma, onTheWire, noted, waitless, outcome, booked, refunded } of left) {
    const letters = new Set(onTheWire)
    again += onTheWire.length - letters.size
    for (const id of noted) if (!letters.has(id)) verdict.lost.push(`${rma}: the letter ${id} never left`)
    for (const id of letters) if (!noted.includes(id)) verdict.doubled.push(`${rma}: the letter ${id} is of no step`)
    if (noted.length < wanted.letters) verdict.lost.push(`${rma}: ${noted.length} letters of ${wanted.letters}`)
    if (noted.length > wanted.letters) verdict.doubled.push(`${rma}: ${noted.length} letters of ${wanted.letters}`)
    if (waitless > 0) verdict.lost.push(`${rma}: ${waitless} letters left and were not noted as sent`)
    if (outcome !== wanted.outcome) verdict.unequal.push(`${rma}: ${outcome}, not ${wanted.outcome}`)
    if (booked !== wanted.loss) verdict.unequal.push(`${rma}: the ledger says ${booked}, not ${wanted.loss}`)
    if (refunded !== wanted.loss) verdict.unequal.push(`${rma}: refunds of ${refunded}, not ${wanted.loss}`)
  }
  return { ...verdict, again }
}
