/**
 * A map of records by their ids of which every version stays as it is: a hash trie, sixteen ways at each level. A change
 * copies the nodes on one path. The same ids make the same trie, in whatever order they came. One record alone is its own
 * map: most maps that a record has hold one.
 */
export type PersistentMap<R extends Member> = Slot<R>

/** What a map can hold: a record that carries its key, or the key alone, of a set. */
type Member = Identified | string
export interface Identified {
  readonly id: string
}

declare const editBrand: unique symbol

/**
 * An edit token: nodes made under it may be changed in place until the batch ends. The batch keeps none of the maps between
 * its steps and drops the token with the last, so that map stays as it is, like all maps made without a token.
 */
export interface EditToken {
  readonly [editBrand]: true
}

type Slot<R extends Member> = R | Node<R>

/** Which of the sixteen ways are taken, one bit each; the token it was made under; then one slot for each way taken, in order. */
type Node<R extends Member> = [ways: number, token: EditToken | undefined, ...slots: Slot<R>[]]

/** Where the slots of a node begin. */
const HEAD = 2
/** Bits of the hash read at a level: five cost more to copy than the shorter path saves. */
const STRIDE = 4
/** Those bits, as a constant: computed at each level, they took longer than all else that finding a record does. */
const LOWEST = 0b1111
/** How many levels the 32 bits of one hash last: a power of two. */
const LEVELS = 8
/** Primes of xxHash32, each the seed and the multiplier of one hash. */
const SEEDS: readonly number[] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f]

const EMPTY: PersistentMap<never> = [0, undefined]

/** The one map without records. */
export function emptyMap<R extends Member>(): PersistentMap<R> {
  return EMPTY as unknown as PersistentMap<R>
}

export function editToken(): EditToken {
  return Object.freeze({}) as EditToken
}

/** The record of an id. */
export function get<R extends Member>(map: PersistentMap<R>, id: string): R | undefined {
  let slot = map
  let hash = 0
  for (let level = 0; isNode(slot); level++) {
    if (isFirstOfRound(level)) hash = hashOf(id, level / LEVELS)
    const way = wayAt(level, hash)
    const ways = slot[0]
    if ((ways & way) === 0) return undefined
    slot = slot[placeOf(ways, way)] as Slot<R>
  }
  return idOf(slot) === id ? slot : undefined
}

/** The map with this record in place of any other of its id; the very same map where it holds the record (`===`) already. */
export function put<R extends Member>(map: PersistentMap<R>, record: R, token?: EditToken): PersistentMap<R> {
  return map === EMPTY ? record : putBelow(map, 0, 0, record, token)
}

/** The map without the record of an id; the very same map where it holds none. */
export function remove<R extends Member>(map: PersistentMap<R>, id: string): PersistentMap<R> {
  return removeBelow(map, 0, 0, id) ?? emptyMap()
}

/** Shows every record once, in the order of the trie. */
export function forEach<R extends Member>(map: PersistentMap<R>, visit: (record: R) => void): void {
  if (!isNode(map)) visit(map)
  else for (let place = HEAD; place < map.length; place++) forEach(map[place] as Slot<R>, visit)
}

/** Ids kept by themselves, in the order of text. */
export function idsIn<T extends string>(map: PersistentMap<T>): readonly T[] {
  const ids: T[] = []
  forEach(map, (id) => ids.push(id))
  return ids.sort()
}

/** Ids by themselves. */
export function idsFrom<T extends string>(ids: readonly T[]): PersistentMap<T> {
  return ids.reduce((map, id) => put(map, id), emptyMap<T>())
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

/** The slot with the record put below it: the very same one where nothing changes, or where it may be changed in place. */
function putBelow<R extends Member>(
  slot: Slot<R>,
  level: number,
  above: number,
  record: R,
  token: EditToken | undefined,
): Slot<R> {
  const id = idOf(record)
  if (!isNode(slot) && idOf(slot) === id) return record
  const hash = hashAt(level, id, above)
  if (!isNode(slot)) return part(level, slot, hashOf(idOf(slot), Math.floor(level / LEVELS)), record, hash, token)
  const way = wayAt(level, hash)
  const ways = slot[0]
  const place = placeOf(ways, way)
  if ((ways & way) === 0) return own(slot.toSpliced(place, 0, record) as Node<R>, ways | way, token)
  const before = slot[place] as Slot<R>
  const below = putBelow(before, level + 1, hash, record, token)
  return below === before ? slot : withSlot(slot, place, below, token)
}

/**
 * What is left of a slot without a record: the very same where it is not below it, the last record where no other is left,
 * nothing where none is. So the same ids make the same trie here too.
 */
function removeBelow<R extends Member>(slot: Slot<R>, level: number, above: number, id: string): Slot<R> | undefined {
  if (!isNode(slot)) return idOf(slot) === id ? undefined : slot
  const hash = hashAt(level, id, above)
  const way = wayAt(level, hash)
  const ways = slot[0]
  if ((ways & way) === 0) return slot
  const place = placeOf(ways, way)
  const before = slot[place] as Slot<R>
  const below = removeBelow(before, level + 1, hash, id)
  if (below === before) return slot
  const left =
    below === undefined
      ? own(slot.toSpliced(place, 1) as Node<R>, ways & ~way, undefined)
      : withSlot(slot, place, below, undefined)
  // A node with one record alone is drawn together with it.
  const first = left[HEAD] as Slot<R>
  return left.length === HEAD + 1 && !isNode(first) ? first : left
}

/** The node of two records, of these hashes, whose ways were the same at every level above. */
function part<R extends Member>(
  level: number,
  one: R,
  hash: number,
  two: R,
  other: number,
  token: EditToken | undefined,
): Node<R> {
  const way = wayAt(level, hash)
  const otherWay = wayAt(level, other)
  if (way === otherWay) {
    const next = level + 1
    return [way, token, part(next, one, hashAt(next, idOf(one), hash), two, hashAt(next, idOf(two), other), token)]
  }
  return way < otherWay ? [way | otherWay, token, one, two] : [way | otherWay, token, two, one]
}

/** The node with this slot: itself if it was made under the token, else a copy made under it. */
function withSlot<R extends Member>(
  node: Node<R>,
  place: number,
  slot: Slot<R>,
  token: EditToken | undefined,
): Node<R> {
  const next = token !== undefined && node[1] === token ? node : own(node.slice() as Node<R>, node[0], token)
  next[place] = slot
  return next
}

/** Marks a node that was just made and that nobody else has seen. */
function own<R extends Member>(made: Node<R>, ways: number, token: EditToken | undefined): Node<R> {
  made[0] = ways
  made[1] = token
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

function idOf(member: Member): string {
  return typeof member === 'string' ? member : member.id
}

function isNode<R extends Member>(slot: Slot<R>): slot is Node<R> {
  return Array.isArray(slot)
}
