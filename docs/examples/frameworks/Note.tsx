/** What stands beside a field; a screen reader reads it with the field, and when it appears. */
export function Note({ of, message }: { of: string; message: string | undefined }) {
  return (
    <p id={`${of}-note`} role="alert">
      {message}
    </p>
  )
}
