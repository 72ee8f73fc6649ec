import { defineProblems } from '../../platform/errors.ts'

export const lossesProblems = defineProblems({
  'losses.wrong-sign': {
    status: 422,
    en: 'A loss is above zero, and what lessens it (fee kept, resale, compensation) below. Turn the sign of the amount.',
    'zh-CN': '损失金额须为正，抵减项（留存费用、残值、赔付）须为负。请更正金额的正负号。',
  },
  'losses.not-found': {
    status: 404,
    en: 'This booking does not exist. Go back to the ledger.',
    'zh-CN': '该笔入账不存在。请返回损失台账。',
  },
  'losses.reversed-already': {
    status: 409,
    en: 'This booking has been reversed already, or is a reversal itself. Open the latest booking of the return instead.',
    'zh-CN': '该笔入账已冲销，或本身就是冲销。请改为打开该退货最新的一笔入账。',
  },
  'losses.not-by-person': {
    status: 422,
    en: 'The return loss rate is watched, and is no measure of a person: who answers buyers must not gain by refusing what is fair. Group by store, marketplace, category, SKU, reason, fault or policy version.',
    'zh-CN':
      '退返品损失率仅供监控，不用于考核个人：客服不应因拒绝合理诉求而得利。请按店铺、平台、品类、SKU、原因、责任方或策略版本分组。',
  },
  'losses.period-too-long': {
    status: 422,
    en: 'This period is too long for its step. Choose weeks or months, or a shorter period.',
    'zh-CN': '该期间对于所选步长过长。请改用周或月，或缩短期间。',
  },
  'losses.category-twice': {
    status: 422,
    en: 'This category has its own levels already. Remove one of the two.',
    'zh-CN': '该品类已设置警戒线。请删除其中一项。',
  },
})
