import { hasShared } from '../tests/measures/labelled-texts.ts'
import { measureTone } from '../tests/measures/tone.ts'
import { type HeardIn, measureToneSpeed } from '../tests/measures/tone-speed.ts'
import type { Line, Part } from './line.ts'
import { runTests } from './program.ts'

const rooms = 'server/modules/classification'
const tables = [
  {
    name: 'profanity and its disguises in 10 languages, names and places left alone',
    least: 110,
  },
  { name: 'awkward cases of the rule of capitals in 10 languages', least: 150 },
]

/** Swearing, insults and capitals on labelled texts and written tables, and what hearing them costs (deliverable 4). */
export const tone: Part = {
  name: 'tone',
  async show(_size, say) {
    if (!hasShared)
      return [
        { name: 'tone', figure: 'no labelled texts beside this checkout', target: '../shared/data/text', ok: false },
      ]
    say('labelled texts, the German model trained five times')
    const measured = (await measureTone()).map(
      ({ what, value, of, target = 0 }): Line => ({
        name: what,
        figure: `${value.toFixed(2)} of ${of}`,
        target: `≥ ${target}`,
        ok: value >= target,
      }),
    )
    return [...measured, ...(await written(say)), ...speed(await measureToneSpeed())]
  },
}

async function written(say: (line: string) => void): Promise<Line[]> {
  const files = ['profanity', 'profanity.disguise', 'capitals', 'capitals.germanic', 'capitals.others']
  const tests = await runTests(
    files.map((name) => `${rooms}/rules.${name}.test.ts`),
    {},
    say,
  )
  const kinds = [
    /rude|disguised|names|abuse|spelled/u,
    /shouted|own shop|^(?:English|German|Dutch|Swedish|French|Italian|Spanish|Polish|Japanese|Chinese) /u,
  ]
  return tables.map(({ name, least }, at) => {
    const own = tests.filter((one) => kinds[at]?.test(one.name))
    const right = own.filter(({ passed }) => passed).length
    return {
      name,
      figure: `${right} of ${own.length} right`,
      target: `all of ≥ ${least}`,
      ok: right === own.length && own.length >= least,
    }
  })
}

function speed({ p99, slowest, growth, worst }: HeardIn): Line[] {
  return [
    {
      name: 'tone of a letter of 2 kB, p99 over ten languages',
      figure: `${p99.toFixed(2)} ms of a processor, each the mean of ten hearings, slowest language ${slowest}`,
      target: '≤ 5 ms',
      ok: p99 <= 5,
    },
    {
      name: 'hostile letters: time of 100 kB over that of 25 kB',
      figure: `${growth.toFixed(1)} ×, worst ${JSON.stringify(worst)}`,
      target: '≤ 8 × (four times the length; 16 × would be quadratic)',
      ok: growth <= 8,
    },
  ]
}
