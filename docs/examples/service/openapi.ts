import {
  CHANNELS,
  COMMAND_TYPES,
  type Command,
  type CommandType,
  type Decision,
  EVENT_TYPES,
  FINDING_OUTCOMES,
  type Finding,
  type OpenViolation,
  OWNER_KINDS,
  parseCommand,
  REASONS,
  RELATIONS,
  RENAMABLE,
  type RegistryEvent,
  VERDICTS,
} from 'demerit'
import { type Problem, type ProblemFinding, zhCNHandling } from 'demerit/explain'
import { withJsonSchema } from 'demerit/form'
import { parseStoreCommand, type Store } from 'demerit/postgres'
import { QUESTIONS, RULE_IDS } from 'demerit/rules'
import { formIn } from '../form/form.ts'

const TARGET = { target: 'draft-2020-12' }

/** The description of the service, from the schemas by which it reads, and the types of what it answers. */
export function openApi(): object {
  const form = withJsonSchema(formIn(zhCNHandling))['~standard'].jsonSchema.input(TARGET)
  const command = { 'application/json': parseStoreCommand['~standard'].jsonSchema.input(TARGET) }
  const handling = {
    'multipart/form-data': form,
    'application/x-www-form-urlencoded': form,
    'application/json': form,
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Bindings and handlings', version: '1' },
    paths: {
      '/health': {
        get: {
          operationId: 'health',
          summary: 'Whether commands can be judged',
          responses: answers(
            { 200: record<{ status: 'ok' }>({ status: { type: 'string', enum: ['ok'] } }, {}) },
            500,
            503,
          ),
        },
      },
      '/openapi.json': {
        get: {
          operationId: 'describe',
          summary: 'This document',
          responses: answers({ 200: { type: 'object' } }),
        },
      },
      '/commands': {
        post: {
          operationId: 'execute',
          summary: 'Executes a command, and gives the event that it leaves',
          parameters: [KEY],
          requestBody: { required: true, content: content(command) },
          responses: answers({ 201: named('Done') }, 400, 404, 409, 413, 415, 500, 503),
        },
      },
      '/handlings': {
        post: {
          operationId: 'handle',
          summary: 'Handles a violation as a driver typed it, if all that was typed is as it is on record',
          parameters: [KEY],
          requestBody: { required: true, content: content(handling) },
          responses: answers({ 201: named('Done') }, 400, 404, 409, 413, 415, 500, 503),
        },
      },
      '/payments': {
        post: {
          operationId: 'payFines',
          summary:
            'Enters the payments of a file of the bank, each on the day on which it was made, and tells what became of each',
          requestBody: { required: true, content: content({ 'application/json': PAYMENTS }) },
          responses: answers({ 200: PAID }, 400, 413, 415, 500, 503),
        },
      },
      '/corrections': {
        post: {
          operationId: 'correct',
          summary: 'Corrects the history, and gives the events that it enters; tells what would not stand any more',
          parameters: [KEY],
          requestBody: { required: true, content: content({ 'application/json': correction() }) },
          responses: answers({ 201: named('Corrected') }, 400, 409, 413, 415, 500, 503),
        },
      },
      '/drivers/{driver}/open-violations': {
        get: {
          operationId: 'openViolationsFor',
          summary:
            "The open violations of a driver's own and bound vehicles, and which of them the driver can handle now",
          parameters: [{ name: 'driver', in: 'path', required: true, schema: { type: 'string' } }],
          responses: answers({ 200: { type: 'array', items: named('OpenViolation') } }, 400, 404, 409, 500, 503),
        },
      },
      '/events': {
        get: {
          operationId: 'events',
          summary: 'The events after a position, oldest first, and the position to go on from',
          parameters: [
            { name: 'after', in: 'query', schema: { type: 'string' } },
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100_000 } },
          ],
          responses: answers({ 200: named('Events') }, 400, 500, 503),
        },
      },
    },
    components: { schemas: { ...ANSWERED, Event: event() } },
  }
}

type Names =
  | 'Problem'
  | 'ProblemFinding'
  | 'Done'
  | 'Corrected'
  | 'OpenViolation'
  | 'Decision'
  | 'Finding'
  | 'Events'
  | 'Event'
