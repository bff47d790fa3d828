/** Where the reference keeps its own choice: the page, the guides and the reference share one. */
const KEY = 'tsd-theme'

/** Whether dark was chosen; `undefined` if the system decides. */
export function chosenTheme(): boolean | undefined {
  try {
    const chosen = localStorage.getItem(KEY)
    return chosen === 'dark' ? true : chosen === 'light' ? false : undefined
  } catch {
    return undefined
  }
}

export function keepTheme(isDark: boolean): void {
  try {
    localStorage.setItem(KEY, isDark ? 'dark' : 'light')
  } catch {
    // A browser that keeps nothing forgets the choice.
  }
}
