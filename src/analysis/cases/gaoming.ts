import { frozen } from '../../input/freeze.ts'
import type { LegalDay } from '../../values/instant.ts'
import type { ToldCase } from './court-case.ts'
import { about, exact } from './figures.ts'
import { USUAL } from './usual.ts'

/** A former auxiliary and an agency, Guangdong. */
export const gaoming: ToldCase = frozen({
  id: 'gaoming-774-drivers',
  court: { zh: '佛山市高明区人民法院', en: 'Court of Gaoming District' },
  period: { from: null, to: null },
  stated: {
    drivers: exact(774, 'people', '774 drivers'),
    violations: about(1000, 'violations', 'about 1,000 violations'),
  },
  derived: { vehicles: 'violations over violations a vehicle' },
  assumed: {
    ...USUAL,
    firstDay: {
      ...{ value: '2016-01-04' as LegalDay, from: '2014-01-06' as LegalDay, to: '2016-06-27' as LegalDay },
      why: 'the paper read judgments of 2017: acts of the years before',
    },
    lastDay: {
      ...{ value: '2016-06-30' as LegalDay, from: '2016-01-08' as LegalDay, to: '2016-12-30' as LegalDay },
      why: 'the paper read judgments of 2017: acts of the years before',
    },
  },
  deceased: false,
  plateType: '02',
})
