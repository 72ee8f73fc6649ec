import { measureIntent } from '../tests/measures/intent.ts'
import { hasShared } from '../tests/measures/labelled-texts.ts'
import { measureLanguage } from '../tests/measures/language.ts'
import { runSlaOracle } from '../tests/oracle/sla.ts'
import type { Part } from './line.ts'

/** The clocks against an oracle that steps through the minutes by itself (ENGINEERING R6). */
export const clocks: Part = {
  name: 'clocks',
  async show() {
    const { equal, cases, firstDifference } = runSlaOracle(10_000, 20_261_122)
    const differs = firstDifference ? `; first difference: ${JSON.stringify(firstDifference).slice(0, 300)}` : ''
    return [
      {
        name: 'SLA arithmetic equals an independent oracle',
        figure: `${equal} of ${cases}${differs}`,
        target: `${cases} of ${cases}`,
        ok: equal === cases,
      },
    ]
  },
}

/** Languages and intents, on labelled texts that nobody of this project wrote. */
export const words: Part = {
  name: 'words',
  async show() {
    if (!hasShared)
      return [
        {
          name: 'languages and intents',
          figure: 'no labelled texts beside this checkout',
          target: '../shared/data/text',
          ok: false,
        },
      ]
    const figures = [...(await measureLanguage()), ...(await measureIntent())]
    return figures.map(({ what, value, target }) => ({
      name: what,
      figure: `${value.toFixed(2)} %`,
      target: target === undefined ? 'none' : `≥ ${target} %`,
      ok: target === undefined || value >= target,
    }))
  },
}
