/**
 * A map from text to values of which every version stays as it is: a hash trie, sixteen ways at each level. A change
 * copies the nodes on one path. The same keys make the same trie, whatever came and went before, in the same order.
 */
export interface PersistentMap<V> {
  readonly size: number
  readonly root: Node<V>
}

declare const ownerBrand: unique symbol

/**
 * The right to change in place the nodes made under it. Whoever has it keeps none of the maps between the steps of a
 * batch, and drops it with the last: that map stays as it is, like all made without an owner.
 */
export interface Owner {
  readonly [ownerBrand]: true
}

interface Leaf<V> {
  readonly key: string
  readonly value: V
}
type Slot<V> = Leaf<V> | Node<V>

/** Which of the sixteen ways are taken, one bit each; whose node it is; then one slot for each way taken, in order. */
type Node<V> = [ways: number, owner: Owner | undefined, ...slots: Slot<V>[]]

/** Where the slots of a node begin. */
const HEAD = 2
/** Bits of the hash read at a level: five cost more to copy than the shorter path saves. */
const STRIDE = 4
/** How many levels the 32 bits of one hash last. */
const LEVELS = 8
/** Primes of xxHash32, each the seed and the multiplier of one hash. */
const SEEDS: readonly number[] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f]

const EMPTY: PersistentMap<never> = { size: 0, root: [0, undefined] }

/** The one map without entries. */
export function emptyMap<V>(): PersistentMap<V> {
  return EMPTY
}

export function ownerToken(): Owner {
  return Object.freeze({}) as Owner
}

/** The value at the key; `undefined` also where `undefined` is the value, which `has` tells apart. */
export function get<V>(map: PersistentMap<V>, key: string): V | undefined {
  return find(map.root, key)?.value
}

export function has<V>(map: PersistentMap<V>, key: string): boolean {
  return find(map.root, key) !== undefined
}

/** The map with this value at the key; the very same map where it holds the value (`===`) already. */
export function set<V>(map: PersistentMap<V>, key: string, value: V, owner?: Owner): PersistentMap<V> {
  const count = { size: map.size }
  const root = put(count, map.root, 0, 0, { key, value }, owner)
  return root === undefined ? map : { size: count.size, root }
}

/** The map without the key; the very same map where it is not there. */
export function remove<V>(map: PersistentMap<V>, key: string, owner?: Owner): PersistentMap<V> {
  if (!has(map, key)) return map
  if (map.size === 1) return emptyMap()
  return { size: map.size - 1, root: cut(map.root, 0, 0, key, owner) as Node<V> }
}

/** Shows every entry once, in the order of the trie. */
export function forEach<V>(map: PersistentMap<V>, visit: (value: V, key: string) => void): void {
  walk(map.root, visit)
}

/**
 * 32 bits of the key for the levels of one round. Rounds with a seed are hashes; after them come the length and then
 * the text itself, two code units a round, so that two different keys part in the end whatever their hashes are.
 */
export function hashOf(key: string, round: number): number {
  if (round >= SEEDS.length) {
    const at = 2 * (round - SEEDS.length - 1)
    return at < 0 ? key.length : key.charCodeAt(at) | (key.charCodeAt(at + 1) << 16)
  }
  const seed = SEEDS[round] as number
  let hash = seed | 0
  for (let at = 0; at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), seed)
    hash ^= hash >>> 15 // Else what differs in high bits alone would meet 2^15 times as often.
  }
  // The last steps of MurmurHash3: each bit of the state sways each bit of the result.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function find<V>(root: Node<V>, key: string): Leaf<V> | undefined {
  let node = root
  for (let level = 0, hash = 0; ; level++) {
    hash = hashAt(level, key, hash)
    const way = wayAt(level, hash)
    if ((node[0] & way) === 0) return undefined
    const slot = node[placeOf(node, way)] as Slot<V>
    if (!isNode(slot)) return slot.key === key ? slot : undefined
    node = slot
  }
}

