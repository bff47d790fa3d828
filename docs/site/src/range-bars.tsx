import { type Ranged, rangeText } from 'demerit/analysis'
import type { Says } from './says.ts'
import { Picture } from './take.tsx'
import { useWidth } from './width.ts'

type Range = Pick<Ranged, 'reading' | 'lowest' | 'highest'>

/** A bar of a picture: a number with its range, on as much as there can be. */
export interface RangeBar {
  readonly label: string
  readonly range: Range
  readonly of: Range
}

/** What one bar takes of the picture, in pixels, what a line above them, and what a number takes beside its bar. */
const ROW = 52
const LINE = 18
const NUMBER = 250

/** A picture of numbers with their ranges: a bar from the lowest to the highest, with a line at the reading. */
export function RangeBars({
  label,
  legend,
  bars,
  says,
}: {
  readonly label: string
  readonly legend: readonly string[]
  readonly bars: readonly RangeBar[]
  readonly says: Says
}) {
  const [box, width] = useWidth(900)
  const wide = width - NUMBER
  const top = LINE * (legend.length + 1)
  const height = top + ROW * bars.length
  const told = bars.map((bar) => `${bar.label}: ${rangeText(bar.range, says.language)}`)
  return (
    <Picture label={label}>
      <div ref={box}>
        <svg
          class="bars"
          role="img"
          aria-label={`${label}: ${told.join('; ')}`}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
        >
          {legend.map((line, at) => (
            <text key={line} y={16 + LINE * at} class="small">
              {line}
            </text>
          ))}
          {bars.map((bar, index) => (
            <g key={bar.label} transform={`translate(0 ${top + ROW * index})`}>
              <text y={16} class={width < 500 ? 'small' : undefined}>
                {bar.label}
              </text>
              <g transform="translate(0 24)">
                <rect width={wide} height={15} fill="var(--soft)" />
                {rangedBar(bar, wide)}
                <text x={wide + 6} y={12} class="small">
                  {rangeText(bar.range, says.language)}
                </text>
              </g>
            </g>
          ))}
        </svg>
      </div>
    </Picture>
  )
}

function rangedBar({ range: { reading, lowest, highest }, of }: RangeBar, width: number) {
  const x = (value: number) => (width * value) / Math.max(1, of.highest)
  return (
    <>
      <rect x={x(lowest)} width={Math.max(1, x(highest) - x(lowest))} height={15} fill="var(--open)" />
      <rect x={Math.max(0, x(reading) - 1.5)} width={3} height={15} fill="var(--bad)" />
    </>
  )
}
