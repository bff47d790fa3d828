import type { Need } from '../../advice/channels.ts'
import { isAskedFirst } from '../../advice/papers.ts'
import type { Channel } from '../../values/channel.ts'
import type { Names } from '../locale.ts'
import { listed } from './grammar.ts'

// English names of channels, states of a licence, plate types and so on.

const questions: Names['questions'] = {
  bind: 'binding vehicles of others',
  handle: 'handling a traffic violation',
}

export const verdicts: Names['verdicts'] = {
  permitted: 'permitted',
  refused: 'refused',
  undetermined: 'undetermined',
  invalid: 'invalid',
}

const channels: Names['channels'] = { window: 'window', app: '12123 app', web: 'website', kiosk: 'kiosk' }

export const needs: Names['needs'] = {
  offenderPresent: 'in person',
  identityVerified: 'with an identity check',
  ownerConsent: "with the owner's agreement",
  'officer-papers': "the officer's record or notice",
  'driving-licence': 'driving licence',
  'identity-card': 'identity document',
  'vehicle-licence': 'vehicle licence (行驶证)',
  'owner-papers': "the owner's identity document (ask first)",
  'owner-consent': "the owner's written authority (ask first)",
}

/** What is brought, and what is asked first. */
export function brought(papers: readonly Need[]): string {
  const sure = papers.filter((each) => !isAskedFirst(each))
  const owners = `; for another's vehicle some windows want the owner's identity document${papers.includes('owner-consent') ? ' or written authority' : ''} too, so ask first`
  return `with the originals of ${listed(
    'and',
    sure.map((each) => needs[each]),
  )}${sure.length < papers.length ? owners : ''}`
}

/** at a police window, in the 12123 app or at a kiosk */
export function at(some: readonly Channel[]): string {
  return listed(
    'or',
    some.map((channel) => AT[channel]),
  )
}
const AT: { readonly [C in Channel]: string } = {
  window: 'at a police window',
  app: 'in the 12123 app',
  web: 'on the website',
  kiosk: 'at a kiosk',
}

export const licenceStates: Names['licenceStates'] = {
  annulled: 'annulled',
  revoked: 'revoked',
  cancelled: 'cancelled',
  'cancelled-restorable': 'cancelled but restorable',
  'use-stopped': 'use stopped',
  expired: 'not renewed in time',
  unverified: 'not verified in time',
  impounded: 'impounded',
  seized: 'seized',
  suspended: 'suspended',
  locked: 'locked',
  'transferred-out': 'transferred out',
  'full-points': '12 points reached',
  'renewal-deferred': 'renewal deferred',
  'medical-deferred': 'medical check deferred',
  'verification-deferred': 'verification deferred',
  'violations-pending': 'violations pending',
  'accidents-pending': 'accidents pending',
}

export const plateTypes: Names['plateTypes'] = {
  '01': 'large vehicle (bus or lorry)',
  '02': 'small car',
  '03': 'embassy car',
  '04': 'consulate car',
  '05': 'cross-border car',
  '06': 'foreign car',
  '07': 'motorcycle',
  '08': 'light motorcycle',
  '09': 'embassy motorcycle',
  '10': 'consulate motorcycle',
  '11': 'cross-border motorcycle',
  '12': 'foreign motorcycle',
  '13': 'low-speed vehicle',
  '14': 'tractor',
  '15': 'trailer',
  '16': 'driving-school car',
  '17': 'driving-school motorcycle',
  '18': 'test car',
  '20': 'temporary-entry car',
  '21': 'temporary-entry motorcycle',
  '22': 'temporary plate',
  '23': 'police car',
  '24': 'police motorcycle',
  '51': 'large new-energy vehicle',
  '52': 'small new-energy car',
}

export const ownerKinds: Names['ownerKinds'] = { individual: 'an individual', unit: 'a company or organisation' }

export const ownerConsents: Names['ownerConsents'] = {
  none: 'not agreed',
  'registered-owner': "the owner's confirmation in the 12123 app",
  qr: "the owner's QR code of the vehicle",
  sms: "the code sent to the owner's phone",
}

const violationStates: Names['violationStates'] = {
  open: 'not yet handled',
  handled: 'handled',
  withdrawn: 'withdrawn',
}

const recorders: Names['recorders'] = {
  monitoring: 'monitoring equipment',
  officer: 'an officer on the spot',
}

/** All of them. */
export const values = (): Omit<Names, 'facts' | 'rules'> => ({
  questions,
  verdicts,
  channels,
  needs,
  licenceStates,
  plateTypes,
  ownerKinds,
  ownerConsents,
  violationStates,
  recorders,
})
