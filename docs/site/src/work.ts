import { useEffect, useRef, useState } from 'preact/hooks'
import { openWorker } from './around.ts'
import type { Asked, Tasks } from './worker.ts'

/** What a worker tells while it works, and at its end. */
export type Told<P, R> = { readonly progress: P } | { readonly result: R } | { readonly error: string }

export interface Work<P, R, A> {
  readonly progress?: P
  readonly result?: R
  readonly error?: string
  readonly running: boolean
  /** What it was started with. */
  readonly asked?: A
  /** Somebody ended it. */
  readonly stopped?: boolean
}

type Result<N extends keyof Tasks> = Awaited<ReturnType<Tasks[N]>>
type Progress<N extends keyof Tasks> = Parameters<NonNullable<Parameters<Tasks[N]>[1]>>[0]

/**
 * Runs something long in a worker of its own: a new start, or `stop`, ends the one before; `clear` forgets what came of it too.
 * `notLoaded` is the error of a worker whose code did not load, of which a browser says nothing.
 */
export function useWork<N extends keyof Tasks>(
  task: N,
  notLoaded: string,
): readonly [Work<Progress<N>, Result<N>, Asked<N>['args']>, (args: Asked<N>['args']) => void, () => void, () => void] {
  type P = Progress<N>
  type R = Result<N>
  const worker = useRef<Worker>()
  const [work, setWork] = useState<Work<P, R, Asked<N>['args']>>({ running: false })
  const stop = () => {
    worker.current?.terminate()
    worker.current = undefined
    setWork((before) => ({ ...before, running: false, stopped: before.running }))
  }
  const clear = () => {
    worker.current?.terminate()
    worker.current = undefined
    setWork({ running: false })
  }
  const start = (args: Asked<N>['args']) => {
    worker.current?.terminate()
    const opened = openWorker()
    worker.current = opened
    setWork({ running: true, asked: args })
    opened.onmessage = ({ data }: MessageEvent<Told<P, R>>) => {
      if (worker.current !== opened) return
      if ('progress' in data) setWork((before) => ({ ...before, progress: data.progress }))
      else {
        setWork((before) => ({
          ...before,
          running: false,
          ...('result' in data ? { result: data.result } : { error: data.error }),
        }))
        opened.terminate()
      }
    }
    opened.onerror = (event) => {
      if (worker.current === opened) setWork({ running: false, error: event.message || notLoaded })
    }
    opened.postMessage({ task, args } satisfies Asked<N>)
  }
  useEffect(() => () => worker.current?.terminate(), [])
  return [work, start, stop, clear]
}
