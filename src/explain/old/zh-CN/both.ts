import type { JudgedOf, Refused, Says } from '../locale.ts'
import { by, identify, inspect, platesOf, ruled } from './grammar.ts'
import { plateTypes } from './labels.ts'

// 备案与处理都有的两条规则。

/** What is said of the two rules that both questions have. */
interface Both<S> {
  readonly 'plate-type': Says<JudgedOf<'plate-type'>, S>
  readonly 'identity-verified': Says<JudgedOf<'identity-verified'>, S>
}

export const bothHold: Both<string> = {
  'plate-type': ({ supplied, channels }) => `该车号牌种类为${plateTypes[supplied]}，在${by(channels)}办理范围内`,
  'identity-verified': () => '已核验身份',
}

export const bothFail: Both<Refused> = {
  'plate-type': ({ supplied, limit, channels }) => [
    `该车号牌种类为${plateTypes[supplied]}，${ruled(channels)}${platesOf(limit)}`,
  ],
  'identity-verified': ({ channels }) => ['尚未核验驾驶人身份', inspect(channels)],
}

export const bothAdvise: Both<Refused> = {
  'plate-type': ({ supplied, channels }) => [`该车号牌种类为${plateTypes[supplied]}，${ruled(channels)}不能办理`],
  'identity-verified': ({ channels }) => ['您的身份尚未核验', identify(channels)],
}
