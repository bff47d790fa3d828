import type { Assumption, AssumptionName, Assumptions } from './court-case.ts'

/**
 * Assumed of every case unless the case says otherwise. The points are those of the commonest camera records of 2013 to 2022
 * (1, 2, 3 and 6); 200 yuan is the usual fine of these and the most of the summary procedure 简易程序. The highest fine of a
 * violation is 2,000 yuan. The channel is a scenario: ranges are of one channel at a time.
 */
export const USUAL = {
  points: { value: 3, from: 1, to: 6, why: 'the commonest camera records carry 1, 2, 3 or 6' },
  ageDays: { value: 30, from: 0, to: 365, why: 'no violation is dated: from the same day to a year before' },
  order: { value: 'turns', from: 'blocks', to: 'turns', why: 'which licence took which act is not said' },
  violationsAVehicle: { value: 3, from: 1, to: 10, why: 'how the acts fall on vehicles is not said' },
  fineYuan: { value: 200, from: 50, to: 2000, why: 'no fine is stated; 200 is usual and 2,000 the highest' },
  channel: {
    value: 'window',
    from: 'app',
    to: 'window',
    why: 'the article tells of officers at windows; the app is the other scenario',
  },
} satisfies { readonly [Name in AssumptionName]?: Assumption<Assumptions[Name]> }
