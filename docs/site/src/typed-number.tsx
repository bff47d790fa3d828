import type { TypedField } from './typed.ts'

/** A field for a number, with what is wrong with it beside it. */
export function TypedNumber({
  label,
  min,
  max,
  step = 1,
  field: { text, problem, type },
}: {
  readonly label: string
  readonly min: number
  readonly max: number | undefined
  readonly step?: number | 'any'
  readonly field: TypedField
}) {
  return (
    <label>
      {label}{' '}
      <input
        type="number"
        min={min}
        max={max}
        step={step}
        value={text}
        aria-invalid={problem !== undefined}
        onInput={(event) => type(event.currentTarget.value)}
      />{' '}
      <span role="status" class="problem">
        {problem}
      </span>
    </label>
  )
}
