/** The column that ends a binding: not a fact, and read for the picture of what was open. */
export const RELEASED = 'released_at'
