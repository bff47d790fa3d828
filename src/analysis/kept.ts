import { BINDING_ROWS, HANDLING_ROWS, keptByNone } from '../law/facts.ts'
import { resolveProvision } from '../law/resolve.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'

/** @throws RangeError when a rule set asks for a fact that no registry keeps, which no command could tell. */
export function keptArgument(argument: string, sets: readonly RuleSet[]): void {
  const others = keptByNone({ ...BINDING_ROWS, ...HANDLING_ROWS })
  for (const { id, bind, handle } of sets) {
    const asked = [...bind, ...handle].flatMap((provision) => resolveProvision(provision).asks)
    const fact = asked.find((name) => others.includes(name))
    if (fact === undefined) continue
    throw new RangeError(
      `${argument}: ${id} asks for ${fact}, which no registry keeps; leave out the provision that does`,
    )
  }
}