function named(name: Names): object {
  return { $ref: `#/components/schemas/${name}` }
}

type Optional<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T]
/** A record of a type. A property that the type has and the description lacks does not compile, nor the other way round. */
function record<T>(
  required: { readonly [K in Exclude<keyof T, Optional<T>>]: object },
  optional: { readonly [K in Optional<T>]: object },
): object {
  const properties = { ...required, ...optional }
  return { type: 'object', properties, required: Object.keys(required), additionalProperties: false }
}
const TEXT = { type: 'string' }
const list = (items: object): object => ({ type: 'array', items })
const word = (of: readonly string[]): object => ({ type: 'string', enum: of })

const KEY = {
  name: 'idempotency-key',
  in: 'header',
  description:
    'With the same key the same command or form gets the same answer again. Quotation marks around it do not count.',
  schema: { ...TEXT, pattern: '^("?)[!#-&(-[\\]-_a-~]{1,64}\\1$' },
}

/** An event by its position. */
const POSITION = { ...TEXT, pattern: '^[0-9]+-[0-9]+$' }
/** An event, or none. */
const NAME = { type: ['string', 'null'] }
/** What an officer corrects. */
function correction(): object {
  const command = parseStoreCommand['~standard'].jsonSchema.input(TARGET)
  const inserted = parseCommand['~standard'].jsonSchema.input(TARGET)
  const changes = [
    record<{ omit: string; instead?: object }>({ omit: POSITION }, { instead: command }),
    record<{ insert: object }>({ insert: inserted }, {}),
    record<{ restore: string }>({ restore: POSITION }, {}),
    record<{ rename: string; from: string; to: string }>({ rename: word(RENAMABLE), from: TEXT, to: TEXT }, {}),
    record<{ merge: string; from: string; to: string }>({ merge: word(RENAMABLE), from: TEXT, to: TEXT }, {}),
  ]
  const all = { ...list({ anyOf: changes }), maxItems: 1_000 }
  return record<Parameters<Store['correct']>[0] & { file?: string; receipt?: string }>(
    { changes: all, ground: { ...TEXT, minLength: 1 } },
    { file: { ...TEXT, minLength: 1 }, receipt: { ...TEXT, minLength: 1 } },
  )
}

/** A file of the bank, by its name, and in it each payment by the bank's transaction number. */
const PAYMENT = { receipt: { ...TEXT, minLength: 1 }, violation: TEXT, paidOn: { ...TEXT, format: 'date' } }
const PAYMENTS = record<{ file: string; payments: object }>(
  {
    file: { ...TEXT, minLength: 1 },
    payments: { ...list(record<Record<keyof typeof PAYMENT, string>>(PAYMENT, {})), maxItems: 5_000 },
  },
  {},
)
interface Paid {
  row: number
  status: string
  receipt?: string
  violation?: string
  repeated?: true
  omittedBy?: string
  code?: string
  detail?: string
  paid?: unknown
}
const PAID = record<{ payments: object }>(
  {
    payments: list(
      record<Paid>(
        {
          row: { type: 'integer', minimum: 0, description: 'From 0, as the rows were sent.' },
          status: word(['accepted', 'refused', 'invalid']),
        },
        {
          receipt: TEXT,
          violation: TEXT,
          repeated: { type: 'boolean', enum: [true] },
          omittedBy: {
            ...TEXT,
            description:
              'The position of the correction by which it stands no more, and no other payment of the fine does.',
          },
          code: TEXT,
          detail: TEXT,
          paid: {
            description:
              'The payment of the fine that stands: its position and day, and the file and receipt of its row.',
          },
        },
      ),
    ),
  },
  {},
)

/** What a rule compares: numbers of people and things, times, words, sets of them, and nothing, where there is none. */
const SIDE = { anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, list(TEXT)] }
const RULE = word([...RULE_IDS, 'no-rule-set-in-force'])
const RULED_FOR = { anyOf: [word(['all']), list(word(CHANNELS))] }
const LOOKED_AT = { rule: RULE, channels: RULED_FOR, citation: TEXT }

