import { explore, LOOPHOLES } from 'demerit/analysis'
import { en, zhCN } from 'demerit/explain'
import { SCOPES } from './scopes.ts'
import { setOf } from './sets.ts'

export interface Asked {
  readonly goal: string
  readonly set: string
  readonly language: 'zh' | 'en'
}

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

addEventListener('message', ({ data: { goal: id, set, language } }: MessageEvent<Asked>) => {
  try {
    const goal = LOOPHOLES.find((each) => each.id === id)
    if (goal === undefined) throw new RangeError(`no question ${id}`)
    let states = 0
    const found = explore(setOf(set), SCOPES[id] ?? SCOPES.any, goal as never, {
      states: 60_000,
      observer: {
        state() {
          states++
          if (states % 500 === 0) postMessage({ progress: states })
        },
      },
    })
    const locale = language === 'zh' ? zhCN : en
    const isFound = found.kind === 'witness'
    const result: Found = {
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
    postMessage({ result })
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
