import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { exact, moreThan } from './figures.ts'
import { USUAL } from './usual.ts'

/** Licences from other provinces through a chain of officers, Fujian. */
export const minhou: ToldCase = frozen({
  id: 'minhou-chain',
  court: { zh: '闽侯县人民法院', en: 'Court in Minhou County' },
  period: { from: '2015-10', to: '2016-04' },
  stated: {
    toIntermediary: moreThan(130_000, 'yuan', 'the scalper paid the intermediary more than 130,000 yuan'),
    monthsPaid: exact(5, 'months', 'in five months'),
    toViolationsOfficer: moreThan(50_000, 'yuan', 'more than 50,000 yuan went to the violations officer'),
    toAnotherOfficer: moreThan(10_000, 'yuan', 'more than 10,000 yuan went to another officer'),
    directGain: moreThan(20_000, 'yuan', 'the violations officer gained more than 20,000 yuan directly'),
    officerSentence: exact(18, 'months', '18 months for taking bribes and abuse of power'),
    scalperSentence: exact(12, 'months', '12 months for giving bribes'),
    otherSentence: exact(9, 'months', '9 months for taking bribes'),
  },
  derived: {
    violations: 'what the scalper paid over the price of a point, over points a violation',
    vehicles: 'violations over violations a vehicle',
    licences: 'violations over acts a licence',
  },
  assumed: {
    ...USUAL,
    yuanAPoint: {
      ...{ value: 50, from: 50, to: 100 },
      why: 'from the one price that the article gives for an officer (Ningguo) to the highest that customers paid',
    },
    actsALicence: { value: 2.5, from: 1, to: 4, why: 'Ningguo has 2.5; four acts of three points fill a licence' },
  },
  deceased: false,
  plateType: '02',
})
