import { type AuditInput, audited } from './audit-rows.ts'
import { messageOf } from './message.ts'

addEventListener('message', ({ data }: MessageEvent<AuditInput>) => {
  try {
    postMessage({ result: audited(data, (progress) => postMessage({ progress })) })
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
