// @ts-check
/** JSON Schemas of rule-sets.json, changes.json, vectors.json and histories.json. */

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }
const texts = { type: 'array', items: text }
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const day = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' }

/** An object with these properties alone. @param {Record<string, unknown>} properties @param {Record<string, unknown>} [more] those that may be left out */
function object(properties, more = {}) {
  return {
    type: 'object',
    properties: { ...properties, ...more },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}
/** @param {unknown} items */
const list = (items) => ({ type: 'array', items })
/** @param {unknown} values */
const map = (values) => ({ type: 'object', additionalProperties: values })
/** @param {readonly unknown[]} words */
const word = (words) => ({ enum: words })
/** @param {string} of */
const node = (of) => ({ $ref: `#/$defs/${of}` })

/** A file: its format, the version of the package, a digest of its content, and that. @param {string} format @param {Record<string, unknown>} content @param {Record<string, unknown>} [defs] */
function file(format, content, defs = {}) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...object({ format: { const: format }, version: text, digest, ...content }),
    ...(Object.keys(defs).length > 0 && { $defs: defs }),
  }
}

/** The schemas by the name of their file. @param {typeof import('demerit')} main @param {any} law what rule-sets.json holds @returns {Readonly<Record<string, object>>} */
export function schemas({ parseCommand }, law) {
  const { $schema: _, ...command } = parseCommand['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
  const questions = word(['bind', 'handle'])
  const ruleIds = law.rules.map((/** @type {any} */ { id }) => id)
  const factNames = law.facts.map((/** @type {any} */ { name }) => name)
  const provision = {
    type: 'object',
    properties: {
      rule: word(ruleIds),
      channels: { anyOf: [{ const: 'all' }, texts] },
      vehicles: word(['all', 'others']),
      own: { const: 'at-act' },
      citation: text,
    },
    required: ['rule', 'channels', 'vehicles', 'citation'],
    // A parameter of the rule.
    additionalProperties: { type: ['string', 'number', 'boolean', 'array'] },
  }
  const ruleSet = object({
    id: text,
    title: object({ zh: text, en: text }),
    began: { anyOf: [{ type: 'null' }, object({ after: day, by: day })] },
    ...{ from: day, verifiedOn: day, hypothetical: { type: 'boolean' }, citations: map({ type: 'object' }) },
    ...{ bind: list(node('provision')), handle: list(node('provision')) },
  })
  const kind = (/** @type {string} */ name, /** @type {Record<string, unknown>} */ parts) =>
    object({ kind: { const: name }, ...parts })
  const defs = {
    provision,
    term: {
      anyOf: [
        kind('fact', { name: word(factNames) }),
        kind('parameter', { name: text }),
        kind('constant', { value: {} }),
        kind('plus', { left: node('term'), right: node('term') }),
        kind('day', { of: node('term') }),
        kind('days-after', { of: node('term'), days: node('term') }),
        kind('lookup', { table: text, rows: map({}), of: node('term') }),
      ],
    },
    comparison: kind('compare', { supplied: node('term'), relation: word(law.relations), limit: node('term') }),
    condition: { anyOf: [node('comparison'), kind('all', { of: list(node('comparison')) })] },
  }
  const judged = object({
    ...{ verdict: word(['permitted', 'refused', 'undetermined']), ruleSet: { type: ['string', 'null'] } },
    ...{ failing: texts, unknown: texts, missing: list(word(factNames)) },
  })
  const invalid = object({
    verdict: { const: 'invalid' },
    issues: list(object({ path: list({ type: ['string', 'integer'] }), code: text })),
  })
  const table = object({
    ...{ facts: list(word(factNames)), values: map(list({})), rows: list(list({ type: 'integer', minimum: -1 })) },
    answers: list(list(count)),
  })
  return {
    'rule-sets': file(
      law.format,
      {
        facts: list(
          object(
            { name: text, kind: text, questions: list(questions), suppliedBy: text, about: text, example: {} },
            { words: texts, orNull: { const: true }, most: count, unit: text, least: count },
          ),
        ),
        ...{ required: list(word(factNames)), relations: texts, expressions: texts },
        rules: list(
          object({
            ...{ id: text, questions: list(questions), vehicles: word(['all', 'others']) },
            holds: { anyOf: [node('comparison'), kind('choose', { by: text, cases: map(node('comparison')) })] },
            exempt: list(
              object({
                ...{ when: node('condition'), reason: text },
                where: {
                  anyOf: [{ type: 'null' }, object({ parameter: text, is: { type: ['string', 'boolean'] } })],
                },
              }),
            ),
          }),
        ),
        ruleSets: list(ruleSet),
        book: object({ id: text, ruleSets: texts }),
        citations: map({ type: 'object' }),
      },
      defs,
    ),
    changes: file('demerit-changes-1', {
      ...{ rules: digest, digests: map(digest) },
      cells: list(
        object({
          ...{ from: day, ruleSet: text, question: questions, rule: word(ruleIds), cell: text, old: {}, new: {} },
          citation: { type: ['string', 'null'] },
        }),
      ),
    }),
    vectors: file(
      'demerit-vectors-2',
      {
        ...{ rules: digest, judges: texts, extraSet: ruleSet, answers: list({ anyOf: [judged, invalid] }) },
        questions: object({ bind: table, handle: table }),
      },
      { provision },
    ),
    histories: file(
      'demerit-histories-1',
      {
        ...{ rules: digest, book: text },
        histories: list(
          list(
            object(
              {
                ...{ command: node('command'), status: word(['accepted', 'refused']), points: map(count) },
                bindings: list({ type: 'array', items: text, minItems: 2, maxItems: 2 }),
              },
              { code: text },
            ),
          ),
        ),
      },
      { command },
    ),
  }
}