type Judged = Extract<Finding, { readonly outcome: 'holds' | 'fails' }>
type Lacking = Extract<Finding, { readonly outcome: 'unknown' }>
type Beside = Extract<Finding, { readonly outcome: 'not-applicable' }>
const [HOLDS, FAILS, UNKNOWN, NOT_APPLICABLE] = FINDING_OUTCOMES

const SIDES = { supplied: SIDE, relation: word(RELATIONS), limit: SIDE }
/** What is answered, as the types of the library have it. */
const ANSWERED: Readonly<Record<Exclude<Names, 'Event'>, object>> = {
  Problem: record<Pick<Problem, 'type' | 'title' | 'status'> & Partial<Problem>>(
    { type: TEXT, title: TEXT, status: { type: 'integer' } },
    {
      detail: TEXT,
      code: { ...TEXT, description: 'What a program goes by: each is a section of PROBLEMS.md of demerit.' },
      rule: RULE,
      supplied: SIDE,
      limit: SIDE,
      findings: list(named('ProblemFinding')),
      missing: list(TEXT),
      channels: { type: 'object', description: 'What each channel would say.' },
      conflicts: {
        ...list(
          record<NonNullable<Problem['conflicts']>[number]>(
            { event: NAME, change: { type: ['integer', 'null'] }, code: TEXT, detail: TEXT },
            {},
          ),
        ),
        description:
          'What a correction would leave without its ground: the event, or the place of the change that inserts it.',
      },
      issues: list(
        record<NonNullable<Problem['issues']>[number]>(
          { path: list({ type: ['string', 'integer'] }), code: TEXT, detail: TEXT },
          { allowed: list(TEXT) },
        ),
      ),
    },
  ),
  ProblemFinding: record<ProblemFinding>(
    { ...LOOKED_AT, outcome: word([FAILS]) },
    { ...SIDES, todo: { description: 'What helps: the facts as they would have to be, or wait.' } },
  ),
  Done: record<{ headline: string; event: object }>({ headline: TEXT, event: named('Event') }, {}),
  Corrected: record<{ headline: string; event: object; entered: object }>(
    { headline: TEXT, event: named('Event'), entered: list(named('Event')) },
    {},
  ),
  OpenViolation: record<OpenViolation>(
    {
      violation: TEXT,
      vehicle: TEXT,
      occurredAt: TEXT,
      fine: { type: 'integer', minimum: 0, description: 'In fen.' },
      points: { type: 'integer', minimum: 0 },
    },
    { decision: named('Decision'), code: { ...TEXT, description: 'Why it cannot be handled; absent if it can be.' } },
  ),
  Decision: record<Decision>(
    {
      question: word(QUESTIONS),
      verdict: word(VERDICTS),
      ruleSet: { type: ['string', 'null'] },
      findings: list(named('Finding')),
      missing: list(TEXT),
    },
    {
      hypothetical: { type: 'boolean', enum: [true] },
      enacted: record<{ zh: string; en: string }>({ zh: TEXT, en: TEXT }, {}),
      verifiedUntil: TEXT,
    },
  ),
  Finding: {
    anyOf: [
      record<Judged>({ ...LOOKED_AT, outcome: word([HOLDS, FAILS]), ...SIDES }, {}),
      record<Lacking>({ ...LOOKED_AT, outcome: word([UNKNOWN]), missing: list(TEXT) }, {}),
      record<Beside>({ ...LOOKED_AT, outcome: word([NOT_APPLICABLE]), reason: word(REASONS) }, {}),
    ],
  },
  Events: record<Awaited<ReturnType<Store['events']>>>({ events: list(named('Event')), next: TEXT }, {}),
}

type EventOf<T extends CommandType> = Extract<RegistryEvent, { readonly type: (typeof EVENT_TYPES)[T] }>
/** What an event has of its own. */
type Did<T extends CommandType> = Exclude<
  keyof EventOf<T>,
  keyof Extract<Command, { readonly type: T }> | 'seq' | 'ruleSet' | 'chain' | 'correction' | 'place'
