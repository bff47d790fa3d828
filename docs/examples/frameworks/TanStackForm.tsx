import { formOptions, useForm } from '@tanstack/react-form'
import type { InputOf } from 'demerit/form'
import { useRef, useState } from 'react'
import { FIELDS, form, NAMES } from './form.ts'
import { Note } from './Note.tsx'

const empty: InputOf<typeof form> = { violation: '', driver: '', vehicle: '', fineYuan: '' }
/** What `useForm` is given: the form is the validator, as it is; a field is judged when it is left. */
export const options = formOptions({ defaultValues: empty, validators: { onBlur: form, onSubmit: form } })

/** What a telephone and a screen reader need of a field. */
function described(name: string, errors: readonly unknown[]) {
  const shown = { 'aria-invalid': errors.length > 0, 'aria-describedby': `${name}-note` }
  return { id: name, autoCapitalize: 'characters', spellCheck: false, ...shown }
}

/**
 * A page on which a driver asks to handle a violation. What does not pass is not sent, and the first field at fault has the focus. What
 * was typed is sent, which the server reads again.
 */
export function TanStackForm({ onAsked }: { onAsked: (typed: InputOf<typeof form>) => void }) {
  const page = useRef<HTMLFormElement>(null)
  // What is being typed is not yet wrong; what is refused is told at once.
  const [editing, setEditing] = useState<string>()
  const { Field, Subscribe, handleSubmit } = useForm({
    ...options,
    onSubmit: ({ value }) => onAsked(value),
    // Once the messages are shown.
    onSubmitInvalid: () => setTimeout(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
  })
  return (
    <form
      ref={page}
      noValidate
      onInput={({ target }) => setEditing((target as HTMLInputElement).id)}
      onBlur={() => setEditing(undefined)}
      onSubmit={(event) => {
        event.preventDefault()
        void handleSubmit()
      }}
    >
      <Subscribe selector={({ values }) => values}>
        {(values) => {
          const { headline, byField } = form.judge(values, { editing })
          return (
            <>
              <p role="status">{headline}</p>
              <Note of="form" message={byField['']?.map(({ message }) => message).join('')} />
            </>
          )
        }}
      </Subscribe>
      {NAMES.map((name) => (
        <Field key={name} name={name}>
          {({ state, handleBlur, handleChange }) => (
            <>
              <label htmlFor={name}>{FIELDS[name]}</label>
              <input
                {...described(name, state.meta.errors)}
                value={state.value}
                onBlur={handleBlur}
                onChange={({ target }) => handleChange(target.value)}
              />
              <Note of={name} message={state.meta.errors[0]?.message} />
            </>
          )}
        </Field>
      ))}
      <button type="submit">申请处理</button>
    </form>
  )
}
