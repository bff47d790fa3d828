import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { exact, moreThan, price } from './figures.ts'
import { USUAL } from './usual.ts'

/** Prices by the act, a clerk and three officers, Yunnan. */
export const chengjiang: ToldCase = frozen({
  id: 'chengjiang-family-insider',
  court: { zh: '澄江县人民法院', en: 'Chengjiang County Court' },
  period: { from: '2016-06', to: '2016-12' },
  stated: {
    fees: moreThan(490_000, 'yuan', 'the second-level scalper took more than 490,000 yuan'),
    officerShare: moreThan(110_000, 'yuan', 'the officers’ share was more than 110,000 yuan'),
    lowerPrice: price('violation', exact(600, 'yuan', '600 yuan for a medium or larger lorry 20 % too fast')),
    lowerSpeeding: exact(20, 'percent', 'speeding by 20 %'),
    higherPrice: price('violation', exact(1200, 'yuan', '1,200 yuan for speeding by 50 % or concealed plates')),
    higherSpeeding: exact(50, 'percent', 'speeding by 50 %'),
  },
  derived: {
    violations: 'the fees over the two prices, by the share of dearer acts',
    vehicles: 'violations over violations a vehicle',
    licences: 'violations over acts a licence',
  },
  assumed: {
    ...USUAL,
    dearShare: { value: 0.5, from: 0, to: 1, why: 'two prices are stated, and not how many acts cost which' },
    points: { value: 6, from: 6, to: 6, why: 'a lorry 20 % too fast is 6 points, the dearer act 12 (Order 123)' },
    actsALicence: { value: 1, from: 1, to: 2, why: 'two acts of 6 points fill a licence, one of 12 does' },
  },
  deceased: false,
  plateType: '01',
})
