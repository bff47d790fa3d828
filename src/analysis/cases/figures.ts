import type { FigureUnit, PricedThing, Stated } from './court-case.ts'

// Short ways to write down what the article states.

/** The article gives the number. */
export function exact(value: number, unit: FigureUnit, says: string): Stated {
  return { kind: 'exact', value, unit, says }
}

/** The article gives the number as *about* or *some*. */
export function about(value: number, unit: FigureUnit, says: string): Stated {
  return { kind: 'about', value, unit, says }
}

/** The article gives the number as *more than*. */
export function moreThan(value: number, unit: FigureUnit, says: string): Stated {
  return { kind: 'more-than', value, unit, says }
}

/** The article gives two ends. */
export function range(from: number, to: number, unit: FigureUnit, says: string): Stated {
  return { kind: 'range', from, to, unit, says }
}

/** A figure that is a price. */
export function price(per: PricedThing, figure: Stated): Stated {
  return { ...figure, per }
}
