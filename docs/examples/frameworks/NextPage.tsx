'use client'
import { useActionState, useState } from 'react'
import { FIELDS, form, NAMES } from './form.ts'
import { Note } from './Note.tsx'
import { handle } from './nextAction.ts'

type Name = (typeof NAMES)[number]
const EMPTY: Readonly<Record<Name, string>> = { violation: '', driver: '', vehicle: '', fineYuan: '' }

/**
 * The page of Next.js: what is typed is judged in the browser, and what was sent by the server action, whose answer is shown until something else is
 * typed. Without its script the page is sent and answered all the same.
 */
export function NextPage() {
  const [told, action, isPending] = useActionState(handle, undefined)
  const [typed, setTyped] = useState(EMPTY)
  const [editing, setEditing] = useState<string>()
  const [seen, setSeen] = useState(told)
  const isAnswered = told !== undefined && told !== seen
  const judged = form.judge(typed, { editing })
  const { headline, byField } = isAnswered ? told : judged
  const noteOf = (name: Name) => {
    // What is blank is asked for by the server's answer, and not before.
    const messages = byField[name]?.filter(({ kind }) => isAnswered || kind !== 'missing')
    return messages?.map(({ message }) => message).join('')
  }
  return (
    <form action={action} onBlur={() => setEditing(undefined)}>
      <p role="status">{headline}</p>
      <Note of="form" message={byField['']?.map(({ message }) => message).join('')} />
      {NAMES.map((name) => (
        <div key={name}>
          <label htmlFor={name}>{FIELDS[name]}</label>
          <input
            id={name}
            name={name}
            value={typed[name]}
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={(noteOf(name) ?? '') !== ''}
            aria-describedby={`${name}-note`}
            onInput={() => setEditing(name)}
            onChange={({ target }) => {
              setTyped({ ...typed, [name]: target.value })
              setSeen(told)
            }}
          />
          <Note of={name} message={noteOf(name)} />
        </div>
      ))}
      <button type="submit" disabled={isPending}>
        申请处理
      </button>
    </form>
  )
}
