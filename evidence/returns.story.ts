import type { Part } from './line.ts'
import { runTests } from './program.ts'

const branches = 6
const placesTold = 3

/**
 * The three-letter policy by Dovecot and OpenSMTPD: every branch on Amazon US (in policy: no fee, and why), in an own shop
 * of Germany and on eBay UK. What each must say stands in the test itself.
 */
export const story: Part = {
  name: 'story',
  async show(_size, say) {
    const env = { AMENDS_TEST_REQUIRE: 'all', AMENDS_TEST_RETURNS: 'all' }
    const tests = await runTests(['tests/returns-servers.test.ts'], env, say)
    const told = tests.filter(({ passed }) => passed)
    for (const { name, passed } of tests) if (!passed) say(`failed: ${name}`)
    return [
      {
        name: 'returns: the three-letter policy by IMAP and SMTP, every branch on Amazon US, own shop DE and eBay UK',
        figure: `${told.length} of ${tests.length} stories told, letters read in the buyers’ mailboxes, ledger compared`,
        target: `${branches * placesTold} of ${branches * placesTold}`,
        ok: told.length === tests.length && tests.length === branches * placesTold,
      },
    ]
  },
}
