import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import { form } from './form.ts'
import { Note } from './Note.tsx'

/** A page on which a driver asks to bind a vehicle. What does not pass is not sent, and the first field at fault has the focus. */
export function ReactHookForm({ onAsked }: { onAsked: (asked: object) => void }) {
  const { register, handleSubmit, formState, watch } = useForm({
    resolver: standardSchemaResolver(form),
    defaultValues: { driver: '', vehicle: '', channel: '', ownerConsent: '' },
  })
  const { errors } = formState
  const field = (name: 'driver' | 'vehicle' | 'channel' | 'ownerConsent') => ({
    ...register(name),
    id: name,
    'aria-invalid': errors[name] !== undefined,
    'aria-describedby': `${name}-note`,
  })
  return (
    <form onSubmit={handleSubmit(onAsked)} noValidate>
      <p role="status">{form.judge(watch()).headline}</p>

      <label htmlFor="driver">驾驶证号</label>
      <input {...field('driver')} />
      <Note of="driver" message={errors.driver?.message} />

      <label htmlFor="vehicle">号牌号码</label>
      <input {...field('vehicle')} />
      <Note of="vehicle" message={errors.vehicle?.message} />

      <label htmlFor="channel">办理渠道</label>
      <select {...field('channel')}>
        <option value="">请选择</option>
        <option value="app">交管12123</option>
        <option value="window">窗口</option>
      </select>
      <Note of="channel" message={errors.channel?.message} />

      <label htmlFor="ownerConsent">所有人同意方式</label>
      <select {...field('ownerConsent')}>
        <option value="">请选择</option>
        <option value="qr">车辆二维码</option>
        <option value="sms">短信验证码</option>
      </select>
      <Note of="ownerConsent" message={errors.ownerConsent?.message} />

      <button type="submit">申请备案</button>
    </form>
  )
}
