/** What a person who types, or is told something, can rely on: each point with the test that shows it, by its title. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './snippets.ts'

const SHOWN: Readonly<Record<string, readonly (readonly [file: string, title: string])[]>> = {
  'nothing shouts while somebody types': [
    ['cases/forms', 'what is malformed under the cursor is as if it were blank, and nothing is said of it'],
    ['browser/form', 'waits for an input method to finish'],
  ],
  'what nobody knows need not be answered': [
    ['cases/forms', 'is judged where it is answered, and told where it is malformed'],
    ['cases/forms', 'is not asked whether its binding is the first, also with the server that lets the act happen'],
  ],
  'what is not looked up yet is said': [
    ['cases/forms', 'what somebody has to fill in is not among them, and what needs no answer is'],
  ],
  'channels at every status, with what to bring, and the name of the channel that was asked': [
    ['cases/forms', 'is refused early, whatever else is blank or malformed, and says what each channel would say'],
    ['cases/advice', 'what is refused on the channel that was asked is told with its name, %#'],
  ],
  'headline, hint and channels agree': [
    ['properties/advice', 'under %s nobody is sent where it is refused, and what is told to do helps'],
    [
      'cases/advice',
      'without points nobody has to have driven: headline, channels and hint send to the window alike, %#',
    ],
  ],
  'what is wrong is said, with a code': [
    ['cases/forms', 'a binding in the future is told at its field, and a violation in the future by its rule'],
    ['cases/typed-inputs', 'the table has all 239'],
  ],
  'plate and plate type are compared': [
    ['cases/forms', 'what is certain is filled in, and what is not is asked for'],
    ['cases/forms', '`plateTypesOf` says which types a plate can have'],
  ],
  'a select has its options in a common order; a Date may be typed': [
    ['cases/forms', 'common ones first, each with its name, and no plate type of which no plate is read'],
    ['cases/forms', 'a Date of a date picker is a time'],
  ],
  'old engines, mini programs, server actions': [
    ['package/floor', 'a page says the same in an engine that has no later built-in'],
    ['integrations/mini-program', 'says what the package says, at each field that is typed'],
    ['cases/forms', 'what Next.js adds to the form of a server action is no answer'],
  ],
  'a page of readers, judged by the server': [
    ['browser/readers', 'is 6.7 kB at most with the page itself, without law and words'],
  ],
  '1. what to bring to a window': [
    ['cases/advice', "for another's vehicle the vehicle licence too, and the owner's papers where sources differ"],
    ['cases/advice', 'where the window is the only way and facts are missing, and of a window that was asked'],
    ['cases/advice', 'what comes first is said before what is brought to the window where it was asked'],
  ],
  '2. what follows of a permitted act': [
    ['cases/advice', 'the full score names days and tests, where it is known how often'],
    [
      'cases/registry-refusals',
      'a study that is too short says what it needs and what was given, as data and in words',
    ],
  ],
  '3. and 4. a former owner’s act, and where to object': [
    [
      'cases/advice',
      'a buyer reads that an act of before the transfer is the former owner’s, and where to object on that day',
    ],
    [
      'cases/office-facts',
      'is barred for a buyer while the former owner’s act is open, and free once it is withdrawn or its driver handled it (Article 25)',
    ],
  ],
  '5. consent of the owner at a window': [
    ['cases/advice', 'of a binding that the owner did not agree to in the app, something of the owner'],
  ],
  '6. a fine that carries points': [
    ['cases/advice', 'an unpaid fine carried all points before April 2022, and an overdue one its own since'],
  ],
  '7. and 8. rented vehicles, and trials of provinces': [
    [
      'cases/rule-card',
      'what the rule sets leave out is told on the days on which it matters, of the questions that are shown',
    ],
    ['cases/registry-refusals', 'that takes points off is provided from 2022-04-01'],
  ],
  '9. until when it is known': [
    ['cases/advice', 'an act that is later than what the rules are verified for says until when they are'],
  ],
  '10. one’s own vehicle': [
    [
      'cases/advice',
      "of one's own vehicle a driver reads that there is nothing to bind, and nothing of consent or limits",
    ],
    ['cases/advice', 'while it is not known whose the vehicle is, what to do first is said of another’s alone'],
  ],
  '11. Article 26 (4), and death': [
    [
      'cases/office-facts',
      'is barred where a vehicle in the driver’s name is overdue for inspection or was not deregistered in time (Article 26 (4))',
    ],
    [
      'cases/office-facts',
      'what is open of the vehicle is withdrawn on that ground, and the licence is cancelled, which ends the bindings',
    ],
  ],
  '12. what could be otherwise': [
    [
      'docs/interpretations',
      'each change that the page offers decides a case otherwise, but one that moves a last day',
    ],
    ['cases/questions', 'each question was written down with a page, and its answer, before it was asked'],
  ],
  'an official reads what is so, and not what to do': [
    ['cases/advice', 'an official reads none of it'],
    ['cases/forms', 'an official is told what is so, and not what to do'],
  ],
}

test.each(Object.entries(SHOWN))('%s', (_, shown) => {
  for (const [file, title] of shown) {
    const code = readFileSync(join(ROOT, 'test', `${file}.test.ts`), 'utf8')
    const quoted = [`'${title}'`, `"${title}"`]
    expect(
      quoted.some((each) => code.includes(each)),
      `${file}: ${title}`,
    ).toBe(true)
  }
})
