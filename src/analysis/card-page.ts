import type { CardOf, CardWords } from '../explain/card.ts'
import type { Absence } from '../law/absences.ts'
import { type Citation, type Citations, REACHED } from '../law/citation.ts'
import { leftOutOn } from '../law/left-out.ts'
import type { Question } from '../law/question.ts'
import type { CardCertainty, CardLanguage, CardProvision } from './card.ts'

/** All that a card shows, before it is text. */
export interface Page {
  readonly card: CardWords['card']
  readonly locale: CardLanguage
  readonly of: CardOf
  readonly asked: readonly Question[]
  readonly provisions: readonly CardProvision[]
  readonly absences: readonly Absence[]
  /** What provisions and absences cite. */
  readonly texts: Citations
  readonly sure: CardCertainty
}

/** What the card is of. */
export function headingOf({ card, of, sure }: Page): string {
  return card.title(of, sure.attested)
}

/** From when to when sources show the rule set in force; empty if none is in force. */
export function validityOf({ card, of }: Page): string {
  return of.inForce ? card.inForce(of) : ''
}

/** The card as plain text. */
export function textOf(page: Page): string {
  const { card, locale, of, asked, provisions } = page
  const lines = [headingOf(page)]
  if (!of.inForce) return `${lines}\n`
  lines.push(validityOf(page))
  for (const question of asked) {
    lines.push('', locale.names.questions[question])
    const mine = provisions.filter((each) => each.question === question)
    if (mine.length === 0) lines.push(`  ${card.nothing[question]}`)
    for (const each of mine) {
      const provision = card.provision(each.name, each.number, each.binds, ...laterOf(each, page))
      lines.push(`- ${provision}`, `  ${each.law}`, `  ${each.source}`)
      if (each.grade !== 'I') lines.push(`  ${restsOn(each, page)}`)
    }
  }
  for (const [title, sentences] of sectionsIn(page)) lines.push('', title, ...sentences.map((each) => `- ${each}`))
  lines.push('', card.sureTitle, ...certaintyIn(page).map((sentence) => `  ${sentence}`))
  return `${lines.join('\n')}\n`
}

/** The card as Markdown: a table for each question. */
export function markdownOf(page: Page): string {
  const { card, locale, of, asked, provisions } = page
  const lines = [`# ${cell(headingOf(page))}`]
  if (!of.inForce) return `${lines}\n`
  lines.push('', validityOf(page))
  for (const question of asked) {
    lines.push('', `## ${locale.names.questions[question]}`, '')
    const mine = provisions.filter((each) => each.question === question)
    if (mine.length === 0) {
      lines.push(card.nothing[question])
      continue
    }
    lines.push(row(card.columns), row(card.columns.map(() => '---')))
    for (const each of mine) {
      const source = each.url.startsWith('http') ? `[${cell(each.source)}](<${each.url}>)` : cell(each.source)
      const number = card.listed([each.number, ...laterOf(each, page)].filter((words) => words !== ''))
      lines.push(row([...[each.name, number, each.binds, each.law].map(cell), source, cell(restsOn(each, page))]))
    }
  }
  for (const [title, sentences] of sectionsIn(page))
    lines.push('', `## ${title}`, '', ...sentences.map((each) => `- ${each}`))
  lines.push('', `## ${card.sureTitle}`, '', ...certaintyIn(page).map((sentence) => `- ${sentence}`))
  return `${lines.join('\n')}\n`
}

/** What the source is and how it was reached; of what is inferred, the words of its source say so. */
function restsOn({ grade, reached }: CardProvision, { card, locale: { sources } }: Page): string {
  return grade === 'I' ? grade : card.rests(grade, sources.grades[grade], sources.reached[reached])
}

/** Beside the number: that the source is later than the day. */
function laterOf({ since }: CardProvision, { card, of }: Page): readonly [] | readonly [string] {
  return since > of.day ? [card.later(since)] : []
}

/** What the set no longer has, and what the rule sets leave out, each in sentences; neither where there is nothing. */
function sectionsIn(page: Page): readonly (readonly [title: string, sentences: readonly string[]])[] {
  const { card, locale, absences, texts } = page
  const gone = absences.map(({ rule, citation, grade }) => {
    const source = citation === null ? undefined : (texts[citation] as Citation)
    return card.absent(locale.names.rules[rule], grade, source && [card.law(source), locale.sources.of(source)])
  })
  const sections = [[card.absentTitle, gone] as const, [card.leftOutTitle, leftOutIn(page)] as const]
  return sections.filter(([, sentences]) => sentences.length > 0)
}

/** What the rule sets leave out on the day, in sentences. */
export function leftOutIn({ card, of, asked }: Page): readonly string[] {
  return leftOutOn(of.day, asked).map((id) => card.leftOut[id])
}

/** How much of the card is sure, in sentences. */
export function certaintyIn({ card, locale, of, sure }: Page): readonly string[] {
  if (!of.inForce) return []
  const ways = REACHED.filter((way) => sure.byReached[way] > 0).map((way) =>
    card.reachedBy(locale.sources.reached[way], sure.byReached[way]),
  )
  return [...card.sure(sure, of), ...ways]
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Text in a table: what would end a cell, or begin markup, is escaped. */
function cell(text: string): string {
  let escaped = ''
  for (const character of text) escaped += MARKUP.includes(character) ? `\\${character}` : character
  return escaped
}
const MARKUP: readonly string[] = ['\\', '|', '[', ']', '<', '>', '*', '_', '`', '#', '~', '!']
