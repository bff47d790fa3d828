/** A line is kept for it, so that a message pushes no button away under a finger. */
const KEPT = { minHeight: '1.5em' }

/** What stands beside a field, or above them where it belongs to none; a screen reader reads it with the field, and when it appears. */
export function Note({ of, message }: { of: string; message: string | undefined }) {
  return (
    <p id={`${of}-note`} role="alert" style={KEPT}>
      {message}
    </p>
  )
}
