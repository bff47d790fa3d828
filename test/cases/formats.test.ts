/**
 * Orders that are formats: a log that was written once must come out the same, byte for byte. What is written here was written by the
 * first version that wrote logs. If one of these changes, no older log and no older snapshot is read any more.
 */
import { expect, test } from 'vitest'
import { COMMAND_TYPES, eventsOf, executeAll, openRegistry, type RegistryEvent, snapshot } from '../../src/index.ts'
import { cn, SHIPPED_SETS } from '../../src/law/index.ts'
import { DID, EVERY, FIELDS } from '../support/every-command.ts'

test('the place of a type goes into the checksum', () => {
  expect(COMMAND_TYPES).toEqual(Object.keys(FIELDS))
})

test('the keys of an event are in the order of its text, its fields in that of the checksum', () => {
  const { registry } = executeAll(openRegistry(cn), EVERY)
  eventsOf(registry).forEach((event, index) => {
    const { type } = EVERY[index] as (typeof EVERY)[number]
    expect(Object.keys(event)).toEqual(['seq', 'type', 'ruleSet', ...FIELDS[type], ...DID[type], 'chain'])
  })
  // Of those that came first: a command that comes in later changes no log of before.
  const { chain } = eventsOf(registry)[15] as RegistryEvent
  expect(chain).toBe('94d31b45d08fda69')
})

test('a digest gets the text of an event, with what it did at its end', () => {
  const texts: string[] = []
  const digest = (_: string, text: string) => String(texts.push(text))
  executeAll(openRegistry(cn, { digest }), EVERY)
  expect(texts[0]).toBe(
    '{"seq":1,"type":"driver-enrolled","ruleSet":"cn-2024-11-01","id":"d1","licence":{"states":["suspended"],"classes":["C1","C2"],"firstIssuedOn":"2016-05-05"},"history":null,"at":"2025-03-03T10:00:00.000+08:00","payBy":[]}',
  )
  expect(texts[6]).toBe(
    '{"seq":7,"type":"violation-handled","ruleSet":"cn-2024-11-01","violation":"x1","driver":"d1","channel":"app","offenderPresent":false,"identityVerified":true,"at":"2025-03-03T10:00:00.000+08:00","vehicle":"v1","own":false,"points":3,"fine":20000,"payBy":"2025-03-18","inProbation":false}',
  )
})

test('the order of the keys of a provision goes into the name of its rule set', () => {
  expect(SHIPPED_SETS.flatMap((set) => snapshot(openRegistry(set)).ruleSets)).toEqual(
    expect.arrayContaining([
      'cn-2013-05-02@e02b68d0ef01b1b7',
      'as-reported@e88bbf494cd75b23',
      'plan-2018-03-01@21de6e968ac2d4ae',
      'cn-2018-02-24@59b87ede83801948',
      'cn-2018-09-01@e859db58ea64ee0d',
      'cn-2020-09-28@664e15f5c3136ee3',
      'cn-2024-11-01@5e370f6dddf062a8',
    ]),
  )
})
