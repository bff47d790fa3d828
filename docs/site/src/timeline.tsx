import { cn } from 'demerit/rules'
import { useMemo } from 'preact/hooks'
import { differing } from './differing.ts'
import type { PageProps } from './page.ts'
import { Picture } from './take.tsx'
import { useWidth } from './width.ts'
import { LOCALES } from './words.ts'

/** What one set takes of the picture, in pixels, and the years below. */
const ROW = 82
const YEARS = 24
/** What a line of the legend takes, and the length of its sign. */
const KEY = 20
const SIGN = 28
/** Where a picture is narrower, a line of text becomes two. */
const WIDE = 600
const LINE = 16

/** What a letter of small text takes, about: of Latin script, and of Chinese. */
const LETTERS = { en: 6.4, zh: 13 } as const

/** As many names as a line has room for, and how many more there are. */
function fitting(names: readonly string[], room: number, comma: string): string {
  let shown = names.length
  const told = () =>
    [...names.slice(0, shown), ...(shown < names.length ? [`+${names.length - shown}`] : [])].join(comma)
  while (shown > 1 && told().length > room) shown--
  return told()
}

/** What the lines of the legend are of, drawn: what sources show, what none does, a span of first days, and the day. */
const SIGNS = [
  <rect y={3} width={SIGN} height={12} fill="var(--open)" />,
  <rect y={3} width={SIGN} height={12} fill="var(--open)" fill-opacity="0.35" />,
  <rect
    x={1}
    y={4}
    width={SIGN - 2}
    height={10}
    fill="none"
    stroke="var(--open)"
    stroke-width="2"
    stroke-dasharray="4 3"
  />,
  <line x1={SIGN / 2} x2={SIGN / 2} y1={1} y2={17} stroke="var(--accent)" stroke-width="2" />,
]

/** The national sets in time: from when to when each applied, the last day with evidence, and first days that only a span is known of. */
export function Timeline({
  first,
  last,
  day,
  words,
  says,
  language,
}: Pick<PageProps, 'words' | 'says'> & {
  readonly first: string
  readonly last: string
  readonly day: string
  readonly language: 'zh' | 'en'
}) {
  const [box, width] = useWidth(900)
  const x = (of: string) => ((Date.parse(of) - Date.parse(first)) / (Date.parse(last) - Date.parse(first))) * width
  const more = width < WIDE ? LINE : 0
  const row = ROW + more
  const height = row * cn.sets.length
  const legend = [words.legendFull, words.legendPale, words.legendSpan, says.lineIs(day)]
  const whole = height + YEARS + KEY * legend.length
  const changes = useMemo(() => {
    const locale = LOCALES[language]
    return cn.sets.map((set, index) => {
      const earlier = cn.sets[index - 1]
      return earlier === undefined ? [] : differing(earlier, set, locale).rules.map((rule) => locale.names.rules[rule])
    })
  }, [language])
  const rows = cn.sets.map((set, index) => {
    const until = cn.sets[index + 1]?.from ?? last
    const told = set.began === null ? says.beganOn(set.from) : says.beganBetween(set.began.after, set.began.by)
    const changed = changes[index] ?? []
    const room = width / LETTERS[language] - `${words.changedHere}${words.colon}`.length
    return {
      ...{ set, until, told, evidence: says.evidenceUntil(set.verifiedOn) },
      changed: changed.length === 0 ? '' : `${words.changedHere}${words.colon}${fitting(changed, room, words.comma)}`,
    }
  })
  const step = width < WIDE ? 4 : 2
  const years = Array.from({ length: 15 }, (_, index) => 2012 + index).filter((year) => year % step === 0)
  return (
    <Picture label={words.timeline}>
      <div ref={box}>
        <svg
          class="bars timeline"
          role="img"
          aria-label={rows
            .map(({ set, told, evidence, changed }) =>
              [`${set.title[language]}${words.colon}${told}`, evidence, ...(changed === '' ? [] : [changed])].join(
                words.comma,
              ),
            )
            .join(words.semicolon)}
          width={width}
          height={whole}
          viewBox={`0 0 ${width} ${whole}`}
        >
          {rows.map(({ set, until, told, evidence, changed }, index) => (
            <g key={set.id} transform={`translate(0 ${row * index})`}>
              <text y={15}>{set.title[language]}</text>
              <text y={32} class="small">
                {more > 0 ? told : `${told}${words.semicolon}${evidence}`}
              </text>
              {more > 0 && (
                <text y={32 + LINE} class="small">
                  {evidence}
                </text>
              )}
              <text y={32 + LINE + more} class="small">
                {changed}
              </text>
              <rect
                x={x(set.from)}
                y={40 + LINE + more}
                width={x(until) - x(set.from)}
                height={14}
                fill="var(--open)"
                fill-opacity="0.35"
              />
              <rect
                x={x(set.from)}
                y={40 + LINE + more}
                width={Math.max(3, x(set.verifiedOn) - x(set.from))}
                height={14}
                fill="var(--open)"
              />
              {set.began !== null && (
                <rect
                  class="span"
                  x={x(set.began.after)}
                  y={41 + LINE + more}
                  width={x(set.began.by) - x(set.began.after)}
                  height={12}
                  fill="none"
                  stroke="var(--open)"
                  stroke-width="2"
                  stroke-dasharray="4 3"
                />
              )}
              <line
                x1={x(day)}
                x2={x(day)}
                y1={36 + LINE + more}
                y2={58 + LINE + more}
                stroke="var(--accent)"
                stroke-width="2"
              />
            </g>
          ))}
          {years.map((year) => (
            <text key={year} x={x(`${year}-01-01`)} y={height + 16} class="small">
              {year}
            </text>
          ))}
          {legend.map((told, index) => (
            <g key={told} transform={`translate(0 ${height + YEARS + KEY * index})`}>
              {SIGNS[index]}
              <text x={SIGN + 8} y={14} class="small">
                {told}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </Picture>
  )
}
