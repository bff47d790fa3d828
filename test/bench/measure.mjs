// @ts-check
/** Taking turns and taking medians. */

/** @typedef {{ low: number, median: number, high: number }} Quartiles */
/** @typedef {{ name: string, run(count: number): unknown, inTurn?: boolean }} Runner */

/** @param {readonly number[]} values @returns {Quartiles} */
export function quartilesOf(values) {
  const sorted = values.toSorted((one, two) => one - two)
  const at = (/** @type {number} */ share) => {
    const place = share * (sorted.length - 1)
    const below = Math.floor(place)
    const one = sorted[below] ?? Number.NaN
    const two = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
    return one + (two - one) * (place - below)
  }
  return { low: at(0.25), median: at(0.5), high: at(0.75) }
}

/** How far apart the middle half lies, as a share of the median. @param {Quartiles} quartiles */
export function spreadOf({ low, median, high }) {
  return (high - low) / median
}

/** Nanoseconds since some moment. */
export function now() {
  return Number(process.hrtime.bigint())
}

/** Nanoseconds that this process has computed: what else the machine does is not in it. */
export function computed() {
  const { user, system } = process.cpuUsage()
  return 1000 * (user + system)
}

/**
 * Everybody's numbers with their ratios to the first, taken round by round.
 *
 * @param {readonly string[]} names
 * @param {readonly (readonly number[])[]} rounds one number a name in every round
 */
export function comparedToFirst(names, rounds) {
  return names.map((name, index) => ({
    name,
    ns: quartilesOf(rounds.map((round) => /** @type {number} */ (round[index]))),
    ratio: quartilesOf(rounds.map((round) => /** @type {number} */ (round[index]) / /** @type {number} */ (round[0]))),
  }))
}

/** Everybody's numbers in turns, with their ratios to the first. @param {readonly Runner[]} runners @param {Turns} options */
export async function inTurns(runners, options) {
  return comparedToFirst(
    runners.map(({ name }) => name),
    await roundsOf(runners, options),
  )
}

/** @typedef {{ rounds: number, slice: number, clock?: () => number }} Turns */

/**
 * Runs everybody in turn, each round beginning with another: as many steps a turn as fill `slice` milliseconds. Gives
 * nanoseconds a step in every round, by the clock on the wall unless another is given.
 *
 * @param {readonly Runner[]} runners @param {Turns} options
 */
export async function roundsOf(runners, { rounds, slice, clock = now }) {
  const counts = []
  for (const { run } of runners) counts.push(await countFor(run, slice, clock))
  /** @type {number[][]} */
  const taken = []
  for (let round = 0; round < rounds; round++) {
    const row = new Array(runners.length).fill(Number.NaN)
    for (let turn = 0; turn < runners.length; turn++) {
      const index = (turn + round) % runners.length
      const count = /** @type {number} */ (counts[index])
      const from = clock()
      await runners[index]?.run(count)
      row[index] = (clock() - from) / count
    }
    taken.push(row)
  }
  return taken
}

/** Warms up, and finds how many steps fill the time. @param {Runner['run']} run @param {number} slice @param {() => number} clock */
async function countFor(run, slice, clock) {
  let count = 8
  for (let turn = 0; turn < 40; turn++) {
    const from = clock()
    await run(count)
    const milliseconds = (clock() - from) / 1e6
    if (milliseconds >= slice) return Math.max(8, Math.round((count * slice) / milliseconds))
    count = Math.ceil(count * Math.min(4, Math.max(1.3, slice / Math.max(milliseconds, 0.01))))
  }
  return count
}

/** Bytes on the heap that something still holds. Needs --expose-gc. */
export function bytesHeld() {
  const collect = /** @type {() => void} */ (globalThis.gc)
  for (let turn = 0; turn < 3; turn++) collect()
  return process.memoryUsage().heapUsed
}
