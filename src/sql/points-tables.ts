import { frozen } from '../input/freeze.ts'
import { STUDY_KINDS } from '../registry/points/points-ledger.ts'
import type { Table } from '../tables/tables.ts'

const pointsTableNames = ['fines', 'studies'] as const
/** The names of the tables that points by recursion need besides those of the store. */
export const POINTS_TABLE_NAMES: typeof pointsTableNames = /* @__PURE__ */ Object.freeze(pointsTableNames)
/** The name of a table that points by recursion need. */
export type PointsTableName = (typeof POINTS_TABLE_NAMES)[number]

/** What `factsSql` reads besides the tables of the store when points are computed by recursion. The store does not keep them. */
export const POINTS_TABLES: { readonly [N in PointsTableName]: Table } = /* @__PURE__ */ frozen({
  fines: {
    means: 'Fines of handlings: one row a handling whose violation has a fine.',
    key: ['violation', 'handled_seq'],
    columns: {
      violation: { kind: 'id', means: 'The violation.' },
      handled_seq: { kind: 'position', means: 'The position of its handling.' },
      pay_by: { kind: 'day', means: 'The last day to pay; `payByDay` computes it from the calendar.' },
      paid_at: { kind: 'instant', orNull: true, means: 'When it was paid; NULL while it is not.' },
      paid_seq: { kind: 'position', orNull: true, means: 'The position of the payment.' },
    },
  },
  studies: {
    means: 'Studies that the office accepted.',
    key: ['driver', 'seq'],
    columns: {
      driver: { kind: 'id', means: 'The driver.' },
      kind: {
        kind: 'word',
        words: STUDY_KINDS,
        means: 'A study that took points off 学法减分, by its way, or the full-score study 满分学习.',
      },
      at: { kind: 'instant', means: 'When it was accepted.' },
      seq: { kind: 'position', means: 'The position of the study.' },
    },
  },
})
