import type { RingAsked } from './levers.ts'
import { messageOf } from './message.ts'
import { stopping } from './stopping.ts'

addEventListener('message', ({ data: ring }: MessageEvent<RingAsked>) => {
  try {
    const counted = stopping(ring)
    for (;;) {
      const { done, value } = counted.next()
      postMessage(done ? { result: value } : { progress: value })
      if (done) return
    }
  } catch (error) {
    postMessage({ error: messageOf(error) })
  }
})
