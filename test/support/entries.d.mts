export const ENTRY_NAMES: readonly string[]
export function sourceOf(name: string): string
