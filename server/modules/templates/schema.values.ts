import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'
import { LetterLanguageShape, TemplateWords } from './schema.ts'

/**
 * What a value may be. `name` is one line, `lines` may be several (an address), `money` is minor units with a currency,
 * `date` and `moment` are instants shown in the reader's zone, `percent` is 15 for 15 %, `link` is an https address.
 */
export const variableTypes = ['name', 'lines', 'money', 'date', 'moment', 'percent', 'link'] as const
export type VariableType = (typeof variableTypes)[number]

/** Money in minor units (cents, whole yen), never a fraction. */
export const Money = Type.Object(
  {
    amount: Type.Integer({ minimum: -1_000_000_000_000, maximum: 1_000_000_000_000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  { title: 'LetterMoney', additionalProperties: false },
)
export type Money = Static<typeof Money>

interface VariableWords {
  readonly type: VariableType
  readonly 'zh-CN': string
  readonly en: string
  readonly sample: string | number | Money
}

/** Every variable that a letter may use; there are no others. */
export const variables = {
  'buyer.name': { type: 'name', 'zh-CN': '买家姓名', en: 'Name of the buyer', sample: 'Anna Schmidt' },
  'buyer.first_name': { type: 'name', 'zh-CN': '买家名字', en: 'First name of the buyer', sample: 'Anna' },
  'order.number': { type: 'name', 'zh-CN': '订单号', en: 'Order number', sample: '302-4459871-2291564' },
  'order.date': { type: 'date', 'zh-CN': '下单日期', en: 'Day of the order', sample: '2026-02-20T10:00:00Z' },
  'order.item': { type: 'name', 'zh-CN': '商品名称', en: 'Name of the item', sample: 'Nordhem 3' },
  'order.part': { type: 'name', 'zh-CN': '缺少的部件', en: 'Missing part', sample: 'Schrauben M6 × 40' },
  'order.address': {
    type: 'lines',
    'zh-CN': '收货地址',
    en: 'Delivery address',
    sample: 'Anna Schmidt\nLindenallee 4\n50667 Köln',
  },
  'order.carrier': { type: 'name', 'zh-CN': '承运商', en: 'Carrier', sample: 'DHL' },
  'order.tracking_number': { type: 'name', 'zh-CN': '运单号', en: 'Tracking number', sample: '00340434161094042557' },
  'order.delivery_due': {
    type: 'date',
    'zh-CN': '预计送达日期',
    en: 'Expected delivery, at the latest',
    sample: '2026-03-06T18:00:00Z',
  },
  'exchange.item': { type: 'name', 'zh-CN': '换货商品', en: 'Item sent in exchange', sample: 'Nordhem 2' },
  'store.name': { type: 'name', 'zh-CN': '店铺署名', en: 'Name by which the store signs', sample: 'Hallomöbel' },
  'store.marketplace': { type: 'name', 'zh-CN': '站点名称', en: 'Name of the marketplace', sample: 'Amazon.de' },
  'agent.name': { type: 'name', 'zh-CN': '客服署名', en: 'Name by which the agent signs', sample: 'Lily' },
  'ticket.number': { type: 'name', 'zh-CN': '工单编号', en: 'Number of the ticket', sample: 'T-1042' },
  'ticket.status_url': {
    type: 'link',
    'zh-CN': '进度页面链接',
    en: 'Status page of the ticket',
    sample: 'https://desk.example/s/4f7c',
  },
  'promise.due': {
    type: 'moment',
    'zh-CN': '承诺答复时间',
    en: 'By when the next answer is promised',
    sample: '2026-03-03T15:00:00Z',
  },
  'offer.expires': { type: 'date', 'zh-CN': '方案有效期', en: 'Last day of an offer', sample: '2026-03-09T18:00:00Z' },
  'return.number': { type: 'name', 'zh-CN': '退货授权号', en: 'Return number (RMA)', sample: 'RMA-20417' },
  'return.address': {
    type: 'lines',
    'zh-CN': '退货地址',
    en: 'Address for returns',
    sample: 'Retourenlager 7\nHafenstr. 12\n20457 Hamburg',
  },
  'return.deadline': {
    type: 'date',
    'zh-CN': '退货截止日期',
    en: 'Last day of the return period',
    sample: '2026-03-16T18:00:00Z',
  },
  'return.fee_percent': { type: 'percent', 'zh-CN': '再上架费比例', en: 'Restocking fee in percent', sample: 15 },
  'return.fee_amount': {
    type: 'money',
    'zh-CN': '再上架费金额',
    en: 'Restocking fee',
    sample: { amount: 5985, currency: 'EUR' },
  },
  'return.label_url': {
    type: 'link',
    'zh-CN': '退货标签链接',
    en: 'Address of the return label',
    sample: 'https://desk.example/label/20417',
  },
  'refund.amount': {
    type: 'money',
    'zh-CN': '退款金额',
    en: 'Amount refunded',
    sample: { amount: 39_900, currency: 'EUR' },
  },
  'refund.percent': { type: 'percent', 'zh-CN': '退款比例', en: 'Refund in percent of the price', sample: 20 },
  'refund.date': { type: 'date', 'zh-CN': '退款日期', en: 'Day of the refund', sample: '2026-02-27T09:00:00Z' },
  'photos.link': {
    type: 'link',
    'zh-CN': '照片上传链接',
    en: 'Page for uploading photos',
    sample: 'https://desk.example/s/4f7c/photos',
  },
  'survey.url': {
    type: 'link',
    'zh-CN': '满意度调查链接',
    en: 'Satisfaction survey',
    sample: 'https://desk.example/v/4f7c',
  },
} as const satisfies Record<string, VariableWords>

export type VariableName = keyof typeof variables
export const variableNames = Object.keys(variables) as [VariableName, ...VariableName[]]

export const isVariable = (name: string): name is VariableName => Object.hasOwn(variables, name)

/** The values of one letter, by variable. What is absent is missing: the letter names it and is not sent. */
export type TemplateValues = { readonly [Name in VariableName]?: string | number | Money | Date | null }

/** The same as a caller sends it: instants in ISO 8601. */
export const SentValues = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([Type.String({ maxLength: 2_000 }), Type.Number(), Money, Type.Null()]),
  { title: 'TemplateValues', maxProperties: 60 },
)
export type SentValues = Static<typeof SentValues>

/** One variable as the editor lists it. */
export const TemplateVariable = Type.Object(
  {
    name: Words(variableNames, { title: 'TemplateVariableName' }),
    type: Words(variableTypes, { title: 'TemplateVariableType' }),
    meaning: TemplateWords,
    write: Type.String({ description: 'How it is written in a text: {{ refund.amount | money }}.' }),
    sample: Type.String({ description: 'How the sample looks in an English letter.' }),
  },
  { title: 'TemplateVariable' },
)
export type TemplateVariable = Static<typeof TemplateVariable>

/** One filter that a text may use. */
export const TemplateFilter = Type.Object(
  { name: Type.String(), meaning: TemplateWords, example: Type.String() },
  { title: 'TemplateFilter' },
)
export type TemplateFilter = Static<typeof TemplateFilter>

export const TemplateVocabulary = Type.Object(
  { variables: Type.Array(TemplateVariable), filters: Type.Array(TemplateFilter) },
  { title: 'TemplateVocabulary' },
)
export type TemplateVocabulary = Static<typeof TemplateVocabulary>

/** How a letter is asked for: which language, whose values, which zone the buyer's dates are shown in. */
export const PreviewRequest = Type.Object(
  {
    language: LetterLanguageShape,
    values: Type.Optional(SentValues),
    fillSamples: Type.Boolean({ default: true, description: 'Fill what is not given with samples.' }),
    zone: Type.String({ default: 'UTC', maxLength: 60 }),
    locale: Type.Optional(Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' })),
  },
  { title: 'TemplatePreviewRequest', additionalProperties: false },
)
export type PreviewRequest = Static<typeof PreviewRequest>
