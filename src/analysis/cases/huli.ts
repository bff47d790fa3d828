import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { exact, price } from './figures.ts'
import { USUAL } from './usual.ts'

/** Telephone numbers changed by an employee of a testing station, to log in to the police website as others, Fujian. */
export const huli: ToldCase = frozen({
  id: 'huli-phone-tampering',
  court: { zh: '厦门市湖里区人民法院', en: 'Huli District Court' },
  period: { from: '2015-02', to: '2015-09' },
  stated: {
    people: exact(86, 'people', 'the telephone numbers of 86 people'),
    price: price('point', exact(100, 'yuan', '100 yuan a point, charged to customers')),
    gain: exact(8800, 'yuan', 'a gain of 8,800 yuan'),
    firstSentence: exact(4, 'months', 'the employee: 4 months'),
    secondSentence: exact(4, 'months', 'the scalper: 4 months'),
  },
  derived: {
    violations: 'the gain over the price of a point, over points a violation',
    vehicles: 'violations over violations a vehicle',
    licences: 'a licence for each of the people',
  },
  assumed: {
    ...USUAL,
    points: { value: 1, from: 1, to: 3, why: 'at one point each the gain is one act for each of the people' },
    sharers: {
      ...{ value: 1, from: 1, to: 2, whole: true as const },
      why: 'whether the gain is of both or the share of one is not said',
    },
    channel: { value: 'web', from: 'web', to: 'web', why: 'they logged in to the website of the police' },
  },
  deceased: false,
  plateType: '02',
})
