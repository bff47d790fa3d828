import type { LegalDay } from '../values/instant.ts'
import type { Question } from './question.ts'

interface LeftOut {
  readonly of: readonly Question[]
  readonly from: LegalDay
  /** Its last day; null where none was found. */
  readonly until: LegalDay | null
}

const both: readonly Question[] = ['bind', 'handle']
/** What pages tell and the rule sets leave out, with the days on which it matters (docs/SCOPE.md). */
const LEFT_OUT = {
  'on-the-spot': row(['handle'], '2009-04-01'),
  'full-score': row(['handle'], '2013-01-01', '2022-03-31'),
  'self-service': row(['handle'], '2013-05-02', '2018-02-23'),
  registered: row(['handle'], '2015-11-06'),
  unseen: row(['handle'], '2017-06-12'),
  filing: row(['bind'], '2018-02-24'),
  objection: row(['handle'], '2018-02-24'),
  'places-2018': row(both, '2018-02-24', '2018-08-31'),
  rented: row(both, '2019-09-20'),
  epidemic: row(['handle'], '2020-02-01', '2020-09-27'),
  'study-trial': row(['handle'], '2020-03-01', '2022-03-31'),
  study: row(['handle'], '2022-04-01'),
  hire: row(['bind'], '2024-11-01'),
} as const

/** One of the things that the rule sets leave out. */
export type LeftOutId = keyof typeof LEFT_OUT

/** What is left out of a question on a day, in the order of the table. */
export function leftOutOn(day: LegalDay, asked: readonly Question[]): readonly LeftOutId[] {
  return (Object.keys(LEFT_OUT) as LeftOutId[]).filter((id) => {
    const { of, from, until }: LeftOut = LEFT_OUT[id]
    return from <= day && (until === null || day <= until) && of.some((question) => asked.includes(question))
  })
}

function row(of: readonly Question[], from: string, until: string | null = null): LeftOut {
  return { of, from: from as LegalDay, until: until as LegalDay | null }
}
