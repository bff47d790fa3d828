import { type AuditInput, audited } from './audit-rows.ts'
import { messageOf } from './message.ts'

addEventListener('message', async ({ data }: MessageEvent<AuditInput>) => {
  try {
    postMessage({ result: await audited(data, (progress) => postMessage({ progress })) })
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
