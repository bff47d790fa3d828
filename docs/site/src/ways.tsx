import { type Asked, answers } from 'virtual:loopholes'
import { LOOPHOLES } from 'demerit/analysis'
import { cn2024 } from 'demerit/rules'
import { useEffect, useRef, useState } from 'preact/hooks'
import { addressesOf } from '../../sets.mjs'
import { DocumentLink } from './document.tsx'
import { type Given, givenIn } from './given.ts'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import { type Changes, isNone, REFORM, reformed } from './reform.ts'
import { ReformNote, reformCited } from './reform-note.tsx'
import { grouped } from './says.ts'
import type { Found } from './searched.ts'
import { lawIds, lawTold, SETS, setOf } from './sets.ts'
import { Beside, Cite, Picture, TableBox } from './take.tsx'
import { failedWith, LOCALES, OPERATIONS } from './words.ts'
import { useWork } from './work.ts'

/** The rows of the table: a question, by app or at the window too, in worlds of as many days. What was searched in others stands in another row. */
const ROWS = [...new Set(answers.map(rowOf))].sort().map((name) => answers.filter((each) => rowOf(each) === name))

function rowOf({ asked, part, scope }: Asked): string {
  return `${asked} ${part} ${String(scope.days).padStart(3)} ${isWithTransfer(scope)}`
}

function isWithTransfer({ operations }: Asked['scope']): boolean {
  return operations?.includes('transferVehicle') === true
}

/** What a violation of a search is fined, in fen, where its scope does not say. */
const USUAL_FINE = 20_000

/**
 * What the reader's reform is asked of a row: the same as the law of today, which it changes. A reform that limits fines below
 * the usual one is asked about fines of its limit: else the fines of the search, and not its rule, would leave no way.
 */
function ofReform(row: readonly Asked[], reform: Changes): Asked | undefined {
  const today = row.find(({ rules }) => rules === cn2024.id)
  if (today === undefined) return undefined
  const limits = reformed(reform).handle.flatMap((each) => (each.rule === 'fine-limit' ? [each.limit] : []))
  const { fines: usual = [USUAL_FINE] } = today.scope
  const fines = usual.map((fine) => (fine === USUAL_FINE ? Math.min(fine, ...limits) : fine))
  return { ...today, rules: REFORM, scope: { ...today.scope, fines } }
}

const ASKED = [...new Set(answers.map(({ asked }) => asked))]

/** The answer that an address names; else the first under the rule as reported. */
function chosenIn(given: Given, sets: readonly string[], all: readonly Asked[]): Asked {
  const first = answers.find(({ rules }) => rules === 'as-reported') ?? (answers[0] as Asked)
  const set = given.word('set', sets, first.rules)
  const part = given.word('part', ['app', 'window'], first.part)
  const goal = given.word('goal', ASKED, first.asked)
  return all.find((each) => each.asked === goal && each.part === part && each.rules === set) ?? first
}

