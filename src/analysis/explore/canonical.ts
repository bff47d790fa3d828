/**
 * Facts about named things, without the names: a kind for each thing, and for each fact a label and up to three things.
 * Things of one kind stand together. Two structures are the same but for names when a renaming within the kinds takes the
 * facts of one, each as often as it stands there, to those of the other.
 */
export interface Structure {
  /** The kind of each thing, ascending; things of different kinds are never confused. */
  readonly kinds: readonly number[]
  /** Four numbers a fact: its label (below `LABELS`), then three things by their place in `kinds`; −1: no thing. */
  readonly facts: readonly number[]
}

/** Most things a structure may hold, and how many labels there are. */
export const MOST_THINGS = 31
export const LABELS: number = 2 ** 17

/** Numbers a fact takes. */
export const WIDTH = 4

/**
 * A text that two structures share exactly when they are the same but for names.
 *
 * Invariants first: each thing gets a colour from the facts it stands in and the colours beside it, until no more colours
 * appear. Where things still share a colour, each of them that no swap takes to another one tried is told apart in turn,
 * and the least text wins. A collision of colours costs time, never correctness.
 */
export function canonicalKey(structure: Structure): string {
  return least(structure, [...structure.kinds])
}

function least(structure: Structure, coloured: readonly number[]): string {
  const colours = refined(structure, coloured)
  const cell = sharedColour(structure.kinds, colours)
  if (cell === undefined) return canonicalText(structure, colours)
  const tried: number[] = []
  for (const thing of cell) if (!tried.some((other) => isSwapHarmless(structure, other, thing))) tried.push(thing)
  if (tried.length === 1) {
    // Any order of the cell gives the same text.
    cell.forEach((thing, index) => {
      colours[thing] = mix(colours[thing] as number, index + 1)
    })
    return least(structure, colours)
  }
  let best: string | undefined
  for (const thing of tried) {
    const apart = [...colours]
    apart[thing] = mix(colours[thing] as number, 1)
    const text = least(structure, apart)
    if (best === undefined || text < best) best = text
  }
  return best as string
}

/** Colours that see as far as the facts reach. They depend on the facts and the given colours, not on names. */
function refined({ kinds, facts }: Structure, given: readonly number[]): number[] {
  let colours = [...given]
  let count = colourCount(kinds, colours)
  while (count < kinds.length) {
    const sums = kinds.map(() => 0)
    for (let at = 0; at < facts.length; at += WIDTH) {
      let hash = facts[at] as number
      for (let place = 1; place < WIDTH; place++) {
        const thing = facts[at + place] as number
        hash = mix(hash, thing < 0 ? place : (colours[thing] as number))
      }
      for (let place = 1; place < WIDTH; place++) {
        const thing = facts[at + place] as number
        if (thing >= 0) sums[thing] = ((sums[thing] as number) + mix(hash, place)) | 0
      }
    }
    const next = colours.map((colour, thing) => mix(colour, sums[thing] as number))
    const found = colourCount(kinds, next)
    if (found <= count) break
    colours = next
    count = found
  }
  return colours
}

/** The smallest group of things that share kind and colour, the first in order of kind and colour; `undefined` if all differ. */
function sharedColour(kinds: readonly number[], colours: readonly number[]): readonly number[] | undefined {
  const cells = new Map<number, number[]>()
  for (let thing = 0; thing < kinds.length; thing++) {
    let first = thing
    for (let other = 0; other < thing; other++) {
      if (kinds[other] === kinds[thing] && colours[other] === colours[thing]) {
        first = other
        break
      }
    }
    const cell = cells.get(first)
    if (cell === undefined) cells.set(first, [thing])
    else cell.push(thing)
  }
  let best: number[] | undefined
  for (const cell of cells.values()) {
    if (cell.length > 1 && (best === undefined || precedes(cell, best, kinds, colours))) best = cell
  }
  return best
}

function precedes(one: number[], other: number[], kinds: readonly number[], colours: readonly number[]): boolean {
  if (one.length !== other.length) return one.length < other.length
  const a = one[0] as number
  const b = other[0] as number
  if (kinds[a] !== kinds[b]) return (kinds[a] as number) < (kinds[b] as number)
  return (colours[a] as number) < (colours[b] as number)
}

/** Whether the facts stay the same when two things change places. */
function isSwapHarmless({ facts }: Structure, one: number, other: number): boolean {
  const before: number[] = []
  const after: number[] = []
  const swapped = (thing: number): number => (thing === one ? other : thing === other ? one : thing)
  for (let at = 0; at < facts.length; at += WIDTH) {
    const label = facts[at] as number
    const a = facts[at + 1] as number
    const b = facts[at + 2] as number
    const c = facts[at + 3] as number
    if (a !== one && b !== one && c !== one && a !== other && b !== other && c !== other) continue
    before.push(coded(label, a, b, c))
    after.push(coded(label, swapped(a), swapped(b), swapped(c)))
  }
  before.sort(byNumber)
  after.sort(byNumber)
  return before.every((code, index) => code === after[index])
}

/** The facts as sorted text, each thing called by its place in the order of kinds and colours. All colours of a kind differ. */
function canonicalText({ kinds, facts }: Structure, colours: readonly number[]): string {
  const places = kinds.map((kind, thing) => {
    let place = 0
    for (let other = 0; other < kinds.length; other++) {
      const before =
        kinds[other] === kind
          ? (colours[other] as number) < (colours[thing] as number)
          : (kinds[other] as number) < kind
      if (before) place++
    }
    return place
  })
  const placed = (thing: number): number => (thing < 0 ? -1 : (places[thing] as number))
  const codes: number[] = []
  for (let at = 0; at < facts.length; at += WIDTH) {
    codes.push(
      coded(
        facts[at] as number,
        placed(facts[at + 1] as number),
        placed(facts[at + 2] as number),
        placed(facts[at + 3] as number),
      ),
    )
  }
  codes.sort(byNumber)
  let text = ''
  for (const code of codes) text += String.fromCharCode(code >>> 16, code & 0xffff)
  return text
}

/** One fact as one number of 32 bits: 17 for the label, five for each thing. */
function coded(label: number, one: number, two: number, three: number): number {
  return ((label << 15) | ((one + 1) << 10) | ((two + 1) << 5) | (three + 1)) >>> 0
}

function colourCount(kinds: readonly number[], colours: readonly number[]): number {
  let count = 0
  for (let thing = 0; thing < kinds.length; thing++) {
    let isNew = true
    for (let other = 0; other < thing && isNew; other++) {
      if (kinds[other] === kinds[thing] && colours[other] === colours[thing]) isNew = false
    }
    if (isNew) count++
  }
  return count
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1) + value
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) | 0
}

function byNumber(one: number, other: number): number {
  return one - other
}
