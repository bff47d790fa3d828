/** A registry of a store's records has no log. It once gave an empty one, and a snapshot that was read back as an empty registry. */
import { expect, test } from 'vitest'
import {
  eventsOf,
  execute,
  headOf,
  openRegistry,
  type Registry,
  resume,
  revisionOf,
  snapshot,
} from '../../src/index.ts'
import { asReported } from '../../src/law/index.ts'
import { changesOf, openNeighbourhood, scopeOf } from '../support/neighbourhood.ts'

const command = {
  type: 'enrolDriver',
  id: 'd',
  licence: { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' },
  at: '2018-09-10T15:00:00+08:00',
} as const

const opened = openNeighbourhood(asReported, { driver: { d: null }, party: { d: null } })
if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
const before = opened.value
const outcome = execute(before, command)

test.each<[string, (registry: Registry) => unknown]>([
  ['eventsOf', eventsOf],
  ['snapshot', snapshot],
  ['headOf', headOf],
  ['revisionOf', revisionOf],
  ['resume', (registry) => resume(registry, [])],
])('%s refuses it with a code, before and after a command', (name, ask) => {
  for (const registry of [before, outcome.registry]) {
    const error = thrownBy(() => ask(registry))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ code: 'neighbourhood', message: expect.stringMatching(`^${name}\\(registry\\): `) })
  }
  expect(() => ask(execute(openRegistry(asReported), command).registry)).not.toThrow()
})

test('what it is for it does: judge a command, and say which rows change', () => {
  expect(scopeOf(command).driver).toEqual(['d'])
  expect(outcome.status).toBe('accepted')
  expect(changesOf(outcome).map(({ kind, id }) => [kind, id])).toEqual([
    ['driver', 'd'],
    ['party', 'd'],
  ])
})

function thrownBy(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}
