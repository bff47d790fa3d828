import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { about, exact, moreThan, price, range } from './figures.ts'
import { USUAL } from './usual.ts'

/** Bought licence records and an auxiliary at the window, Zhejiang. */
export const jiande: ToldCase = frozen({
  id: 'jiande-2016',
  court: { zh: '建德市人民法院', en: 'Jiande City Court' },
  period: { from: '2016-05-03', to: '2016-05-11' },
  stated: {
    licences: moreThan(250, 'licences', 'more than 250 driving licences'),
    violations: moreThan(600, 'violations', 'more than 600 violations handled'),
    pointsOfOneHolder: exact(9, 'points', '9 points taken off one holder without her knowledge'),
    licenceBought: price('licence', range(20, 30, 'yuan', '20 to 30 yuan for a licence record, bought by its seller')),
    licenceSold: price('licence', about(60, 'yuan', 'about 60 yuan for a licence record, sold to the scalper')),
    sellerGain: moreThan(7500, 'yuan', 'the seller of records gained more than 7,500 yuan'),
    scalperGain: moreThan(80_000, 'yuan', 'the scalper gained more than 80,000 yuan'),
    bribe: exact(56_300, 'yuan', 'the scalper gave the auxiliary 56,300 yuan'),
    // Which sentence is whose follows from the crimes.
    scalperSentence: exact(13, 'months', 'the scalper: 13 months'),
    scalperFine: exact(110_000, 'yuan', 'the scalper: fined 110,000 yuan'),
    sellerSentence: exact(10, 'months', 'the seller of records: 10 months'),
    sellerFine: exact(10_000, 'yuan', 'the seller of records: fined 10,000 yuan'),
  },
  derived: { vehicles: 'violations over violations a vehicle' },
  // Two acts of 5.5 leave a licence room for a third.
  assumed: USUAL,
  deceased: false,
  plateType: '02',
})
