// @ts-check
// The eight rule sets in the order in which the pages show them.

import {
  asReported,
  chengdu2017,
  cn2013,
  cn2018february,
  cn2018september,
  cn2020,
  cn2024,
  plan2018,
} from 'demerit/rules'

export const SETS = [cn2013, chengdu2017, asReported, plan2018, cn2018february, cn2018september, cn2020, cn2024]
