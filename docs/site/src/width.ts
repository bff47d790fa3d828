import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** How wide a picture can be drawn, in pixels, where it stands; never wider than `most`. */
export function useWidth(most: number): readonly [RefObject<HTMLDivElement>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(most)
  useEffect(() => {
    const measure = () => setWidth(Math.min(most, box.current?.clientWidth || most))
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return [box, width]
}
