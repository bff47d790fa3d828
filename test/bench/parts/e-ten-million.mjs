// @ts-check
/** (e) `executeAll` on ten million commands: how long, and how much memory at most. */
import { executeAll, openRegistry, revisionOf } from '../../../dist/index.js'
import { asReported } from '../../../dist/rules.js'
import { now } from '../measure.mjs'
import { commandsFor } from '../node_modules/.built/commands.mjs'

/** @param {{ quick: boolean, seed: number }} options */
export async function measure({ quick, seed }) {
  const count = quick ? 20_000 : 10_000_000
  const size = count / 10
  const every = count / 20
  const stream = commandsFor(size, seed)
  function* commands() {
    let made = 0
    for (const command of stream.start()) {
      yield command
      made++
    }
    for (; made < count; made++) yield stream.next()
  }
  const tally = { accepted: 0, refused: 0, invalid: 0 }
  const progress = [{ done: 0, seconds: 0, heap: process.memoryUsage().heapUsed }]
  const from = now()
  const { registry } = executeAll(openRegistry(asReported), /** @type {any} */ (commands()), {
    every,
    onOutcome: ({ status }) => tally[status]++,
    onProgress: (done) => {
      const seconds = (now() - from) / 1e9
      const { heapUsed: heap } = process.memoryUsage()
      progress.push({ done, seconds, heap })
      console.log(`(e) ${done} commands, ${seconds.toFixed(1)} s, heap ${Math.round(heap / 1e6)} MB`)
    },
  })
  const seconds = (now() - from) / 1e9
  if (tally.invalid > 0 || revisionOf(registry) !== tally.accepted) throw new Error('(e): not all commands were taken')
  // In kilobytes.
  const peak = process.resourceUsage().maxRSS * 1024
  console.log(
    `(e) ${count} commands in ${seconds.toFixed(1)} s, ${tally.accepted} accepted, peak ${Math.round(peak / 1e6)} MB`,
  )
  return { count, size, seconds, tally, peak, progress }
}
