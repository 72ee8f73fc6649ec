import type { Translation } from '../catalogue.ts'
import type { customerLevels as source } from '../en/customerLevels.ts'

export const customerLevels: Translation<typeof source> = {
  detail: '设定常客、核心客户和退货风险的标准，保存后立即对所有客户生效。',
  value: '客户价值',
  'value-detail': '按最近 365 天的订单数计算，已取消的不算。退货风险高的客户降一级。',
  risk: '退货风险',
  'risk-detail': '只计买家自愿退回的件数；因破损、错发或延误退回的不计入。',
  'from-orders': '{level}：订单数不少于',
  'risk-from': '列为“{level}”的标准',
  percent: '退货率（%）',
  'percent-help': '按有 95% 把握超过的比例计算，买两件退两件说明不了什么。',
  pieces: '且至少退回（件）',
  'pieces-help': '低于此件数，比例再高也不算风险。',
  claims: '或索赔次数',
  outside: '或超出退货政策退回（件）',
  reset: '填入默认值',
  saved: '客户分级已保存',
  preview: '按此标准的客户数',
  'preview-exact': { other: '已统计全部 {count} 位客户。' },
  'preview-estimate': '按随机抽取的 {looked} 位客户估算，共 {count} 位，可能有百分之几的出入。',
  'preview-wrong': '请先改正标出的项，再查看客户数。',
  nobody: '还没有客户',
  about: '约 {count}',
}
