import { own } from '../input/own.ts'
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
export function findingSql(finding: Finding, grammar: Grammar): string {
  const { at, driver, vehicle, violation, detail } = own(finding)
  const none = `CAST(NULL AS ${grammar.type('id', true)})`
  return `SELECT ${at} AS ${grammar.name('at')}, ${grammar.instantText(at)} AS beijing_time,
  ${driver ?? none} AS driver, ${vehicle ?? none} AS vehicle, ${violation ?? none} AS violation,
  ${detail} AS detail`
}
