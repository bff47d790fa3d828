import { own } from '../input/own.ts'
import type { FactName, Facts } from '../law/facts.ts'
import type { OtherFields } from './field.ts'
import { judging, recordOf, setupArgument, withoutUnknown } from './form.ts'
import type { Final, Placed, Setup } from './judge.ts'
import { officeArgument } from './submission.ts'
import type { Ask, FinalForm, FinalKnown, Form } from './types.ts'

/**
 * The form for the server that performs the act. All facts come from `known`, also those that the form asks: what was
 * typed must equal them. Ids of `known` are read as the form reads typed ids, an owner's as a driver's. What was
 * typed is believed for `driver` and `vehicle` alone, if neither `known` nor the form has them. A fact left out
 * counts as `undefined`, not known, and then nothing passes.
 *
 * @throws TypeError when `known` is not a record of facts.
 */
export function finalForm<F, A extends Ask<F>, O extends OtherFields, P extends A = never>(
  form: Form<F, A, O, P>,
  known: FinalKnown<F, A & keyof F>,
): FinalForm<F, A, O, P> {
  const setup = setupArgument('finalForm(form)', form)
  const supplied = officeArgument('finalForm(known)', known)
  const office = () => {
    const { driver, vehicle } = own(recordOf(setup.known))
    return { driver, vehicle, ...withoutUnknown(supplied) }
  }
  return judging(setup, office, FINAL) as unknown as FinalForm<F, A, O, P>
}

/** The facts that are believed where the office has none, damaged or not; what was typed must equal the others. */
const BELIEVED: readonly FactName[] = ['driver', 'vehicle']

const FINAL: Final = {
  believed: (typed, { held }) => {
    const names = BELIEVED.filter((name) => !held.includes(name))
    return Object.fromEntries(names.map((name) => [name, typed[name]])) as Partial<Facts>
  },
  lacking: (setup, facts, { blank }, { held }) => {
    // Of what is believed or left blank it is the field that is told.
    const told = [...BELIEVED.filter((name) => !held.includes(name)), ...blank.map(({ fact }) => fact?.name)]
    const { asked } = setup.fields
    const names = setup.facts.map(({ name }) => name)
    // A vehicle that is not bound has no binding that could be its first.
    const isNeeded = (name: FactName) => name !== 'firstBinding' || facts.boundSince !== null
    const unknown = names
      .filter(isNeeded)
      .filter((name) => facts[name] === undefined && !(asked.includes(name) && told.includes(name)))
    return unknown.length === 0 ? [] : lackingMessages(setup, unknown, held)
  },
}

/** It is one message: whoever fills in the form can mend none of them. An official is told which they are. */
function lackingMessages(
  { words, half, isOfficial }: Setup,
  facts: readonly FactName[],
  held: readonly string[],
): readonly Placed[] {
  const { forms, grammar } = words
  const names: Readonly<Record<string, string>> = half.facts
  const isDamaged = facts.some((fact) => held.includes(fact))
  const line = isOfficial
    ? forms.lacking(facts.map((fact) => names[fact] as string))
    : isDamaged
      ? forms.officeDamaged
      : forms.officeUnknown
  const message = grammar.sentence(line)
  return [{ paths: facts.map((fact) => [fact]), message: { field: '', kind: 'unknown', facts, message } }]
}
