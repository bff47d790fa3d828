import { explore, LOOPHOLES, type SearchScope } from 'demerit/analysis'
import { en, zhCN } from 'demerit/explain'
import type { RuleSet } from 'demerit/rules'
import type { Changes } from './reform.ts'
import { lawOf } from './sets.ts'

export interface AskedWay {
  readonly goal: string
  readonly set: string
  readonly scope: SearchScope
  readonly language: 'zh' | 'en'
  readonly reform: Changes
}

/** As many states as docs/LOOPHOLES.md looks at. */
const MOST_STATES = 1_000_000

export interface Found {
  readonly kind: 'witness' | 'none' | 'unknown'
  readonly states: number
  readonly story: readonly string[]
  readonly steps: readonly {
    readonly at: string
    readonly type: string
    readonly driver: string
    readonly vehicle: string
  }[]
  readonly mermaid: string
}

/** Searches for a way round a law, and tells after each 500 states how many it has looked at. */
export function searched({ goal: id, set, scope, language, reform }: AskedWay, tell: (states: number) => void): Found {
  const goal = LOOPHOLES.find((each) => each.id === id)
  if (goal === undefined) throw new RangeError(`no question ${id}`)
  let states = 0
  const found = explore(lawOf(set, reform) as RuleSet, scope, goal as never, {
    states: MOST_STATES,
    observer: {
      state() {
        states++
        if (states % 500 === 0) tell(states)
      },
    },
  })
  const locale = language === 'zh' ? zhCN : en
  const isFound = found.kind === 'witness'
  return {
    kind: found.kind,
    states: found.states,
    story: isFound ? found.story(locale as never) : [],
    mermaid: isFound ? found.mermaid(locale as never) : '',
    steps: isFound
      ? found.commands.map((command) => {
          const named = command as unknown as Readonly<Record<string, string | undefined>>
          return {
            at: String(command.at),
            type: command.type,
            driver: named.driver ?? '',
            vehicle: named.vehicle ?? named.violation ?? '',
          }
        })
      : [],
  }
}
