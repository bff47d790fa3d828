import type { Channel } from '../../values/channel.ts'
import type { RegistryWords } from '../refusals.ts'
import { type StoryWords, storyName, storyNumber } from '../stories.ts'
import { count, dayOf, listed, money } from './grammar.ts'
import { licenceStates, plateTypes } from './values.ts'

/** Why a registry refuses a command; of a rule, without its numbers. */
export const refusals = (): RegistryWords['refusals'] => ({
  undetermined: 'A fact that the rule asks for is not on record here.',
  'out-of-order': 'The time is before the latest entry on one of the records concerned.',
  'driver-exists': 'The driver is enrolled already.',
  'vehicle-exists': 'The vehicle is enrolled already.',
  'violation-exists': 'The violation is recorded already.',
  'unknown-driver': 'The driver is not enrolled.',
  'unknown-vehicle': 'The vehicle is not enrolled.',
  'unknown-violation': 'The violation is not recorded.',
  'unit-is-no-driver': 'A company or organisation and a driver cannot share an id.',
  'unit-is-no-individual': 'A company or organisation and an individual cannot share an id.',
  'first-issue-in-future': 'The licence was first issued after the day of entry.',
  'licence-ended': 'The licence was annulled, revoked or cancelled, and does not come back by a change of its states.',
  'history-in-future': 'What is told of the time before is later than the entry that tells it.',
  'points-on-record': 'Something about points of the driver is on record already.',
  'licence-not-ended': 'The licence so far is neither annulled, revoked nor cancelled.',
  'first-issue-not-later': 'The licence so far was first issued on that day or later.',
  'own-vehicle': "The vehicle is the driver's own; no binding is needed.",
  'already-bound': 'The driver has bound this vehicle already.',
  'not-bound': 'The driver has no open binding of this vehicle.',
  'vehicle-deregistered': 'The vehicle is deregistered.',
  'same-owner': 'The vehicle is registered to this owner already.',
  'open-violations': "Handle the vehicle's open violations first.",
  'occurs-in-future': 'The violation is after the time of recording.',
  'limitation-expired': 'The violation is more than two years old.',
  'violation-not-open': 'The violation has been handled already or withdrawn.',
  'violation-not-handled': 'The violation has not been handled yet.',
  'told-of-before': 'The violation was told as one of before; which vehicle it was of is not known.',
  'nothing-to-pay': 'The violation carries no fine.',
  'already-paid': 'The fine has been paid already.',
  'paid-in-future': 'The fine was paid after the time of entry.',
  'paid-before-handling': 'The fine was paid before the violation was handled.',
  'period-closed':
    'The scoring period in which the fine was paid is over, and the driver has a handling, a payment or a study in a later one.',
  'deduction-not-provided':
    'The national rules in force that day do not provide for study that takes points off; from March 2020 some provinces and cities had trials, so ask the police there.',
  'own-violations-open': "Handle the open violations of the driver's own vehicles first.",
  'full-score-reached': 'The points held have reached the full score.',
  'deduction-used-up': 'The points that study can take off in this scoring period are used up.',
  'no-points-to-deduct': 'The driver holds no points.',
  'licence-bars-deduction': 'The licence is on probation, overdue for verification, seized or suspended.',
  'own-vehicle-overdue':
    "A vehicle of the driver's own is overdue for its inspection, or was not deregistered as it had to be.",
  'repeated-full-score': 'The driver had two full-score studies in this scoring period and the one before together.',
  'points-traded': 'The driver was punished for trading points in this scoring period or the two before.',
  'full-score-not-reached': 'The points held have not reached the full score.',
  'full-score-on-probation': 'The full score was reached by violations on probation: the class is cancelled.',
  'fines-unpaid': 'Pay the fines first.',
  'study-too-short': 'The full-score study was too short.',
  'tests-missing': 'A test of the full-score study has not been passed.',
  conflicts: 'Later entries would not stand any more.',
  'not-standing': 'The entry is not part of the history.',
  'changed-twice': 'Two changes are about one entry or one id.',
  'history-left-out':
    'The enrolment that would go tells points, fines or studies of before. Say in the same correction which enrolment is right, with all of it.',
  'not-the-same': 'What is to stand instead is of another kind, or about another driver, vehicle or violation.',
  'nothing-changes': 'Nothing would be otherwise.',
  'not-insertable':
    'Only an enrolment, points of before, a payment, a release, a transfer, a change of a licence or of a vehicle, or a deregistration can be inserted into the past.',
  'in-the-future': 'What is to be inserted is later than the correction.',
  'place-taken': 'Another entry stands in its place.',
  'on-record': 'The id is on record already.',
  'not-on-record': 'Nothing on record has this id.',
  'key-reused': 'The key was used for another command.',
  'correction-too-wide': 'Too much has happened since for a correction.',
})

