import type { Assumption, AssumptionName, Assumptions } from './court-case.ts'

const usual = ['points', 'ageDays', 'order', 'violationsAVehicle', 'fineYuan', 'channel'] as const
/** The assumptions that every case with acts makes. */
export const USUAL_ASSUMPTIONS: typeof usual = /* @__PURE__ */ Object.freeze(usual)

/**
 * Assumed of every case unless the case says otherwise. The points are those of the commonest camera records of 2013 to 2022
 * (1, 2, 3 and 6); 200 yuan is the usual fine of these and the most of the summary procedure 简易程序. The highest fine of a
 * violation is 2,000 yuan.
 */
export const USUAL: Readonly<
  Pick<{ [Name in AssumptionName]: Assumption<Assumptions[Name]> }, (typeof usual)[number]>
> = {
  points: { value: 3, from: 1, to: 6 },
  ageDays: { value: 30, from: 0, to: 365 },
  order: { value: 'turns', from: 'blocks', to: 'turns' },
  violationsAVehicle: { value: 3, from: 1, to: 10 },
  fineYuan: { value: 200, from: 50, to: 2000 },
  channel: { value: 'window', from: 'app', to: 'window' },
}
