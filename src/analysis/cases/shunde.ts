import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { exact, moreThan, price, range } from './figures.ts'
import { USUAL } from './usual.ts'

/** An officer who went on through colleagues after a transfer, Guangdong. The counts are of the time before. */
export const shunde: ToldCase = frozen({
  id: 'shunde-transferred-officer',
  court: { zh: '佛山市顺德区人民法院', en: 'Shunde Court' },
  period: { from: '2014-05', to: '2015-03' },
  stated: {
    violations: moreThan(3000, 'violations', 'more than 3,000 violations before the transfer'),
    lowerCommission: price('violation', exact(10, 'yuan', '10 yuan a violation, the lower commission')),
    higherCommission: price('violation', exact(150, 'yuan', '150 yuan a violation, the higher commission')),
    paidToColleagues: price(
      'violation',
      range(50, 60, 'yuan', '50 to 60 yuan a violation, to colleagues after the transfer'),
    ),
    sentence: exact(29, 'months', 'the officer: 29 months'),
    fine: exact(150_000, 'yuan', 'the officer: fined 150,000 yuan'),
  },
  derived: {
    vehicles: 'violations over violations a vehicle',
    licences: 'violations over acts a licence',
  },
  assumed: {
    ...USUAL,
    actsALicence: {
      value: 4,
      from: 1,
      to: 12,
      why: 'four acts of three points fill a licence, twelve of one point do',
    },
  },
  deceased: false,
  plateType: '02',
})