/** What helps against a refusal. */
export const helps = (): RegistryWords['helps'] => ({
  'out-of-order': 'Enter it again after that time.',
  'driver-exists': 'If the licence changed, enter the change.',
  'vehicle-exists':
    'If the owner changed, enter the transfer. If its id is now another vehicle’s, put the id of the former right first.',
  'unknown-driver': 'Enrol the driver first.',
  'unknown-vehicle': 'Enrol the vehicle first.',
  'unknown-violation': 'Record the violation first.',
  'unit-is-no-driver': 'Give the company or organisation another id.',
  'unit-is-no-individual': 'Give the company or organisation another id.',
  'first-issue-in-future': 'Check the day of first issue.',
  'history-in-future': 'Check its times.',
  'points-on-record':
    'If it was told before, correct that entry; else an officer inserts it by a correction, with a time before all that.',
  'first-issue-not-later': 'Check the day of first issue.',
  'licence-ended':
    'If a licence was obtained anew, enter that one (reissueLicence); if the state was a mistake or was set aside, an officer corrects its entry.',
  'licence-not-ended': 'Change the licence that stands, or enter first how it ended.',
  'occurs-in-future': 'Check the time of the violation.',
  'violation-not-open': 'If its handling was a mistake, revoke it first.',
  'violation-not-handled': 'Handle it first.',
  'told-of-before': 'Correct the entry that tells it.',
  'paid-in-future': 'Check the day of payment.',
  'paid-before-handling': 'Check the day of payment.',
  'full-score-reached': 'Complete the full-score study first.',
  'deduction-used-up': 'In the next scoring period it is possible again.',
  'licence-bars-deduction': 'Once that has ended it is possible.',
  conflicts: 'Settle them in the same correction.',
  'not-the-same': 'Omit the entry, and enter today what is right.',
  'on-record': 'If the two are one, merge them.',
  'place-taken': 'Omit that one in the same correction.',
  'period-closed': 'An officer can insert it by a correction.',
  'key-reused': 'Give each command a key of its own.',
  'correction-too-wide': 'Enter today what undoes it.',
})

/** What is told is of before it was on record. */
export const enrolledLater = (): RegistryWords['enrolledLater'] => (on) =>
  `On record from ${dayOf(on)} on, and this is earlier. In the same correction, omit that entry and insert it with an earlier time.`

/** What a study at the full score needed. */
export const study: RegistryWords['study'] = ({ needed, given }) => {
  const tests = listed('and', given.tests) || 'no'
  return `${count(needed.days, 'day')} and the ${listed('and', needed.tests)} ${needed.tests.length === 1 ? 'test' : 'tests'} are needed; ${count(given.days, 'day')} and ${tests} ${given.tests.length === 1 ? 'test' : 'tests'} were given.`
}

const CHANNELS: { readonly [C in Channel]: string } = {
  window: 'at a window',
  app: 'by the 12123 app',
  web: 'on the website',
  kiosk: 'at a kiosk',
}

const name = (id: string): string =>
  storyName(id, { o: 'somebody who is no driver here', d: 'driver ', v: 'vehicle ', x: 'violation ' })

/** Stories of the analysis. */
export const stories = (): StoryWords => ({
  tag: 'en',
  name,
  opening: (drivers, owned) => {
    const sentences = owned.map(({ 0: owner, 1: vehicles }) => {
      const { 0: noun, 1: verb } = vehicles.length === 1 ? ['Vehicle', 'belongs'] : ['Vehicles', 'belong']
      return `${noun} ${listed('and', vehicles.map(storyNumber))} ${verb} to ${name(owner)}.`
    })
    return [drivers === 1 ? 'There is 1 driver.' : `There are ${drivers} drivers.`, ...sentences].join(' ')
  },
  dated: ({ day, time }, sentence) => `Day ${day}, ${time}: ${sentence}.`,
  closing: ({ en }) => `So ${en}.`,
  steps: {
    bind: ({ driver, vehicle, channel }) => `${name(driver)} binds ${name(vehicle)} ${CHANNELS[channel]}`,
    release: ({ driver, vehicle }) => `${name(driver)} releases ${name(vehicle)}`,
    transferVehicle: ({ vehicle, to }) => `${name(vehicle)} passes to ${name(to.id)}`,
    changeLicence: ({ driver, licence }) => {
      const states = licence.states.map((state) => licenceStates[state])
      return `the licence of ${name(driver)} is ${states.length === 0 ? 'in order' : states.join(' and ')}`
    },
    recordViolation: ({ id, vehicle, fine, points }, { occurred }) => {
      const act = `${name(id)} of ${name(vehicle)} is recorded, ${money(fine)} and ${count(points, 'point')}`
      return occurred === undefined ? act : `${act}, occurred on day ${occurred.day} at ${occurred.time}`
    },
    withdrawViolation: ({ violation }) => `${name(violation)} is withdrawn`,
    handle: ({ violation, driver, channel }, { vehicleOf, ownerOf }) => {
      const vehicle = vehicleOf(violation)
      const as = ownerOf(vehicle) === driver ? ' as its owner' : ''
      return `${name(driver)} handles ${name(violation)} of ${name(vehicle)}${as} ${CHANNELS[channel]}`
    },
    revokeHandling: ({ violation }) => `the handling of ${name(violation)} is revoked`,
    payFine: ({ violation }) => `the fine of ${name(violation)} is paid`,
    deductByStudy: ({ driver }) => `${name(driver)} has points taken off by study`,
    completeFullScoreStudy: ({ driver }) => `${name(driver)} completes the study at the full score`,
    changeVehicle: ({ vehicle, plateType, operating }) =>
      `${name(vehicle)} is now ${plateTypes[plateType]}, ${operating ? '' : 'not '}for hire`,
    deregisterVehicle: ({ vehicle }) => `${name(vehicle)} is deregistered`,
    reissueLicence: ({ driver }) => `${name(driver)} has a new licence`,
  },
  title: ({ en }) => en,
  bound: (vehicle) => `has bound ${name(vehicle)}`,
  recorded: (violation) => `${name(violation)} recorded`,
  handles: (violation) => `handles ${name(violation)}`,
})
