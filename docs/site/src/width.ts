import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** How wide a picture can be drawn, in pixels, where it stands; never wider than `most`. */
export function useWidth(most: number): readonly [RefObject<HTMLDivElement>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(most)
  // Before anything is shown: a picture that is too wide makes the whole page so, and what is below moves.
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.min(most, box.current?.clientWidth || most))
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return [box, width]
}
