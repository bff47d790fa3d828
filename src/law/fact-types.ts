import { eitherType, type JsonType, wordsType, wordType } from '../input/json-schema.ts'
import { type JsonTypes, jsonTypes } from '../input/schema.ts'
import { FEN_JSON } from '../values/fen.ts'
import { ID_JSON } from '../values/ids.ts'
import { INSTANT_JSON } from '../values/instant.ts'
import { COUNT_LIMIT, FACTS, type FactDescription } from './facts.ts'
import type { Question } from './question.ts'

/** What JSON Schema can say of a fact: of what is handed in, and of what was read. */
export function typesOfFact({ kind, words = [], orNull, most = COUNT_LIMIT }: FactDescription): JsonTypes {
  switch (kind) {
    case 'id':
      return alike(ID_JSON)
    case 'instant':
      return orNull ? jsonTypes(orNullType(INSTANT_JSON.input), orNullType(INSTANT_JSON.output)) : INSTANT_JSON
    case 'flag':
      return alike({ kind: 'flag' })
    case 'fen':
      return alike(FEN_JSON)
    case 'count':
      return alike({ kind: 'whole', from: 0, to: most })
    case 'word':
      return alike(wordType(words))
    case 'words':
      return alike(wordsType(words))
  }
}

/** The same of a row of facts of one question, any of which may be absent. */
export function typesOfFacts(question: Question): JsonTypes {
  const facts = FACTS.filter(({ questions }) => questions.includes(question))
  const side = (of: keyof JsonTypes): JsonType => ({
    kind: 'record',
    fields: Object.fromEntries(facts.map((fact) => [fact.name, typesOfFact(fact)[of]])),
    required: [],
  })
  return jsonTypes(side('input'), side('output'))
}

function alike(type: JsonType): JsonTypes {
  return jsonTypes(type, type)
}

function orNullType(type: JsonType): JsonType {
  return type.kind === 'either' ? eitherType(...type.of, { kind: 'null' }) : eitherType(type, { kind: 'null' })
}
