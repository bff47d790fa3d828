import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'
import { exact, moreThan } from './figures.ts'
import { USUAL } from './usual.ts'

/** Licences of dead drivers, not yet cancelled, Anhui. */
export const huaibei: ToldCase = frozen({
  id: 'huaibei-deceased',
  court: { zh: '淮北市中级人民法院', en: 'Intermediate People’s Court of Huaibei City' },
  period: { from: '2015-03-27', to: '2015-05-02' },
  stated: {
    people: moreThan(60, 'people', 'more than 60 people, who had died'),
    vehicles: moreThan(120, 'vehicles', 'more than 120 vehicles'),
    vehiclesAtTwelve: moreThan(100, 'vehicles', 'more than 100 scored 12 points at a time'),
    pointsAtATime: exact(12, 'points', '12 points at a time'),
    bribe: exact(12_500, 'yuan', 'the functionary received 12,500 yuan'),
    sentence: exact(12, 'months', 'the functionary: 12 months'),
    suspended: exact(24, 'months', 'suspended for 24 months'),
  },
  derived: { violations: 'vehicles times violations a vehicle', licences: 'a licence for each of the dead' },
  // `points` is for the other vehicles.
  assumed: {
    ...USUAL,
    violationsAVehicle: {
      ...{ value: 2, from: 1, to: 4, whole: true },
      why: '12 points at a time, in whole violations: one of 12, two of 6 or four of 3',
    },
  },
  deceased: true,
  plateType: '02',
})
