import { frozen } from '../../input/freeze.ts'
import type { CardWords } from '../card.ts'
import type { BindingWords, HandlingWords, Labels, Locale, SourceWords } from '../locale.ts'
import type { RegistryWords } from '../refusals.ts'
import type { StoryWords } from '../stories.ts'
import { card } from './card.ts'
import { bindAsks, bindExamples, bindFacts, bothFacts, handleAsks, handleExamples, handleFacts } from './facts.ts'
import { forms } from './forms.ts'
import { grammar } from './grammar.ts'
import { refusals, stories } from './registry.ts'
import { bindNames, bindRules, bothNames, handleNames, handleRules, notes, outcomes, vainBinding } from './rules.ts'
import { sources } from './sources.ts'
import {
  channels,
  licenceStates,
  ownerConsents,
  ownerKinds,
  plateTypes,
  questions,
  recorders,
  verdicts,
  violationStates,
} from './values.ts'

const tag = 'en'

/** All that is said of a binding 备案, in forms too. */
export const enBinding: BindingWords = /* @__PURE__ */ bindingWords()

/** All that is said of a handling 处理, in forms too. */
export const enHandling: HandlingWords = /* @__PURE__ */ handlingWords()

/** What things are called: for the labels of a form or a page. */
export const enLabels: Labels = /* @__PURE__ */ labels()

/** Where provisions stand, for `explain` with `cite`. */
export const enSources: SourceWords = /* @__PURE__ */ frozen({ tag, sources: /* @__PURE__ */ sources() })

/** The language, whole. */
export const en: Locale = /* @__PURE__ */ whole()

/** Why a registry refuses a command. */
export const enRegistry: RegistryWords = /* @__PURE__ */ frozen({ tag, refusals: /* @__PURE__ */ refusals() })

/** Stories of the analysis. */
export const enStories: StoryWords = /* @__PURE__ */ frozen(/* @__PURE__ */ stories())

/** A card of the law. */
export const enCard: CardWords = /* @__PURE__ */ frozen({ tag, card: /* @__PURE__ */ card() })

function bindingWords(): BindingWords {
  const bind = {
    act: 'binding this vehicle',
    names: { ...bothNames, ...bindNames },
    rules: bindRules(),
    outcomes,
    facts: { ...bothFacts, ...bindFacts },
    asks: bindAsks(),
    examples: bindExamples,
  }
  return frozen({ tag, grammar, forms: forms(), bind })
}

function handlingWords(): HandlingWords {
  const handle = {
    act: 'handling this violation',
    names: { ...bothNames, ...handleNames },
    rules: handleRules(),
    outcomes,
    facts: { ...bothFacts, ...handleFacts },
    asks: handleAsks(),
    examples: handleExamples,
    vainBinding,
    notes,
  }
  return frozen({ tag, grammar, forms: forms(), handle })
}

function labels(): Labels {
  const names = {
    facts: { ...bothFacts, ...bindFacts, ...handleFacts },
    rules: { ...bothNames, ...bindNames, ...handleNames },
    questions,
    verdicts,
    channels,
    licenceStates,
    plateTypes,
    ownerKinds,
    ownerConsents,
    violationStates,
    recorders,
  }
  return frozen({ tag, names })
}

function whole(): Locale {
  return frozen({ ...bindingWords(), ...handlingWords(), ...labels(), sources: sources() })
}
