import type { Assumption, AssumptionName, Assumptions } from './court-case.ts'

/**
 * Assumed of every case unless the case says otherwise. The points are those of the commonest camera records of 2013 to 2022
 * (1, 2, 3 and 6); 200 yuan is the usual fine of these and the most of the summary procedure 简易程序. The highest fine of a
 * violation is 2,000 yuan.
 */
export const USUAL = {
  points: { value: 3, from: 1, to: 6 },
  ageDays: { value: 30, from: 0, to: 365 },
  order: { value: 'turns', from: 'blocks', to: 'turns' },
  violationsAVehicle: { value: 3, from: 1, to: 10 },
  fineYuan: { value: 200, from: 50, to: 2000 },
  channel: { value: 'window', from: 'app', to: 'window' },
} satisfies { readonly [Name in AssumptionName]?: Assumption<Assumptions[Name]> }
