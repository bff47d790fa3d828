import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import { assertType, describe, expectTypeOf, test } from 'vitest'
import {
  type Channel,
  type Fen,
  type Instant,
  type InstantInput,
  type LicenceNumber,
  type Parsed,
  type Plate,
  type parseChannel,
  parseFen,
  type parseInstant,
  parseLicenceNumber,
  parsePlate,
} from '../../src/index.ts'

describe('a parser is a schema by the types of the standard', () => {
  test('of Standard Schema and of Standard JSON Schema, with what it takes and what it gives', () => {
    assertType<StandardSchemaV1<string, Plate> & StandardJSONSchemaV1<string, Plate>>(parsePlate)
    assertType<StandardSchemaV1<string, LicenceNumber>>(parseLicenceNumber)
    expectTypeOf<StandardSchemaV1.InferInput<typeof parseInstant>>().toEqualTypeOf<InstantInput>()
    expectTypeOf<StandardSchemaV1.InferOutput<typeof parseInstant>>().toEqualTypeOf<Instant>()
    expectTypeOf<StandardSchemaV1.InferOutput<typeof parseChannel>>().toEqualTypeOf<Channel>()
  })

  test('it is synchronous: no promise has to be ruled out', () => {
    const result = parseFen['~standard'].validate(20_000)
    if (result.issues === undefined) expectTypeOf(result.value).toEqualTypeOf<Fen>()
    else expectTypeOf(result.issues[0]?.message).toEqualTypeOf<string | undefined>()
  })

  test('and it is called as before', () => {
    expectTypeOf(parsePlate('京A12345')).toEqualTypeOf<Parsed<Plate>>()
  })
})
