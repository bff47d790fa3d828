// @ts-check
/** The colours of a picture's text and of what lies behind it, in light and in dark: together, so that one is always read on the other. */
export const PAPER =
  'svg{color:#1f2328;background:#fff}@media (prefers-color-scheme:dark){svg{color:#e6edf3;background:#0d1117}}'
