/**
 * A map of records by their ids of which every version stays as it is: a hash trie, sixteen ways at each level. A change
 * copies the nodes on one path. The same ids make the same trie, in whatever order they came.
 */
export type PersistentMap<R extends Identified> = Node<R>

/** What a map can hold: the record itself carries its key. */
export interface Identified {
  readonly id: string
}

declare const ownerBrand: unique symbol

/**
 * The right to change in place the nodes made under it. Whoever has it keeps none of the maps between the steps of a
 * batch, and drops it with the last: that map stays as it is, like all made without an owner.
 */
export interface Owner {
  readonly [ownerBrand]: true
}

type Slot<R extends Identified> = R | Node<R>

/** Which of the sixteen ways are taken, one bit each; whose node it is; then one slot for each way taken, in order. */
type Node<R extends Identified> = [ways: number, owner: Owner | undefined, ...slots: Slot<R>[]]

/** Where the slots of a node begin. */
const HEAD = 2
/** Bits of the hash read at a level: five cost more to copy than the shorter path saves. */
const STRIDE = 4
/** Those bits. Reckoned from their number at each level, they took longer than all else that finding a record does. */
const LOWEST = 0b1111
/** How many levels the 32 bits of one hash last: a power of two. */
const LEVELS = 8
/** Primes of xxHash32, each the seed and the multiplier of one hash. */
const SEEDS: readonly number[] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f]

const EMPTY: PersistentMap<never> = [0, undefined]

/** The one map without records. */
export function emptyMap<R extends Identified>(): PersistentMap<R> {
  return EMPTY as unknown as PersistentMap<R>
}

export function ownerToken(): Owner {
  return Object.freeze({}) as Owner
}

/** The record of an id. */
export function get<R extends Identified>(map: PersistentMap<R>, id: string): R | undefined {
  let node = map
  let hash = hashOf(id, 0)
  for (let level = 0; ; ) {
    const way = wayAt(level, hash)
    const ways = node[0]
    if ((ways & way) === 0) return undefined
    const slot = node[placeOf(ways, way)] as Slot<R>
    if (!isNode(slot)) return slot.id === id ? slot : undefined
    node = slot
    level++
    if (isFirstOfRound(level)) hash = hashOf(id, level / LEVELS)
  }
}

/** The map with this record in place of any other of its id; the very same map where it holds the record (`===`) already. */
export function put<R extends Identified>(map: PersistentMap<R>, record: R, owner?: Owner): PersistentMap<R> {
  return putBelow(map, 0, 0, record, owner)
}

/** Shows every record once, in the order of the trie. */
export function forEach<R extends Identified>(map: PersistentMap<R>, visit: (record: R) => void): void {
  for (let place = HEAD; place < map.length; place++) {
    const slot = map[place] as Slot<R>
    if (isNode(slot)) forEach(slot, visit)
    else visit(slot)
  }
}

/**
 * 32 bits of the id for the levels of one round. Rounds with a seed are hashes; after them come the length and then
 * the text itself, two code units a round, so that two different ids part in the end whatever their hashes are.
 */
export function hashOf(id: string, round: number): number {
  if (round >= SEEDS.length) {
    const at = 2 * (round - SEEDS.length - 1)
    return at < 0 ? id.length : id.charCodeAt(at) | (id.charCodeAt(at + 1) << 16)
  }
  const seed = SEEDS[round] as number
  let hash = seed | 0
  for (let at = 0; at < id.length; at++) {
    hash = Math.imul(hash ^ id.charCodeAt(at), seed)
    hash ^= hash >>> 15 // Else what differs in high bits alone would meet 2^15 times as often.
  }
  // The last steps of MurmurHash3: each bit of the state sways each bit of the result.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** The node with the record put below it: the very same one where nothing changes, or where the owner may write in it. */
function putBelow<R extends Identified>(
  node: Node<R>,
  level: number,
  above: number,
  record: R,
  owner: Owner | undefined,
): Node<R> {
  const hash = hashAt(level, record.id, above)
  const way = wayAt(level, hash)
  const ways = node[0]
  const place = placeOf(ways, way)
  if ((ways & way) === 0) return own(node.toSpliced(place, 0, record) as Node<R>, ways | way, owner)
  const slot = node[place] as Slot<R>
  if (isNode(slot)) {
    const below = putBelow(slot, level + 1, hash, record, owner)
    return below === slot ? node : withSlot(node, place, below, owner)
  }
  if (slot === record) return node
  if (slot.id === record.id) return withSlot(node, place, record, owner)
  const other = hashOf(slot.id, Math.floor(level / LEVELS))
  return withSlot(node, place, part(level + 1, slot, other, record, hash, owner), owner)
}

/** The node of two records whose ways were the same at every level above. */
function part<R extends Identified>(
  level: number,
  one: R,
  above: number,
  two: R,
  beside: number,
  owner: Owner | undefined,
): Node<R> {
  const hash = hashAt(level, one.id, above)
  const other = hashAt(level, two.id, beside)
  const way = wayAt(level, hash)
  const otherWay = wayAt(level, other)
  if (way === otherWay) return [way, owner, part(level + 1, one, hash, two, other, owner)]
  return way < otherWay ? [way | otherWay, owner, one, two] : [way | otherWay, owner, two, one]
}

/** The node with this slot: itself where the owner may change it, else a copy that is the owner's. */
function withSlot<R extends Identified>(
  node: Node<R>,
  place: number,
  slot: Slot<R>,
  owner: Owner | undefined,
): Node<R> {
  const next = owner !== undefined && node[1] === owner ? node : own(node.slice() as Node<R>, node[0], owner)
  next[place] = slot
  return next
}

/** Marks a node that was just made and that nobody else has seen. */
function own<R extends Identified>(made: Node<R>, ways: number, owner: Owner | undefined): Node<R> {
  made[0] = ways
  made[1] = owner
  return made
}

function hashAt(level: number, id: string, above: number): number {
  return isFirstOfRound(level) ? hashOf(id, level / LEVELS) : above
}

function isFirstOfRound(level: number): boolean {
  return (level & (LEVELS - 1)) === 0
}

function wayAt(level: number, hash: number): number {
  return 1 << ((hash >>> ((level & (LEVELS - 1)) * STRIDE)) & LOWEST)
}

/** HEAD and the number of ways taken before this one. */
function placeOf(ways: number, way: number): number {
  const before = ways & (way - 1)
  const pairs = before - ((before >>> 1) & 0x5555)
  const fours = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333)
  return HEAD + (((((fours + (fours >>> 4)) & 0x0f0f) * 0x0101) >>> 8) & 0xf)
}

function isNode<R extends Identified>(slot: Slot<R>): slot is Node<R> {
  return Array.isArray(slot)
}
