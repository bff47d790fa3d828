import { frozen } from '../../input/freeze.ts'
import type { CourtCase } from './court-case.ts'
import { exact, moreThan, price } from './figures.ts'
import { USUAL } from './usual.ts'

/** Prices by the act, a clerk and three officers, Yunnan. */
export const chengjiang: CourtCase = frozen({
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
  assumed: {
    ...USUAL,
    // From the sum and the two prices: 817 acts if all cost 600 yuan, 408 if all cost 1,200.
    dearShare: { value: 0.5, from: 0, to: 1 },
    // A lorry 20 % too fast is 6 points and the dearer act 12 (Order 123), so one act fills most of a licence.
    points: { value: 6, from: 6, to: 6 },
    actsALicence: { value: 1, from: 1, to: 2 },
  },
  deceased: false,
  plateType: '01',
})
