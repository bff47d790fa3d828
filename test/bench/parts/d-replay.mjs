// @ts-check
/** (d) A log of events: written as JSON, read, judged again, snapshot; against `JSON.parse` of the same text. */
import { eventsOf, executeAll, openRegistry, replay, restore, revisionOf, snapshot } from '../../../dist/index.js'
import { asReported } from '../../../dist/rules.js'
import { comparedToFirst, now } from '../measure.mjs'
import { commandsFor } from '../node_modules/.built/commands.mjs'

/** @param {{ quick: boolean, seed: number }} options */
export async function measure({ quick, seed }) {
  const events = quick ? 10_000 : 1_000_000
  const rounds = 3
  let registry = registryOf(events, seed)
  const text = JSON.stringify(eventsOf(registry))
  const whole = JSON.stringify(snapshot(registry))
  const revision = revisionOf(registry)
  const { chain } = snapshot(registry)
  /** @type {any} */
  let parsed
  const steps = [
    { name: 'JSON.parse of the events', run: () => (parsed = JSON.parse(text)) },
    { name: 'replay of the parsed events', run: () => same(replay(asReported, parsed)) },
    {
      name: 'JSON.parse and restore of a snapshot',
      run: () => same(restore(asReported, JSON.parse(whole))),
    },
    { name: 'snapshot', run: () => snapshot(registry) },
    { name: 'JSON.stringify of a snapshot', run: () => JSON.stringify(snapshot(registry)) },
  ]
  /** @param {import('../../../dist/index.js').Parsed<any>} read */
  function same(read) {
    parsed = undefined
    if (!read.ok) throw new Error(JSON.stringify(read.issues))
    if (revisionOf(read.value) !== revision || snapshot(read.value).chain !== chain)
      throw new Error('(d): another registry')
    registry = read.value
  }
  const taken = []
  for (let round = 0; round < rounds; round++) {
    const row = []
    for (const { run } of steps) {
      globalThis.gc?.()
      const from = now()
      run()
      row.push(now() - from)
    }
    taken.push(row)
  }
  const measured = comparedToFirst(
    steps.map(({ name }) => name),
    taken,
  )
  console.log(
    `(d) ${events} events, ${Math.round(text.length / 1e6)} MB: ${measured.map(({ name, ns, ratio }) => `${name} ${(ns.median / 1e9).toFixed(2)} s ×${ratio.median.toFixed(1)}`).join(', ')}`,
  )
  return { events: revision, characters: text.length, measured }
}

/** A registry of `events` events: a tenth of them drivers, a tenth vehicles. @param {number} events @param {number} seed */
function registryOf(events, seed) {
  const stream = commandsFor(events / 10, seed)
  let accepted = 0
  function* commands() {
    yield* stream.start()
    while (accepted < events) yield stream.next()
  }
  const onOutcome = (/** @type {{ status: string }} */ { status }) => {
    if (status === 'accepted') accepted++
  }
  return executeAll(openRegistry(asReported), /** @type {any} */ (commands()), { onOutcome }).registry
}
