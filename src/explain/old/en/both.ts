import type { JudgedOf, Refused, Says } from '../locale.ts'
import { by, identify, inspect, platesOf } from './grammar.ts'
import { plateTypes } from './labels.ts'

/** What is said of the two rules that both questions have. */
interface Both<S> {
  readonly 'plate-type': Says<JudgedOf<'plate-type'>, S>
  readonly 'identity-verified': Says<JudgedOf<'identity-verified'>, S>
}

export const bothHold: Both<string> = {
  'plate-type': ({ supplied, channels }) =>
    `The plate type is ${plateTypes[supplied]}, which is accepted${by(channels)}`,
  'identity-verified': () => 'The identity was checked',
}

export const bothFail: Both<Refused> = {
  'plate-type': ({ supplied, limit, channels }) => [
    `The plate type is ${plateTypes[supplied]}, and ${platesOf(limit, channels)}`,
  ],
  'identity-verified': ({ channels }) => ["The driver's identity was not checked", inspect(channels)],
}

export const bothAdvise: Both<Refused> = {
  'plate-type': ({ supplied, channels }) => [
    `The plate type of this vehicle is "${plateTypes[supplied]}", which is not accepted${by(channels)}`,
  ],
  'identity-verified': ({ channels }) => ['Your identity has not been checked', identify(channels)],
}
