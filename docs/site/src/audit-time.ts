/** What was open over time, as it is drawn, and the limit that stood at each time. */
import { cn, ruleSetOn } from 'demerit/rules'

const DAY_MS = 86_400_000
const DAY_OFFSET_MS = 8 * 3_600_000

interface Step {
  readonly at: number
  readonly open: number
}

/** The day of Beijing time. */
export function beijingDay(at: Date): string {
  return new Date(at.getTime() + DAY_OFFSET_MS).toISOString().slice(0, 10)
}

/** The steps and an end after them, so that the last one is seen to last. */
export function withEnd(steps: readonly Step[]): readonly Step[] {
  const [first, last] = [steps.at(0), steps.at(-1)]
  if (first === undefined || last === undefined) return []
  return [...steps, { at: last.at + Math.max(DAY_MS, (last.at - first.at) / 20), open: last.open }]
}

/** The limit on open bindings of a driver or of a vehicle: at the first step, at each change of the law, and at the end. */
export function limitsOf({
  kind,
  steps,
}: {
  readonly kind: 'driver' | 'vehicle'
  readonly steps: readonly Step[]
}): readonly { readonly at: number; readonly limit: number | undefined }[] {
  const drawn = withEnd(steps)
  const [first, last] = [drawn.at(0)?.at, drawn.at(-1)?.at]
  if (first === undefined || last === undefined) return []
  const rule = kind === 'driver' ? 'driver-cap' : 'vehicle-cap'
  const changes = cn.sets.map(({ from }) => Date.parse(`${from}T00:00:00+08:00`))
  return [first, ...changes.filter((at) => first < at && at < last), last].map((at) => {
    const provision = ruleSetOn(cn, beijingDay(new Date(at))).bind.find((each) => each.rule === rule)
    return { at, limit: provision?.rule === rule ? provision.limit : undefined }
  })
}
