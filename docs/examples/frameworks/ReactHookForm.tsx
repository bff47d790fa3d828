import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import { form } from './form.ts'

/** A page on which a driver asks to bind a vehicle. */
export function ReactHookForm({ onAsked }: { onAsked: (asked: object) => void }) {
  const { register, handleSubmit, formState, watch } = useForm({
    resolver: standardSchemaResolver(form),
    defaultValues: { driver: '', vehicle: '', channel: '', ownerConsent: '' },
  })
  const { errors } = formState
  return (
    <form onSubmit={handleSubmit(onAsked)} noValidate>
      <p role="status">{form.judge(watch()).headline}</p>
      <label>
        驾驶证号 <input {...register('driver')} />
        <span role="alert">{errors.driver?.message}</span>
      </label>
      <label>
        号牌号码 <input {...register('vehicle')} />
        <span role="alert">{errors.vehicle?.message}</span>
      </label>
      <label>
        办理渠道
        <select {...register('channel')}>
          <option value="">请选择</option>
          <option value="app">交管12123</option>
          <option value="window">窗口</option>
        </select>
        <span role="alert">{errors.channel?.message}</span>
      </label>
      <label>
        所有人同意方式
        <select {...register('ownerConsent')}>
          <option value="">请选择</option>
          <option value="qr">扫描二维码</option>
          <option value="sms">短信验证码</option>
        </select>
        <span role="alert">{errors.ownerConsent?.message}</span>
      </label>
      <button type="submit">申请备案</button>
    </form>
  )
}
