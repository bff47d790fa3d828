import { audited } from './audit-rows.ts'
import { changesTold } from './changes-told.ts'
import type { RingAsked } from './levers.ts'
import { messageOf } from './message.ts'
import { searched } from './searched.ts'
import { type Stopping, stopping } from './stopping.ts'
import { counted } from './whatif-counted.ts'

function stops(ring: RingAsked, tell: (progress: Stopping) => void): Stopping {
  const counting = stopping(ring)
  for (;;) {
    const { done, value } = counting.next()
    if (done) return value
    tell(value)
  }
}

/** What takes long, by its name: each gets what is asked, and a function that tells how far it is. */
const TASKS = { audit: audited, changes: changesTold, stops, ways: searched, whatif: counted }
export type Tasks = typeof TASKS
export interface Asked<N extends keyof Tasks = keyof Tasks> {
  readonly task: N
  readonly args: Parameters<Tasks[N]>[0]
}

addEventListener('message', async ({ data: { task, args } }: MessageEvent<Asked>) => {
  const run = TASKS[task] as (args: unknown, tell: (progress: unknown) => void) => unknown
  try {
    postMessage({ result: await run(args, (progress) => postMessage({ progress })) })
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