/** Ways round the law: the table of loopholes, and a search that runs in the page, in the world that the table was made in. */
export function WaysPage(props: PageProps) {
  const { place, words, says, reform, go } = props
  const [copied, setCopied] = useState('')
  const { language } = place
  const given = givenIn(place.args, says)
  const sets = [...lawIds(reform).filter((id) => id === REFORM), ...SETS.map(({ id }) => id)]
  const rows = ROWS.map((row) => {
    const added = isNone(reform) ? undefined : ofReform(row, reform)
    return added === undefined ? row : [...row, added]
  })
  const chosen = chosenIn(given, sets, rows.flat())
  const isSearched = given.word('searched', ['no', 'yes'], 'no') === 'yes'
  const goalOf = (id: string) => LOOPHOLES.find((goal) => goal.id === id)
  const [work, start, stop, clear] = useWork('ways', words.notLoaded)
  const begin = () => start({ goal: chosen.goal, set: chosen.rules, scope: chosen.scope, language, reform })
  const chosenKey = `${rowOf(chosen)} ${chosen.rules}`
  // What was found is told in the language of the page: for another one, for a link and for who comes back it is searched again.
  useEffect(() => {
    if (isSearched) begin()
    else clear()
  }, [chosenKey, isSearched, language, reform])
  const found = useRef<HTMLElement>(null)
  const clicked = useRef(false)
  // What was clicked on is shown where it is found, below the table; the keyboard stays where it was.
  useEffect(() => {
    if (clicked.current) found.current?.scrollIntoView()
    clicked.current = false
  })
  const isChosen = (each: Asked) => `${rowOf(each)} ${each.rules}` === chosenKey
  const search = (each: Asked) => {
    clicked.current = true
    if (isSearched && isChosen(each)) begin()
    else go({ args: { goal: each.asked, part: each.part, set: each.rules, searched: 'yes' } }, true)
  }
  /** What of its world an answer depends on most. */
  const scopeOf = ({ scope }: Asked) =>
    [says.daysOf(scope.days), ...(isWithTransfer(scope) ? [words.withTransfer] : [])].join(words.comma)
  const law = chosen.rules === REFORM ? reformCited(reform, props) : lawTold(chosen.rules, props)
  /** A reform is of the law of today. */
  const sources = [law, ...addressesOf(setOf(chosen.rules))]
  const asked = [goalOf(chosen.goal)?.title[language] ?? words.alsoReturned, law].join(words.semicolon)
  const { drivers, vehicles, violations, days, operations = [], channels = [], fines = [USUAL_FINE] } = chosen.scope
  const world = [
    `${words.drivers} ${drivers}`,
    `${words.vehicles} ${vehicles}`,
    `${words.violations} ${violations}`,
    `${words.ofDays} ${days}`,
    ...(violations === 0 ? [] : fines.map((fine) => says.finedEach(LOCALES[language].grammar.money(fine)))),
    operations.map((each) => OPERATIONS[language][each] ?? each).join(words.comma),
    channels.map((each) => LOCALES[language].names.channels[each]).join(words.comma),
  ]
  return (
    <>
      <p class="lead">{words.waysLead}</p>
      <Problems problems={given.problems} />
      <ReformNote {...props} />
      <p class="narrow">{words.goesOn}</p>
      <TableBox label={words.pages.ways}>
        <table class="answers">
          <thead>
            <tr>
              <th scope="col">{words.loophole}</th>
              {sets.map((id) => (
                <th key={id} scope="col">
                  {id === REFORM ? words.yourReform : setOf(id).title[language]} <small>{id !== REFORM && id}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moved}>
            {rows.map((row) => {
              const { asked, part, goal } = row[0] as Asked
              const title = goalOf(goal)?.title[language]
              return (
                <tr key={rowOf(row[0] as Asked)}>
                  <th scope="row">
                    <strong>{asked}</strong> {part === 'window' ? words.windowToo : (title ?? words.alsoReturned)}
                    {asked.endsWith('′') && ` ${words.revoking}`}
                    {title === undefined && <small> ({words.notHere})</small>}
                    <small class="scope">{scopeOf(row[0] as Asked)}</small>
                  </th>
                  {sets.map((id) => {
                    const each = row.find(({ rules }) => rules === id)
                    if (each === undefined) return <td key={id} />
                    const steps = id === REFORM ? (isChosen(each) ? stepsOf(work.result) : undefined) : each.steps
                    const text = steps === undefined ? words.search : steps === null ? words.closed : String(steps)
                    return (
                      <td key={each.rules}>
                        {title === undefined ? (
                          text
                        ) : (
                          <button
                            type="button"
                            tabIndex={isChosen(each) ? 0 : -1}
                            aria-current={isChosen(each) ? 'true' : undefined}
                            aria-label={`${asked} ${each.rules}${part === 'window' ? ` ${words.windowToo}` : ''}: ${text}, ${scopeOf(each)}`}
                            onClick={() => search(each)}
                          >
                            {text}
                          </button>
                        )}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableBox>
      <p>
        <DocumentLink name="LOOPHOLES" english={words}>
          {words.allLevers}
        </DocumentLink>
      </p>
      <section ref={found} class={isSearched ? 'found' : undefined}>
        <h3>
          {chosen.asked}
          {words.colon}
          {asked}
        </h3>
        <p>
          {words.scope} {world.join(words.semicolon)}
        </p>
        <p class="controls">
          <button type="button" disabled={work.running} onClick={() => search(chosen)}>
            {words.search}
          </button>
          <button type="button" disabled={!work.running} onClick={stop}>
            {words.stop}
          </button>
        </p>
        <p role="status">
          {work.running && `${words.searching} ${grouped(work.progress ?? 0)}`}
          {work.stopped && `${words.stopped} ${grouped(work.progress ?? 0)}`}
          {work.error !== undefined && failedWith(work.error, words)}
          {work.result !== undefined && <strong>{foundTold(work.result, props)}</strong>}
        </p>
        {work.result?.kind === 'witness' && (
          <>
            <Story story={work.result.story} />
            <p>{words.drawnLegend}</p>
            <Beside.Provider
              value={{
                answer: [asked, ...work.result.story],
                notes: [
                  `${words.scope} ${world.join(words.semicolon)}`,
                  `${words.sources}${words.colon}${sources.join(words.comma)}`,
                ],
              }}
            >
              <Drawn
                steps={work.result.steps}
                label={words.drawn}
                others={words.ofNobody}
                names={OPERATIONS[language]}
              />
            </Beside.Provider>
            <p>
              <button
                type="button"
                onClick={async () => {
                  try {
                    await navigator.clipboard.writeText(work.result?.mermaid ?? '')
                    setCopied(words.copied)
                  } catch {
                    setCopied(words.notCopied)
                  }
                }}
              >
                {words.copy} Mermaid
              </button>{' '}
              <span role="status">{copied}</span>
            </p>
          </>
        )}
      </section>
      <Cite
        place={place}
        words={words}
        asked={[
          asked,
          `${words.scope} ${world.join(words.semicolon)}`,
          ...(work.result === undefined ? [] : [[foundTold(work.result, props), ...work.result.story].join(' ')]),
        ].join(words.semicolon)}
        sources={sources}
        unfinished={work.running}
      />
    </>
  )
}

/** How many steps a search found: `null` where there is no way, `undefined` where that is not known. */
function stepsOf(found: Found | undefined): number | null | undefined {
  if (found?.kind === 'witness') return found.steps.length
  return found?.kind === 'none' ? null : undefined
}

/** What came of a search: the steps of a way, or the states that were looked at. */
function foundTold({ kind, steps, states }: Found, { words, says }: Pick<PageProps, 'words' | 'says'>): string {
  if (kind === 'witness') return says.wayFound(steps.length)
  return `${kind === 'none' ? words.noWay : words.openQuestion} ${grouped(states)}`
}

/** A way in sentences: who there is, each step with its number, and what was reached. */
function Story({ story }: { readonly story: readonly string[] }) {
  return (
    <div class="story">
      <p>{story[0]}</p>
      <ol>
        {story.slice(1, -1).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <p>{story.at(-1)}</p>
    </div>
  )
}

/** Moves among the answers with the arrows, so that Tab passes the table in one step. */
function moved(event: KeyboardEvent & { readonly currentTarget: HTMLElement }) {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  const row = cell?.parentElement as HTMLTableRowElement | null | undefined
  if (step === undefined || !cell || !row) return
  const [down, right] = step as [number, number]
  const rows = [...event.currentTarget.querySelectorAll('tr')]
  let [at, column] = [rows.indexOf(row), cell.cellIndex]
  // Answers that cannot be chosen are passed over.
  for (;;) {
    at += down
    column += right
    const next = rows[at]?.cells[column]
    if (next === undefined) return
    const button = next.querySelector('button')
    if (button === null) continue
    event.preventDefault()
    button.focus()
    return
  }
}

/** What a step takes of the picture at least, in pixels, and a letter of its text. */
const STEP = 84
const LETTER = 7.5

/** The way as a picture: a row for each driver, time from left to right. */
function Drawn({
  steps,
  label,
  others,
  names,
}: {
  readonly steps: Found['steps']
  readonly label: string
  /** What the line is called of what no driver does. */
  readonly others: string
  readonly names: Readonly<Record<string, string>>
}) {
  // What no driver does comes last.
  const drivers = [...new Set(steps.map(({ driver }) => driver))].sort((one, other) =>
    one === '' ? 1 : other === '' ? -1 : one < other ? -1 : 1,
  )
  const told = steps.map(({ type, vehicle }) => `${names[type] ?? type} ${vehicle}`)
  const step = Math.max(STEP, ...told.map(({ length }) => LETTER * length))
  const width = 140 + steps.length * step
  const y = (driver: string) => 34 + drivers.indexOf(driver) * 54
  return (
    <Picture label={label}>
      <section class="scroll" tabIndex={0} aria-label={label}>
        <svg
          class="graph way"
          viewBox={`0 0 ${width} ${34 + drivers.length * 54}`}
          style={`--way: ${width}px`}
          role="img"
          aria-label={steps
            .map(({ type, driver, vehicle }) => `${names[type] ?? type} ${driver} ${vehicle}`)
            .join('; ')}
        >
          {drivers.map((driver) => (
            <g key={driver}>
              <line class="own" x1="90" x2={width - 10} y1={y(driver)} y2={y(driver)} />
              <text x="44" y={y(driver) + 5}>
                {driver || others}
              </text>
            </g>
          ))}
          {steps.map(({ at, driver }, index) => (
            <g key={index}>
              <circle cx={150 + index * step} cy={y(driver)} r="7" />
              <text x={150 + index * step} y={y(driver) - 13}>
                {told[index]}
              </text>
              <text x={150 + index * step} y={y(driver) + 24} class="small">
                {at.slice(0, 10)}
              </text>
            </g>
          ))}
        </svg>
      </section>
    </Picture>
  )
}
