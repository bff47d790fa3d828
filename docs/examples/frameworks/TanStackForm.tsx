import { formOptions, useForm } from '@tanstack/react-form'
import type { InputOf } from 'demerit/form'
import { form } from './form.ts'

const empty: InputOf<typeof form> = { driver: '', vehicle: '', channel: '', ownerConsent: '' }
/** What `useForm` is given: the form is the validator, as it is. */
export const options = formOptions({ defaultValues: empty, validators: { onChange: form, onSubmit: form } })

/** A page on which a driver asks to bind a vehicle. */
export function TanStackForm({ onAsked }: { onAsked: (asked: object) => void }) {
  const { Field, Subscribe, handleSubmit } = useForm({ ...options, onSubmit: ({ value }) => onAsked(value) })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void handleSubmit()
      }}
    >
      <Subscribe selector={({ values }) => values}>
        {(values) => <p role="status">{form.judge(values).headline}</p>}
      </Subscribe>
      <Field name="driver">
        {({ state, handleChange }) => (
          <label>
            驾驶证号 <input value={state.value} onChange={({ target }) => handleChange(target.value)} />
            <span role="alert">{state.meta.errors[0]?.message}</span>
          </label>
        )}
      </Field>
      <Field name="vehicle">
        {({ state, handleChange }) => (
          <label>
            号牌号码 <input value={state.value} onChange={({ target }) => handleChange(target.value)} />
            <span role="alert">{state.meta.errors[0]?.message}</span>
          </label>
        )}
      </Field>
      <Field name="channel">
        {({ state, handleChange }) => (
          <label>
            办理渠道
            <select value={state.value} onChange={({ target }) => handleChange(target.value)}>
              <option value="">请选择</option>
              <option value="app">交管12123</option>
              <option value="window">窗口</option>
            </select>
            <span role="alert">{state.meta.errors[0]?.message}</span>
          </label>
        )}
      </Field>
      <Field name="ownerConsent">
        {({ state, handleChange }) => (
          <label>
            所有人同意方式
            <select value={state.value} onChange={({ target }) => handleChange(target.value)}>
              <option value="">请选择</option>
              <option value="qr">扫描二维码</option>
              <option value="sms">短信验证码</option>
            </select>
            <span role="alert">{state.meta.errors[0]?.message}</span>
          </label>
        )}
      </Field>
      <button type="submit">申请备案</button>
    </form>
  )
}