/** The node with the leaf put below it, or `undefined` where nothing changes; a new key is counted. */
function put<V>(
  count: { size: number },
  node: Node<V>,
  level: number,
  above: number,
  leaf: Leaf<V>,
  owner?: Owner,
): Node<V> | undefined {
  const hash = hashAt(level, leaf.key, above)
  const way = wayAt(level, hash)
  const place = placeOf(node, way)
  if ((node[0] & way) === 0) {
    count.size++
    return own(node.toSpliced(place, 0, leaf) as Node<V>, node[0] | way, owner)
  }
  const slot = node[place] as Slot<V>
  if (isNode(slot)) {
    const below = put(count, slot, level + 1, hash, leaf, owner)
    return below && withSlot(node, place, below, owner)
  }
  if (slot.key === leaf.key) return slot.value === leaf.value ? undefined : withSlot(node, place, leaf, owner)
  count.size++
  const other = hashOf(slot.key, Math.floor(level / LEVELS))
  return withSlot(node, place, part(level + 1, slot, other, leaf, hash, owner), owner)
}

/** The node of two leaves whose ways were the same at every level above. */
function part<V>(level: number, one: Leaf<V>, above: number, two: Leaf<V>, beside: number, owner?: Owner): Node<V> {
  const hash = hashAt(level, one.key, above)
  const other = hashAt(level, two.key, beside)
  const way = wayAt(level, hash)
  const otherWay = wayAt(level, other)
  if (way === otherWay) return [way, owner, part(level + 1, one, hash, two, other, owner)]
  return way < otherWay ? [way | otherWay, owner, one, two] : [way | otherWay, owner, two, one]
}

/** The node without the key, which is below it. A leaf left alone below the root moves up to where its node was. */
function cut<V>(node: Node<V>, level: number, above: number, key: string, owner?: Owner): Slot<V> {
  const hash = hashAt(level, key, above)
  const way = wayAt(level, hash)
  const place = placeOf(node, way)
  const slot = node[place] as Slot<V>
  const next = isNode(slot)
    ? withSlot(node, place, cut(slot, level + 1, hash, key, owner), owner)
    : own(node.toSpliced(place, 1) as Node<V>, node[0] & ~way, owner)
  const first = next[HEAD] as Slot<V>
  return level > 0 && next.length === HEAD + 1 && !isNode(first) ? first : next
}

/** The node with this slot: itself where the owner may change it, else a copy that is the owner's. */
function withSlot<V>(node: Node<V>, place: number, slot: Slot<V>, owner?: Owner): Node<V> {
  const next = owner !== undefined && node[1] === owner ? node : own(node.slice() as Node<V>, node[0], owner)
  next[place] = slot
  return next
}

function walk<V>(node: Node<V>, visit: (value: V, key: string) => void): void {
  for (let place = HEAD; place < node.length; place++) {
    const slot = node[place] as Slot<V>
    if (isNode(slot)) walk(slot, visit)
    else visit(slot.value, slot.key)
  }
}

/** Marks a node that was just made and that nobody else has seen. */
function own<V>(made: Node<V>, ways: number, owner?: Owner): Node<V> {
  made[0] = ways
  made[1] = owner
  return made
}

function hashAt(level: number, key: string, above: number): number {
  return level % LEVELS === 0 ? hashOf(key, level / LEVELS) : above
}

function wayAt(level: number, hash: number): number {
  return 1 << ((hash >>> ((level % LEVELS) * STRIDE)) & (2 ** STRIDE - 1))
}

/** HEAD and the number of ways taken before this one. */
function placeOf<V>(node: Node<V>, way: number): number {
  const before = node[0] & (way - 1)
  const pairs = before - ((before >>> 1) & 0x5555)
  const fours = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333)
  return HEAD + (((((fours + (fours >>> 4)) & 0x0f0f) * 0x0101) >>> 8) & 0xf)
}

function isNode<V>(slot: Slot<V>): slot is Node<V> {
  return Array.isArray(slot)
}
