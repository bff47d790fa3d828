import { expect } from 'vitest'
import { openProver, type Verdict } from './z3.ts'

export interface Checks {
  readonly version: string
  /** Checks a script, once for the same text. */
  check(name: string, script: string): Promise<Verdict>
  /** Fails unless the script has no model. */
  proved(name: string, script: string): Promise<void>
  /** Fails unless the script has a model. */
  possible(name: string, script: string): Promise<void>
  /** How many different scripts had no model, and had one. */
  tally(): { readonly unsat: number; readonly sat: number }
  end(): Promise<void>
}

export async function openChecks(): Promise<Checks> {
  const prover = await openProver()
  const known = new Map<string, Verdict>()
  const check = async (name: string, script: string): Promise<Verdict> => {
    const verdict = known.get(script) ?? (await prover.check(name, script))
    known.set(script, verdict)
    return verdict
  }
  const comesTo = (wanted: Verdict['answer']) => async (name: string, script: string) =>
    expect([name, (await check(name, script)).answer]).toEqual([name, wanted])
  const many = (answer: Verdict['answer']) => [...known.values()].filter((each) => each.answer === answer).length
  return {
    version: prover.version,
    check,
    proved: comesTo('unsat'),
    possible: comesTo('sat'),
    tally: () => ({ unsat: many('unsat'), sat: many('sat') }),
    end: prover.end,
  }
}
