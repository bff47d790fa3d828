import { frozen } from '../../input/freeze.ts'
import type { ToldCase } from './court-case.ts'

/** A stolen police account, Sichuan: queries only. No sale of points is stated, and so there is no act. */
export const leshan: ToldCase = frozen({
  id: 'leshan-cloud-platform',
  court: { zh: '乐山市市中区人民法院', en: 'Court of Leshan Central District' },
  period: { from: '2017-01-08', to: '2017-02-10' },
  stated: {},
  derived: {},
  assumed: {},
  deceased: false,
  plateType: '02',
})
