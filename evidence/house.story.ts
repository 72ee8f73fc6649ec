import { demo, openStage } from '../tests/e2e/stage.ts'
import { cases } from '../tests/e2e/story.ts'
import { complaintsOf, tell } from './house.tell.ts'
import type { Part } from './line.ts'

/** A desk with demo data, the inbox open in a browser, and buyers who write by SMTP: what an agent sees and does. */
export const story: Part = {
  name: 'story',
  async show(size, say) {
    say('a desk with demo data')
    const stage = await openStage({ tickets: size.full ? 5_000 : 60 })
    try {
      const agent = await stage.visit(demo.agent)
      await agent.send('PUT', '/api/availabilities/me', { state: 'on-duty' })
      await agent.open('/inbox/mine')
      await agent.page.getByRole('row').first().waitFor()
      const lines = [
        ...(await tell(stage, agent, 'Amazon alias', (number) => cases(`3344${number}`).amazon, say)),
        ...(await tell(stage, agent, 'ordinary address, German', (number) => cases(`3344${number}`).shop, say)),
      ]
      return [...lines, complaintsOf(agent)]
    } finally {
      await stage.close()
    }
  },
}
