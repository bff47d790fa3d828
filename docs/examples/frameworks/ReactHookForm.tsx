import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import type { InputOf } from 'demerit/form'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { form } from './form.ts'
import { Note } from './Note.tsx'

/**
 * A page on which a driver asks to handle a violation. What does not pass is not sent, and the first field at fault has the focus. What
 * was typed is sent: the values that `handleSubmit` gives were read already, and the server reads again.
 */
export function ReactHookForm({ onAsked }: { onAsked: (typed: InputOf<typeof form>) => void }) {
  const { register, handleSubmit, formState, watch, getValues } = useForm({
    resolver: standardSchemaResolver(form),
    defaultValues: { violation: '', driver: '', vehicle: '', fineYuan: '' },
  })
  const { errors } = formState
  // What is being typed is not yet wrong; what is refused is told at once.
  const [editing, setEditing] = useState<string>()
  const { headline, byField } = form.judge(watch(), { editing })
  const note = (name: keyof InputOf<typeof form>) =>
    byField[name]?.find(({ kind }) => kind === 'refused')?.message ?? errors[name]?.message
  const field = (name: keyof InputOf<typeof form>) => ({
    ...register(name),
    id: name,
    autoCapitalize: 'characters',
    spellCheck: false,
    'aria-invalid': note(name) !== undefined,
    'aria-describedby': `${name}-note`,
  })
  return (
    <form
      onSubmit={handleSubmit(() => onAsked(getValues()))}
      onInput={({ target }) => setEditing((target as HTMLInputElement).name)}
      onBlur={() => setEditing(undefined)}
      noValidate
    >
      <p role="status">{headline}</p>
      <Note of="form" message={byField['']?.map(({ message }) => message).join('')} />

      <label htmlFor="violation">违法编号</label>
      <input {...field('violation')} />
      <Note of="violation" message={note('violation')} />

      <label htmlFor="driver">驾驶证号</label>
      <input {...field('driver')} />
      <Note of="driver" message={note('driver')} />

      <label htmlFor="vehicle">号牌号码</label>
      <input {...field('vehicle')} />
      <Note of="vehicle" message={note('vehicle')} />

      <label htmlFor="fineYuan">罚款金额（元）</label>
      <input {...field('fineYuan')} inputMode="decimal" />
      <Note of="fineYuan" message={note('fineYuan')} />

      <button type="submit">申请处理</button>
    </form>
  )
}
