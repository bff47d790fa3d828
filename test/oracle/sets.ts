import {
  asReported,
  chengdu2017,
  cn2013,
  cn2018february,
  cn2018september,
  cn2020,
  cn2024,
  plan2018,
  type RuleSet,
} from '../../src/law/index.ts'
import type { SetId } from './decisions.ts'

/** The eight rule sets of the library under the ids by which the oracle knows them. */
export const SETS: Readonly<Record<SetId, RuleSet>> = {
  'cn-2013-05-02': cn2013,
  'chengdu-2017-11-16': chengdu2017,
  'as-reported': asReported,
  'plan-2018-03-01': plan2018,
  'cn-2018-02-24': cn2018february,
  'cn-2018-09-01': cn2018september,
  'cn-2020-09-28': cn2020,
  'cn-2024-11-01': cn2024,
}

export const SET_IDS: readonly SetId[] = Object.keys(SETS) as SetId[]
