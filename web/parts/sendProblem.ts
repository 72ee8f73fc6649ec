import { type LooseText, useLooseText } from '../i18n/text.ts'

/**
 * Why a letter did not leave, in words. What the desk itself could not do comes as a code, maybe with a detail
 * (`desk.not-composed ENOENT`); the words of a mail server and of a returned letter are shown as they are.
 */
export function problemInWords(words: LooseText, problem: string): string {
  const [code = '', ...detail] = problem.split(' ')
  return (code.startsWith('desk.') && words(code, { detail: detail.join(' ') })) || problem
}

export function useSendProblem(): (problem: string) => string {
  const words = useLooseText('ui')
  return (problem) => problemInWords(words, problem)
}
