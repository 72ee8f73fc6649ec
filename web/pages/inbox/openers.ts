/**
 * What somebody has just asked for by typing: `/` at the start of a line opens the letters, `{{` the variables. An input
 * method writes `／` or `、` for the one key and `｛｛` for the other; they are taken for the same (UX §1).
 */
export function typedOpener(before: string, after: string, caret: number): 'template' | 'variable' | null {
  if (after.length !== before.length + 1 || caret < 1) return null
  const typed = after[caret - 1] ?? ''
  const lead = after.slice(0, caret - 1)
  if (after !== lead + typed + before.slice(caret - 1)) return null
  if ('/／、'.includes(typed) && (lead === '' || lead.endsWith('\n'))) return 'template'
  if ('{｛'.includes(typed) && /[{｛]$/.test(lead)) return 'variable'
  return null
}

/** Takes away the opening marks before the caret, for what is put in their place. */
export const withoutOpener = (text: string, caret: number): { readonly head: string; readonly tail: string } => ({
  head: text.slice(0, caret).replace(/[{｛]{2}$/, ''),
  tail: text.slice(caret),
})
