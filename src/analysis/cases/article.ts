import { frozen } from '../../input/freeze.ts'
import type { Channel } from '../../values/channel.ts'
import type { Stated, TotalRange } from './court-case.ts'
import { exact, moreThan, price, range } from './figures.ts'
import { totalsRecorded } from './recorded.ts'

/**
 * What the newspaper article states of no case in particular: its count of judgments, its prices, and the rule as it tells it.
 * The article is of The Paper 澎湃新闻, read in English translation, and in the Chinese reprints of 2018-03-02 as far as
 * those were at hand; its words are the translation's, in which *minute* stands for a point (分).
 */
export const newsArticle: {
  readonly stated: { readonly [name: string]: Stated }
  /** What was counted of its cases that have acts, eight of nine, under each set that ships, by its id and by channel: the sums of `courtCases`. */
  readonly ranges: { readonly [law: string]: { readonly [C in Channel]?: TotalRange } }
} = frozen({
  ranges: totalsRecorded(),
  stated: {
    judgments: exact(37, 'cases', 'combed 37 cases judged by courts all over the country'),
    convictedOfIntrusion: exact(
      10,
      'people',
      'in 37 cases, 10 defendants were convicted of illegally invading computer systems',
    ),
    pointBought: price('point', range(5, 10, 'yuan', 'bought by scalpers ranges from 5 yuan to 10 yuan')),
    pointSold: price(
      'point',
      range(60, 100, 'yuan', 'charged for customers ranges from 60 yuan to 100 yuan per minute [of 分: a point]'),
    ),
    profit: moreThan(10, 'times', 'The profit can reach more than 10 times.'),
    fineLimit: exact(200, 'yuan', 'the amount of a single fine does not exceed that of 200 yuan'),
    vehiclesADriver: exact(3, 'vehicles', 'a person can only bind three other people’s vehicles at the same time'),
    licencesAVehicle: exact(
      3,
      'licences',
      'a car can only bind three other people’s driver’s licenses at the same time',
    ),
  },
})
