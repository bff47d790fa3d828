/** What stands beside a field, or above them where it belongs to none; a screen reader reads it with the field, and when it appears. */
export function Note({ of, message }: { of: string; message: string | undefined }) {
  return (
    <p id={`${of}-note`} role="alert">
      {message}
    </p>
  )
}
