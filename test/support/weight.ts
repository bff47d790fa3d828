import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'

/** How much a light file may do: calls of functions. Ten million are about a second. */
export const MOST = 12_000_000

/** Functions of Node that begin a process or a thread. */
const BEGINNING: Readonly<Record<string, readonly string[]>> = {
  'node:internal/child_process': ['ChildProcess', 'spawnSync'],
  'node:internal/worker': ['Worker'],
}
const DATABASE = '/node_modules/@electric-sql/pglite/'

/**
 * Counts from now on what is done here, until it is asked: how often functions were called, as V8 counts them, the same on every machine. What a
 * process, a thread or a database does is not seen, so each counts as all that a light file may do.
 */
export async function weighing(): Promise<() => Promise<number>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    await session.post('Profiler.stopPreciseCoverage')
    session.disconnect()
    return result.reduce((sum, script) => sum + weightOf(script), 0)
  }
}

function weightOf({ url, functions }: Profiler.ScriptCoverage): number {
  const calls = functions.map(({ functionName, ranges: [whole] }) => {
    const isBeginning = BEGINNING[url]?.includes(functionName) ?? false
    return (whole?.count ?? 0) * (isBeginning ? MOST : 1)
  })
  const sum = calls.reduce((all, count) => all + count, 0)
  return url.includes(DATABASE) && sum > 0 ? sum + MOST : sum
}
