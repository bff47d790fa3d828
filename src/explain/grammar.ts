/** The seconds of an instant where the other one is of the same minute, `:30` or `:30.500`; else nothing. */
export function secondsShown(instant: string, other: string): string {
  if (instant === other || instant.slice(0, 16) !== other.slice(0, 16)) return ''
  return instant.slice(16, instant.slice(0, 19) === other.slice(0, 19) ? 23 : 19)
}
