/** A text from outside as it stands in a sentence: its `<` and `>` become `‹` and `›`, so that no sentence is markup. */
export function plain(text: string): string {
  return text.replace(/</g, '‹').replace(/>/g, '›')
}
