import type { SearchScope } from 'demerit/analysis'

/** A scope for each question, small enough for a browser: what is found holds in it, and what is not found holds in it only. */
export const SCOPES: { readonly any: SearchScope } & Readonly<Record<string, SearchScope | undefined>> = {
  any: { drivers: 2, vehicles: 1, violations: 2, days: 2, start: [null] },
  A: {
    drivers: 4,
    vehicles: 1,
    violations: 4,
    days: 1,
    start: [null],
    channels: ['app', 'window'],
    operations: ['bind', 'release', 'recordViolation', 'handle'],
  },
  B: {
    drivers: 1,
    vehicles: 4,
    violations: 4,
    days: 1,
    start: [null, null, null, null],
    channels: ['app', 'window'],
    operations: ['bind', 'release', 'recordViolation', 'handle'],
  },
  C1: { drivers: 1, vehicles: 1, violations: 0, days: 10, start: [null], operations: ['bind', 'release'] },
  C2: { drivers: 1, vehicles: 1, violations: 0, days: 7, start: [null], operations: ['bind', 'release'] },
}
