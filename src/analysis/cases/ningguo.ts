import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { exact, moreThan, price } from './figures.ts'
import { USUAL } from './usual.ts'

const VIOLATIONS = 11_094
const OFFICER_GAIN = 230_000
const YUAN_A_POINT = 50

/** Licences from another province and an officer paid by the point, Anhui. Two thirds of all acts of the article. */
export const ningguo: ToldCase = frozen({
  id: 'ningguo-11094',
  court: { zh: '宁国市人民法院', en: 'People’s Court of Ningguo City' },
  period: { from: '2015-03-01', to: '2016-09-02' },
  stated: {
    licences: exact(4367, 'licences', '4,367 driving licences'),
    violations: exact(VIOLATIONS, 'violations', '11,094 records cancelled'),
    soldByOfficer: moreThan(10_000, 'violations', 'the officer sold more than 10,000 in more than a year'),
    bribeAPoint: price('point', exact(YUAN_A_POINT, 'yuan', 'the scalper paid the officer 50 yuan a point')),
    officerGain: moreThan(OFFICER_GAIN, 'yuan', 'the officer gained more than 230,000 yuan'),
    licenceCopies: price('set of papers', exact(500, 'yuan', 'a witness sold copies of papers for 500 yuan')),
  },
  derived: {
    points: 'what the officer gained over the price of a point',
    vehicles: 'violations over violations a vehicle',
  },
  assumed: {
    ...USUAL,
    // Gain over price: 4,600 points, 0.41 a record. At three points each the officer would have gained 1.66 million yuan.
    // So most of the records carry no points at all.
    points: {
      ...{ value: OFFICER_GAIN / YUAN_A_POINT / VIOLATIONS, from: OFFICER_GAIN / YUAN_A_POINT / VIOLATIONS, to: 3 },
      why: 'from the stated gain over the stated price of a point, to the commonest camera record',
    },
  },
  deceased: false,
  plateType: '02',
})
