import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Setting } from '../server/platform/config.settings.ts'
import { projectRoot, settings } from '../server/platform/config.ts'

/** Where the table of settings is kept for readers; written by this program, checked by a test. */
export const settingsPage = join(projectRoot, 'docs/settings.md')

/** The page of all settings, in English and Chinese, from the one table in server/platform/config.settings.ts. */
export function settingsTable(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(
    ({ name, form, fallback, secret, en, 'zh-CN': zh }) =>
      `| \`${name}\` | ${form} | ${fallback} | ${secret ? 'yes 是' : ''} | ${en}<br>${zh} |`,
  )
  return `# Settings 设置

Written by \`node tools/settings-table.ts\` from \`server/platform/config.settings.ts\`; do not edit by hand.

All settings come from the environment and are checked at the start. A wrong one stops it and says what is expected.
所有设置均来自环境变量，启动时校验；有误则停止启动并说明应填内容。

| name 名称 | form 格式 | default 默认值 | secret 机密 | meaning 含义 |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

if (import.meta.main) {
  const page = settingsTable()
  if ((await readFile(settingsPage, 'utf8').catch(() => '')) !== page) await writeFile(settingsPage, page)
  console.log(`${settingsPage}: ${Object.keys(settings).length} settings`)
}
