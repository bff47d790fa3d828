import { has } from '../input/own.ts'
import { parseRuleSet } from '../law/rule-sets/parse-rule-set.ts'
import { bookOf, type RuleBook, type Rules, setsIn } from '../law/rule-sets/rule-book.ts'
import { binds, type RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Law } from '../registry/law.ts'
import { lawContent } from '../registry/log/events.ts'
import { lawOf } from '../registry/registry.ts'
import { CHANNELS } from '../values/channel.ts'
import { checksumFrom, textOf } from '../values/checksum.ts'

/** A law and its calendar as the table `laws` keeps them. */
export interface KeptLaw {
  /** What it is called, and a checksum of what it decides. */
  readonly digest: string
  /** The whole text, as JSON. */
  readonly content: string
  /** The highest caps that any of its sets allows; `undefined` where one sets none. */
  readonly driverCap: number | undefined
  readonly vehicleCap: number | undefined
}

export function keptLawOf(law: Law): KeptLaw {
  const { rules, calendar } = law
  const { holidays, workdays } = calendar
  return {
    digest: lawDigest(law),
    content: JSON.stringify({ rules, calendar: { holidays, workdays } }),
    driverCap: highestCap(rules, 'driver-cap'),
    vehicleCap: highestCap(rules, 'vehicle-cap'),
  }
}

function lawDigest(law: Law): string {
  const { rules, calendar } = lawContent(law)
  return `${law.rules.id} ${textOf(checksumFrom(`${rules} ${calendar}`))}`
}

/** A law that `laws` keeps, to judge an event of before by it; `undefined` if the text was edited. */
export function lawFrom(content: unknown, digest: string): Law | undefined {
  try {
    const { rules, calendar } = content as { readonly rules: object; readonly calendar: object }
    const law = lawOf(rulesFrom(rules), { calendar: calendar as never })
    return lawDigest(law) === digest ? law : undefined
  } catch {
    return undefined
  }
}

function rulesFrom(rules: object): Rules {
  const setFrom = (set: unknown): RuleSet => {
    const read = parseRuleSet(set as never)
    if (read.ok) return read.value
    throw new TypeError('not a rule set')
  }
  if (!has(rules, 'sets')) return setFrom(rules)
  const { id, sets } = rules as unknown as RuleBook
  return bookOf(id, sets.map(setFrom))
}

/** The highest cap that a set allows on any channel, of the sets that permit bindings; `undefined` where one of them sets none. */
function highestCap(rules: Rules, rule: 'driver-cap' | 'vehicle-cap'): number | undefined {
  const sets = setsIn(rules).filter(({ bind }) => bind.length > 0)
  let highest: number | undefined = 0
  for (const { bind } of sets) {
    for (const channel of CHANNELS) {
      const limits = bind.flatMap((provision) =>
        provision.rule === rule && binds(provision, channel) ? [provision.limit] : [],
      )
      highest = limits.length === 0 || highest === undefined ? undefined : Math.max(highest, Math.min(...limits))
    }
  }
  return highest
}
