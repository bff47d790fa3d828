import { frozen } from '../../input/freeze.ts'
import type { Stated } from './court-case.ts'
import { exact, moreThan, range } from './figures.ts'

/**
 * What the newspaper article states of no case in particular: its count of judgments, its prices, and the rule as it tells it.
 * The article is of The Paper 澎湃新闻, read in English translation, and in the Chinese reprints of 2018-03-02 as far as
 * those were at hand.
 */
export const article: { readonly stated: { readonly [name: string]: Stated } } = /* @__PURE__ */ frozen({
  stated: {
    judgments: exact(37, 'cases', '37 judgments of 2017'),
    convictedOfIntrusion: exact(10, 'people', '10 defendants convicted of invading or damaging computer systems'),
    pointBought: range(5, 10, 'yuan', '5 to 10 yuan a point, paid by scalpers'),
    pointSold: range(60, 100, 'yuan', '60 to 100 yuan a point, charged to customers'),
    profit: moreThan(10, 'times', 'a profit of more than 10 times'),
    fineLimit: exact(200, 'yuan', 'a single fine of no more than 200 yuan'),
    vehiclesADriver: exact(3, 'vehicles', 'three other people’s vehicles at the same time'),
    licencesAVehicle: exact(3, 'licences', 'three other people’s licences at the same time'),
  },
})
