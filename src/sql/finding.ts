import type { Grammar } from './dialects.ts'

/** What a finding of an audit is about: SQL for each, and for when it was, in milliseconds. */
export interface Finding {
  readonly at: string
  readonly driver?: string
  readonly vehicle?: string
  readonly violation?: string
  /** A JSON text. */
  readonly detail: string
}

/** The columns that every query of an audit gives. */
export function findingSql({ at, driver, vehicle, violation, detail }: Finding, grammar: Grammar): string {
  const none = `CAST(NULL AS ${grammar.type('id', true)})`
  return `SELECT ${at} AS ${grammar.name('at')}, ${grammar.instantText(at)} AS beijing_time,
  ${driver ?? none} AS driver, ${vehicle ?? none} AS vehicle, ${violation ?? none} AS violation,
  ${detail} AS detail`
}