>
const [YES_OR_NO, COUNT] = [{ type: 'boolean' }, { type: 'integer', minimum: 0 }]
const OWNER = record<{ kind: string; id: string }>({ kind: word(OWNER_KINDS), id: TEXT }, {})
const ENDED = list(record<{ driver: string; vehicle: string }>({ driver: TEXT, vehicle: TEXT }, {}))
/** What each event did, beside what was said. What an event has and this lacks does not compile. */
const DID: { readonly [T in CommandType]: { readonly [K in Did<T>]: object } } = {
  enrolDriver: { payBy: list({ type: ['string', 'null'] }) },
  enrolVehicle: {},
  bind: { first: YES_OR_NO },
  release: {},
  transferVehicle: { from: OWNER, endedBindings: ENDED },
  changeLicence: { endedBindings: ENDED },
  recordViolation: {},
  withdrawViolation: { vehicle: TEXT },
  handle: {
    vehicle: TEXT,
    own: YES_OR_NO,
    points: COUNT,
    fine: COUNT,
    payBy: { type: ['string', 'null'] },
    inProbation: YES_OR_NO,
  },
  payFine: { driver: TEXT },
  revokeHandling: { driver: TEXT, vehicle: TEXT, own: YES_OR_NO, handledOn: TEXT },
  deductByStudy: { taken: COUNT, vehicles: list(TEXT) },
  completeFullScoreStudy: {},
  changeVehicle: {},
  deregisterVehicle: { endedBindings: ENDED },
  reissueLicence: { endedBindings: ENDED },
  tellHistory: { payBy: list({ type: ['string', 'null'] }) },
}

/** The events, each what its command is when it was read and what it did, with the rule set of its day and its position. */
function event(): object {
  // Where it stands in the history, and by which corrections.
  const beside = { note: {}, position: TEXT, correction: TEXT, place: COUNT, omittedBy: TEXT }
  const commands: readonly unknown[] = Object(parseCommand['~standard'].jsonSchema.output(TARGET)).anyOf
  return {
    anyOf: [
      corrected(beside),
      ...commands.map((command, index) => {
        const { properties, required, ...rest } = Object(command)
        const type = COMMAND_TYPES.find((each) => properties.type.enum.includes(each))
        if (type === undefined) throw new Error(`the command at ${index} has another type`)
        return {
          ...rest,
          properties: {
            ...properties,
            ...DID[type],
            type: word([EVENT_TYPES[type]]),
            ruleSet: TEXT,
            ...beside,
          },
          required: [...required, ...Object.keys(DID[type]), 'ruleSet', 'position'],
        }
      }),
    ],
  }
}

type Correction = Omit<
  Extract<RegistryEvent, { readonly type: 'history-corrected' }>,
  'seq' | 'chain' | 'correction' | 'place'
>
/** The event of a correction: what was changed and why, which events do not stand any more, and whose points are others. */
function corrected(beside: { readonly position: object }): object {
  const held = { type: ['integer', 'null'] }
  const { properties, required, ...rest } = Object(
    record<Correction>(
      {
        type: word(['history-corrected']),
        changes: list({ type: 'object' }),
        ground: TEXT,
        at: TEXT,
        omitted: list(TEXT),
        entered: COUNT,
        played: list(record<Correction['played'][number]>({ kind: TEXT, id: TEXT }, {})),
        points: list(record<Correction['points'][number]>({ driver: TEXT, before: held, after: held }, {})),
        ruleSet: TEXT,
      },
      {},
    ),
  )
  return { ...rest, properties: { ...properties, ...beside }, required: [...required, 'position'] }
}

/** What is answered where all is well, by status, and the statuses of problems. */
function answers(ok: Readonly<Record<number, object>>, ...problems: readonly number[]): object {
  const found = Object.entries(ok).map(([status, schema]) => [status, answer('the answer', 'application/json', schema)])
  const problem = answer('a problem of RFC 9457', 'application/problem+json', named('Problem'))
  return Object.fromEntries([...found, ...problems.map((status) => [status, problem])])
}

function answer(description: string, type: string, schema: object): object {
  return { description, content: content({ [type]: schema }) }
}

function content(schemas: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema }]))
}
