import { frozen } from '../input/freeze.ts'
import { CHANNELS } from '../values/channel.ts'
import { LICENCE_CLASSES, LICENCE_STATES } from '../values/licence.ts'
import { OWNER_KINDS, PLATE_TYPES } from '../values/vehicle.ts'
import { RECORDERS } from '../values/violation.ts'

/**
 * What a column holds. Instants are whole milliseconds since 1970-01-01T00:00Z, as every database compares and stores them alike;
 * days are text of ten characters; `position` is the place of an event in the store, from 1.
 */
export type ColumnKind = 'id' | 'instant' | 'day' | 'count' | 'fen' | 'flag' | 'word' | 'words' | 'position'

/** One column of a table that the store keeps and the audits read. */
export interface Column {
  readonly kind: ColumnKind
  /** NULL is a value of its own: not yet, or never. */
  readonly orNull?: true
  /** The closed list that a word or a set of words is of. */
  readonly words?: readonly string[]
  /** What it says, for the schema's comments and the guide. */
  readonly means: string
}

/** One table: its key and its columns, in order. */
export interface Table {
  readonly means: string
  readonly key: readonly string[]
  readonly columns: { readonly [name: string]: Column }
}

const id = (means: string): Column => ({ kind: 'id', means })
const instant = (means: string): Column => ({ kind: 'instant', means })
const position = (means: string): Column => ({ kind: 'position', means })
const orNull = (column: Column): Column => ({ ...column, orNull: true })

/** The names of the tables. */
export const TABLE_NAMES = Object.freeze([
  'drivers',
  'vehicles',
  'owners',
  'violations',
  'bindings',
  'handlings',
  'points_step',
] as const)
/** The name of a table that the store keeps. */
export type TableName = (typeof TABLE_NAMES)[number]

/**
 * The tables that `demerit/postgres` keeps and `demerit/sql` reads: one description for both. What happened first is what has the earlier time, and of
 * one instant the lower position: every act has that of its event.
 */
export const TABLES: { readonly [N in TableName]: Table } = frozen({
  drivers: {
    means: 'Licences 驾驶证, as they stand.',
    key: ['id'],
    columns: {
      id: id('The driver 驾驶人.'),
      states: {
        kind: 'words',
        words: LICENCE_STATES,
        means: 'The states of the licence 驾驶证状态; empty is in order.',
      },
      classes: { kind: 'words', words: LICENCE_CLASSES, means: 'The classes the licence covers 准驾车型.' },
      first_issued_on: { kind: 'day', means: 'The day of first issue 初次领证日期; the scoring period runs from it.' },
    },
  },
  vehicles: {
    means: 'Vehicles 机动车, as they stand.',
    key: ['id'],
    columns: {
      id: id('The vehicle 机动车.'),
      owner: id('The registered owner 所有人.'),
      owner_kind: { kind: 'word', words: OWNER_KINDS, means: 'An individual 个人 or a unit 单位.' },
      plate_type: { kind: 'word', words: PLATE_TYPES, means: 'The plate type 号牌种类.' },
      operating: { kind: 'flag', means: 'Whether it is used for hire 营运.' },
      changed_at: orNull(
        instant('When plate type or use were changed last 变更登记; NULL where they are as enrolled.'),
      ),
      changed_seq: orNull(position('The position of that change.')),
    },
  },
  owners: {
    means: 'Who owned a vehicle from when on: one row an enrolment or transfer.',
    key: ['vehicle', 'seq'],
    columns: {
      vehicle: id('The vehicle.'),
      owner: id('The registered owner from `since` on.'),
      owner_kind: { kind: 'word', words: OWNER_KINDS, means: 'An individual or a unit.' },
      since: instant('When the vehicle became theirs; of an enrolment, as it says.'),
      seq: position('The position of the enrolment or transfer.'),
    },
  },
  violations: {
    means: 'Recorded violations 交通违法.',
    key: ['id'],
    columns: {
      id: id('The violation.'),
      vehicle: orNull(id('The vehicle it is recorded against; NULL of what was handled before and told as a sum.')),
      occurred_at: instant('When it happened.'),
      recorded_at: instant('When it was recorded.'),
      seq: position('The position of the recording.'),
      fine: { kind: 'fen', means: 'The single fine 单笔罚款, in fen.' },
      points: { kind: 'count', means: 'Its points 记分, 0 to 12.' },
      recorded_by: orNull({
        kind: 'word',
        words: RECORDERS,
        means: 'How it was recorded; NULL where that is not known.',
      }),
      withdrawn_at: orNull(instant('When the record was removed 消除记录; NULL while it stands.')),
      withdrawn_seq: orNull(position('The position of the withdrawal.')),
    },
  },
  bindings: {
    means: 'Bindings 备案, open and ended.',
    key: ['driver', 'vehicle', 'seq'],
    columns: {
      driver: id('Who bound.'),
      vehicle: id('What was bound.'),
      channel: { kind: 'word', words: CHANNELS, means: 'The channel 渠道 of the binding.' },
      since: instant('When it was made.'),
      seq: position('The position of the binding.'),
      released_at: orNull(instant('When it ended, by release, transfer or cancellation; NULL while it is open.')),
      released_seq: orNull(position('The position of its end.')),
    },
  },
  handlings: {
    means: 'Handlings 处理 of violations; a revoked one stays.',
    key: ['violation', 'seq'],
    columns: {
      violation: id('The violation that was handled.'),
      driver: id('Who took the penalty and the points.'),
      vehicle: id('The vehicle of the violation.'),
      channel: { kind: 'word', words: CHANNELS, means: 'The channel of the handling.' },
      at: instant('When it was handled.'),
      seq: position('The position of the handling.'),
      own: { kind: 'flag', means: 'Whether the vehicle was then the driver’s own.' },
      revoked_at: orNull(instant('When the handling was revoked 撤销处理; NULL while it stands.')),
      revoked_seq: orNull(position('The position of the revocation.')),
    },
  },
  points_step: {
    means:
      'The points of a driver after an event: from its day on, and from each end of a scoring period that changes them if nothing more comes. The rows of a later event take the place of all these.',
    key: ['driver', 'seq', 'day'],
    columns: {
      driver: id('The driver.'),
      day: { kind: 'day', means: 'The legal day from which it holds.' },
      at: instant('When the event counts.'),
      seq: position('The position of the event.'),
      held: { kind: 'count', means: 'Points held in the scoring period of that day.' },
      studies: { kind: 'count', means: 'Full-score studies 满分学习 in that period.' },
    },
  },
})
