import { Session } from 'node:inspector/promises'

/** Code of the library and of what it depends on, from the sources or from the package; not the tests, not Node. */
const COUNTED = /\/src\/|\/demerit\/dist\/|\/node_modules\/(?:immer|date-fns|@date-fns)\//

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/**
 * How many steps of the library's code a piece of work takes, as V8 counts them: how often each block of each function
 * was entered. The same work gives the same count, whatever else the machine does. What built-in functions and regular
 * expressions do inside is one step. Load the library after this module: what V8 compiled before has no blocks to count.
 */
export async function stepsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage')
  await work()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  return result
    .filter(({ url }) => COUNTED.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0)
}
