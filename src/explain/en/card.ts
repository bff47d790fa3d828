import { inYuan } from '../../values/fen.ts'
import { PLATE_TYPES } from '../../values/vehicle.ts'
import type { CardWords } from '../card.ts'
import { count, dayOf, listed } from './grammar.ts'
import { licenceStates, ownerConsents, ownerKinds, plateTypes } from './values.ts'

const GRAINS = {
  day: 'from the day of binding on',
  instant: 'from the moment of binding on',
  'next-day': 'from the day after binding on',
} as const
/** Longer lists are counted. */
const MOST_NAMED = 6

/** The words of a card of the law. */
export const card = (): CardWords['card'] => ({
  title: ({ day, from, title, inForce }, attested) => {
    if (!inForce) return `${dayOf(day)}: this library has no rule for that day (the first is of ${dayOf(from)})`
    if (attested === 'never') return `Never in force: ${title.en}`
    return attested === 'before' || attested === 'replaced'
      ? `Not in force on ${dayOf(day)}: ${title.en}`
      : `The rule on ${dayOf(day)}: ${title.en}`
  },
  inForce: ({ from, began, verifiedOn, hypothetical, enacted }) => {
    if (enacted) return `Entered by this office as in force from ${dayOf(from)} on.`
    if (hypothetical) return 'A hypothetical reform, never in force.'
    if (verifiedOn < from) {
      return `Planned for ${dayOf(from)}, and not seen in force; the last source is of ${dayOf(verifiedOn)}.`
    }
    const attested =
      verifiedOn === from
        ? `Sources show this rule in force on ${dayOf(from)}; none that attests it is of a later day.`
        : `Sources show this rule in force from ${dayOf(from)} to ${dayOf(verifiedOn)}.`
    return began === null
      ? attested
      : `${attested} No source gives its first day, which came after ${dayOf(began.after)}, when the rule before it was last attested.`
  },
  columns: ['rule', 'number', 'channels', 'what it says', 'source', 'rests on, and how it was read'],
  parameters: {
    limit: (value, rule) =>
      rule === 'repeat-full-score'
        ? `fewer than ${value} in a scoring period`
        : rule === 'fine-limit'
          ? `${inYuan(value)} yuan`
          : String(value),
    full: (value) => `full at ${value} points`,
    days: (value) => count(value, 'day'),
    scope: (value) => (value === 'all' ? 'all violations' : 'violations with points'),
    grain: (value) => GRAINS[value],
    firstClearsBacklog: (value) => (value ? 'the first binding clears older violations too' : ''),
    accepted: (value) =>
      listed(
        'or',
        value.map((each) => ownerConsents[each]),
      ),
    allowed: (value) => {
      if (value.length <= MOST_NAMED) return value.map((each) => ({ ...plateTypes, ...ownerKinds })[each]).join('; ')
      const others = PLATE_TYPES.filter((type) => !(value as readonly string[]).includes(type))
      return others.length > 0 && others.length <= MOST_NAMED
        ? `all but ${others.map((type) => plateTypes[type]).join('; ')}`
        : `${value.length} plate types allowed`
    },
    barred: (value) =>
      value.length > MOST_NAMED
        ? `none of ${value.length} states`
        : `barred: ${listed(
            'or',
            value.map((each) => licenceStates[each]),
          )}`,
  },
  provision: (name, number, binds, later) =>
    `${name}${number === '' ? '' : `: ${number}`} (${binds})${later === undefined ? '' : `; ${later}`}`,
  rests: (grade, what, how) => `${grade}: ${what}, ${how}`,
  later: (since) => `known from ${dayOf(since)} on, later than this day`,
  everyChannel: 'every channel',
  othersOnly: { 'at-handling': 'vehicles of others', 'at-act': 'vehicles that were of others at the act' },
  listed: (words) => words.join(', '),
  law: ({ en }) => en,
  nothing: {
    bind: 'Nothing is provided for binding: it is refused.',
    handle: 'Nothing is provided for handling: it is refused.',
  },
  absentTitle: 'What it has no longer',
  absent: (name, grade, source) =>
    `${name}: ${source === undefined ? 'that it ended is found in no source' : source.join(' ')} (${grade})`,
  leftOutTitle: 'What it leaves out (docs/SCOPE.md)',
  leftOut: {
    'on-the-spot':
      'A decision handed over on the spot is paid and not handled; a notice or a seizure goes to a window.',
    'full-score': 'Before 1 April 2022 twelve points cancelled the highest class of A and B, and a class on probation.',
    'self-service':
      'Self-service: the app was on trial from the second half of 2015 and took vehicles of others from 24 February 2018 only; kiosks had limits of each city, in Shenzhen and Dongguan 6 points and 200 yuan.',
    registered:
      'Where vehicle and licence are registered: kiosks in Guangdong take vehicles of the province, and points mostly on its licences alone.',
    unseen:
      'In Fujian, from 12 June 2017, no points where the camera shows no driver and the owner accepts the fine; its last day was not found.',
    filing: 'Days of review of a filing, the life of a QR code, the owner’s presence and papers at a window.',
    objection:
      'An objection to a record: from 1 May 2020 in the app, on the website or at a window, before at a window.',
    'places-2018':
      'Places differed: kiosks asked for no binding before 1 March in Wuhan, before September in Guangdong, and in Beijing a driver could bind the vehicles of five owners in all.',
    rented:
      'Rented vehicles: the renter handles in the app what happened during the contract, without a binding, and at a window without the vehicle licence.',
    epidemic:
      'While windows were closed, from 1 February 2020, the app took violations of before the binding too; its last day was not found.',
    'study-trial':
      'Points off by study: on trial in Sichuan from 1 March 2020, in Guangdong from 25 March 2021, in Beijing from 30 March 2021, in Jiaxing and elsewhere.',
    study:
      'What bars points off by study beyond the record: flight, drink-driving, forged papers, buying points, overdue inspection, cheating; probation of an added class.',
    hire: 'A page of 2025 lets vehicles of individuals that are for hire be bound in the app; official pages do not.',
  },
  sureTitle: 'How sure it is',
  sure: (
    { provisions, official, statutes, reported, inferred, unread, entered, hypothetical, later, attested },
    { from, verifiedOn, replacedOn = from },
  ) => [
    `Of ${provisions} provisions, ${statutes === 0 ? '' : `${statutes} rest on a statute or an order, `}${official - statutes} rest on dated official statements, ${reported} on other reports, and ${inferred} are inferred${unread === 0 ? '' : `; the sources of ${unread} were not read`}${entered === 0 ? '' : `; ${entered} ${entered === 1 ? 'was' : 'were'} entered by this office`}${hypothetical === 0 ? '' : `; ${hypothetical} are hypothetical`}.`,
    ...(later === 0
      ? []
      : [
          `Of ${provisions - inferred} sourced provisions, ${later} ${later === 1 ? 'has' : 'have'} only later sources.`,
        ]),
    {
      never: 'This rule set was never in force on any day.',
      before: `This day is before the first day of the rule set, ${dayOf(from)}.`,
      within: 'For the rule set as a whole there is evidence for this day.',
      after: `This day is after the last one that a source attests, ${dayOf(verifiedOn)}; ${replacedOn === from ? 'whether the rule has changed since is not known' : `the next rule set, in force by ${dayOf(replacedOn)}, may have begun by then`}.`,
      entered: 'This library has looked at no source of what the office entered.',
      replaced: `Another rule set replaced this one on ${dayOf(replacedOn)}.`,
    }[attested],
  ],
  reachedBy: (way, sources) => `Sources of ${count(sources, 'provision')}: ${way}.`,
})
