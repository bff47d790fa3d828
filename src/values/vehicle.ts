import type { TypedReader } from '../input/reader.ts'
import { type Parser, parserOf } from '../input/schema.ts'
import { wordReader } from '../input/words.ts'

/** Codes of plate types 号牌种类 (hpzl): 01 large car, 02 small car, 51 and 52 the same with new energy, and so on (F4.3). */
export const PLATE_TYPES = Object.freeze([
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '20',
  '21',
  '22',
  '23',
  '24',
  '51',
  '52',
] as const)
/** One plate-type code 号牌种类. */
export type PlateType = (typeof PLATE_TYPES)[number]

/** Who may own a vehicle: a person 个人 or a unit 单位 (company, authority, association). */
export const OWNER_KINDS = Object.freeze(['individual', 'unit'] as const)
/** The kind of a registered owner 所有人. */
export type OwnerKind = (typeof OWNER_KINDS)[number]

export const readPlateType: TypedReader<PlateType> = wordReader(PLATE_TYPES)
export const readOwnerKind: TypedReader<OwnerKind> = wordReader(OWNER_KINDS)

/** Reads a plate-type code 号牌种类, two digits of text. Never throws. */
export const parsePlateType: Parser<PlateType, PlateType> = parserOf('parsePlateType', readPlateType)

/** Reads the kind of an owner 所有人. Never throws. */
export const parseOwnerKind: Parser<OwnerKind, OwnerKind> = parserOf('parseOwnerKind', readOwnerKind)
