import type { FactOf, Names, RuleOf } from '../locale.ts'

// English names of facts, rules, channels and so on. Each list stands alone, so that a bundle has only those it uses. Facts
// fit after "please state:", rules after "the".

export const questions: Names['questions'] = {
  bind: 'binding vehicles of others',
  handle: 'handling a traffic violation',
}

export const verdicts: Names['verdicts'] = {
  permitted: 'permitted',
  refused: 'refused',
  undetermined: 'undetermined',
  invalid: 'invalid',
}

export const channels: Names['channels'] = { window: 'window', app: '12123 app', web: 'website', kiosk: 'kiosk' }

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
  none: 'not at all',
  'registered-owner': 'as a registered user of the platform',
  qr: "by the vehicle's QR code",
  sms: 'by a code sent by text message',
}

export const violationStates: Names['violationStates'] = {
  open: 'not yet handled',
  handled: 'handled',
  withdrawn: 'withdrawn',
}

export const recorders: Names['recorders'] = {
  monitoring: 'monitoring equipment',
  officer: 'an officer on the spot',
}

type Both = FactOf<'bind'> & FactOf<'handle'>
/** The facts that both questions ask for. */
export const bothFacts: { readonly [F in Both]: string } = {
  at: 'time of the request',
  channel: 'channel',
  driver: 'licence number',
  vehicle: 'plate number',
  vehicleOwner: 'registered owner',
  plateType: 'plate type',
  identityVerified: 'whether the identity was checked',
}
export const bindFacts: { readonly [F in Exclude<FactOf<'bind'>, Both>]: string } = {
  vehicleOwnerKind: 'kind of owner',
  operating: 'whether the vehicle is used for hire',
  pairBound: 'whether this vehicle is bound already',
  driverBindings: 'number of vehicles of others bound now',
  vehicleBindings: 'number of drivers who have bound the vehicle now',
  driverBindingsEver: 'number of bindings ever made',
  driverApplicationsToday: 'number of bindings made that day, released ones included',
  driverApplicationsThisYear: 'number of bindings made that calendar year, released ones included',
  ownerConsent: "owner's consent",
  vehicleReleasedAt: 'when the last binding of the vehicle by another driver ended',
  vehicleDriversBoundThisYear: 'number of drivers who bound the vehicle that calendar year, this one included',
}
export const handleFacts: { readonly [F in Exclude<FactOf<'handle'>, Both>]: string } = {
  violationState: 'whether the violation was handled',
  occurredAt: 'time of the violation',
  fine: 'fine',
  points: 'points of the violation',
  recordedBy: 'who recorded the violation',
  boundSince: 'time of binding',
  firstBinding: "whether it is the vehicle's first binding",
  licenceStates: 'state of the licence',
  licenceClasses: 'licence classes',
  pointsHeld: 'points held this scoring period',
  fullScoreStudies: 'number of full-score studies this scoring period',
  offenderPresent: 'presence of the offender',
  othersVehiclesHandledThisYear:
    'number of vehicles of others with violations handled within a year, this one included',
  vehicleOtherDriversThisYear:
    "number of drivers other than the owner who handled the vehicle's violations within a year, this one included",
  ownedSince: 'since when the registered owner has owned the vehicle',
}

type BothRules = RuleOf<'bind'> & RuleOf<'handle'>
/** The rules that both questions have. */
export const bothRules: { readonly [Id in BothRules]: string } = {
  'plate-type': 'rule on plate types',
  'identity-verified': 'identity check',
}
export const bindRules: { readonly [Id in Exclude<RuleOf<'bind'>, BothRules>]: string } = {
  'own-vehicle': 'rule on vehicles of others',
  'already-bound': 'rule against binding twice',
  'driver-cap': 'limit on vehicles per driver',
  'vehicle-cap': 'limit on drivers per vehicle',
  'lifetime-cap': 'limit on bindings in all',
  'daily-applications': 'limit on applications per day',
  'yearly-applications': 'limit on applications per year',
  'non-operating': 'rule on vehicles for hire',
  'owner-kind': 'rule on kinds of owners',
  'owner-consent': "rule on the owner's consent",
  'cooling-off': 'wait after the binding of another driver',
  'drivers-bound-per-year': 'limit on drivers per vehicle and year',
}
export const handleRules: { readonly [Id in Exclude<RuleOf<'handle'>, BothRules>]: string } = {
  'violation-open': 'rule against handling twice',
  'not-before-occurrence': 'rule that the violation comes first',
  'open-binding': 'rule to bind first',
  'since-binding': 'rule on the date of binding',
  'fine-limit': 'limit on a single fine',
  'recorded-by-monitoring': 'rule on monitoring records',
  'points-room': 'limit on points held',
  'single-points-limit': 'limit on points of one violation',
  'licence-state': 'rule on the state of the licence',
  'licence-class': 'rule on licence classes',
  'repeat-full-score': 'limit on full-score studies',
  'offender-present': 'rule to come in person',
  'vehicles-per-year': 'limit on vehicles within a year',
  'drivers-per-year': 'limit on drivers within a year',
}

/** All names. */
export const labels = (): Names => ({
  facts: { ...bothFacts, ...bindFacts, ...handleFacts },
  rules: { 'no-rule-set-in-force': 'rule in force', ...bindRules, ...bothRules, ...handleRules },
  questions,
  verdicts,
  channels,
  licenceStates,
  plateTypes,
  ownerKinds,
  ownerConsents,
  violationStates,
  recorders,
})
