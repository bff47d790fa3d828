import { frozen } from '../../input/freeze.ts'
import type { CardWords } from '../card.ts'
import { language } from '../language.ts'
import type { BindingWords, HandlingWords, Labels, Locale, Names } from '../locale.ts'
import type { RegistryWords } from '../refusals.ts'
import type { StoryWords } from '../stories.ts'
import { card } from './card.ts'
import { bindFacts, factNames, handleFacts } from './facts.ts'
import { forms, problems } from './forms.ts'
import { grammar, within } from './grammar.ts'
import { enrolledLater, helps, refusals, stories, study } from './registry.ts'
import { bindRules, handleRules, notes, outcomes, ruleNames, timesContradict, vainBinding } from './rules.ts'
import { sources } from './sources.ts'
import { values } from './values.ts'

const tag = 'en'
const bind = (): BindingWords['bind'] => ({
  act: 'binding this vehicle',
  unsure: (line) => `A vehicle registered to the driver need not be bound. For any other, ${within(line)}`,
  rules: bindRules(),
  ...bindFacts(),
})
const handle = (): HandlingWords['handle'] => {
  return {
    act: 'handling this violation',
    unsure: (line) => `If it is this driver's to handle, ${within(line)}`,
    rules: handleRules(),
    ...handleFacts(),
    timesContradict,
    vainBinding,
    notes,
  }
}
const names = (): Names => ({ ...values(), facts: factNames(), rules: ruleNames })

/** What a form says that asks about a binding 备案. */
export const enBinding: BindingWords = language(tag, { grammar, forms, bind })

/** What a form says that asks about a handling 处理. */
export const enHandling: HandlingWords = language(tag, { grammar, forms, handle })

/** What things are called: for the labels of a form or a page. */
export const enLabels: Labels = language(tag, { names })

/** The language, whole. */
export const en: Locale = language(tag, {
  grammar,
  forms,
  bind,
  handle,
  names,
  sources,
  outcomes,
  problems,
})

/** Why a registry refuses a command. */
export const enRegistry: RegistryWords = language(tag, { refusals, helps, enrolledLater, study: () => study })

/** Stories of the analysis. */
export const enStories: StoryWords = frozen(stories())

/** A card of the law. */
export const enCard: CardWords = language(tag, { card })
