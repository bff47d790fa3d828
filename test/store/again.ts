/** What a store answers again under a key, beside its first answer. */
import { expect } from 'vitest'
import { en, enRegistry, explain, problemOfOutcome } from '../../src/explain/index.ts'
import type { RecordStore, StoreCommand, StoreOutcome } from '../../src/store/index.ts'
import { HISTORY } from './history.ts'

const WORDS = { ...en, ...enRegistry }

function inWords(outcome: StoreOutcome | undefined): unknown {
  const { decision } = outcome as { readonly decision?: Parameters<typeof explain>[0] }
  const told = decision === undefined ? [] : [explain(decision, WORDS)]
  return outcome?.status === 'accepted' ? told : [...told, problemOfOutcome(outcome as never, WORDS)]
}

/**
 * Executes each command of the history twice, each time under a key of its own, and asks again under it: what a rule decided is put into the
 * same words. The second time most are refused.
 */
export async function expectSameAgain(storeAt: (now: () => number) => Pick<RecordStore, 'execute' | 'outcomeOf'>) {
  let now = Date.parse('2024-11-04T09:00:00+08:00')
  const store = storeAt(() => now)
  const judged = new Set<string>()
  const answered = async (command: StoreCommand, key: string) => {
    const first = await store.execute(command, { key })
    for (const again of [await store.execute(command, { key }), await store.outcomeOf(command, key)]) {
      expect(again).toEqual({ ...first, repeated: true })
      expect(inWords(again)).toEqual(inWords(first))
    }
    if ('decision' in first) judged.add(first.status === 'refused' ? first.code : first.status)
  }
  for (const [index, [days, command]] of HISTORY.entries()) {
    now += days * 86_400_000
    await answered(command, `first-${index}`)
    await answered(command, `second-${index}`)
  }
  expect([...judged]).toEqual(
    expect.arrayContaining(['accepted', 'already-bound', 'daily-applications', 'violation-open']),
  )
}
