import type { Language } from './context.ts'

/** One code's status and its words in both languages; `{name}` is filled from the refusal's details. */
export interface ProblemText {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
  readonly en: string
  readonly 'zh-CN': string
}

const catalogue = new Map<string, ProblemText>()

/** Lists the codes of one module; called once by its errors.ts. The words name what is wrong and how to mend it. */
export function defineProblems<Code extends string>(problems: Record<Code, ProblemText>): Record<Code, ProblemText> {
  for (const [code, text] of Object.entries<ProblemText>(problems)) {
    if (catalogue.has(code)) throw new Error(`the problem ${code} is defined twice`)
    catalogue.set(code, text)
  }
  return problems
}

/** What a field did wrong, for forms: the page ties it to the field. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/** What is refused, in a code and what fills its words. */
export interface Refused {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  readonly status: ProblemText['status']
}

/** The same as a `Refusal` for what is answered at once: an error to throw costs forty microseconds, most of it the stack. */
export const refused = (code: string, details: Refused['details'] = {}): Refused => ({
  code,
  details,
  status: textOf(code).status,
})

/** A refusal that the caller can understand and act on. Anything else that is thrown is a defect. */
export class Refusal extends Error implements Refused {
  readonly code: string
  readonly details: Record<string, unknown>
  readonly status: ProblemText['status']

  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
    this.status = textOf(code).status
  }
}

/** The words of a refusal in the reader's language. */
export function wordsOf({ code, details }: Refused, language: Language): string {
  return textOf(code)[language].replace(/\{(\w+)\}/g, (_whole, name: string) => String(details[name] ?? ''))
}

function textOf(code: string): ProblemText {
  const text = catalogue.get(code)
  if (!text) throw new Error(`the problem ${code} is not defined in any errors.ts`)
  return text
}

/** Codes that belong to no module. */
defineProblems({
  'request.invalid': {
    status: 400,
    en: 'Some of what was sent is not valid. Correct the fields named below and send again.',
    'zh-CN': '提交的内容有误。请按下面的提示修改后重新提交。',
  },
  'request.unauthenticated': {
    status: 401,
    en: 'You are not signed in, or the session has ended. Sign in and try again.',
    'zh-CN': '尚未登录或登录已失效。请重新登录后再试。',
  },
  'request.forbidden': {
    status: 403,
    en: 'This needs the permission “{permission}”. An administrator of the workspace can grant it.',
    'zh-CN': '此操作需要权限“{permission}”。请联系工作区管理员授权。',
  },
  'request.not-found': {
    status: 404,
    en: 'There is nothing at this address.',
    'zh-CN': '该地址不存在。',
  },
  'request.too-large': {
    status: 413,
    en: 'What was sent is larger than the limit. Send less at once.',
    'zh-CN': '提交的内容超过大小限制。请减少后重试。',
  },
  'request.too-much': {
    status: 400,
    en: 'What was sent is nested more than {depth} levels deep or holds more than {values} values. Send less at once.',
    'zh-CN': '提交的内容嵌套超过 {depth} 层，或包含超过 {values} 个值。请分批提交。',
  },
  'request.unsupported': {
    status: 415,
    en: 'This kind of content is not understood here. Send JSON.',
    'zh-CN': '不支持此内容类型。请使用 JSON。',
  },
  'request.not-multipart': {
    status: 415,
    en: 'A file is expected here. Send it as multipart/form-data, in the field “file”.',
    'zh-CN': '此处需要上传文件。请以 multipart/form-data 在“file”字段中提交。',
  },
  'request.refused': {
    status: 400,
    en: 'The server could not take this request as it was sent. Correct it and send it again.',
    'zh-CN': '服务器无法接受这样的请求。请修改后重新提交。',
  },
  'request.too-many': {
    status: 429,
    en: 'Too many requests in a short time. Wait a moment and try again.',
    'zh-CN': '请求过于频繁。请稍后再试。',
  },
  'request.busy': {
    status: 503,
    en: 'The desk has more to do than it can at this moment. Try again in {retryAfter} s.',
    'zh-CN': '系统当前繁忙。请在 {retryAfter} 秒后重试。',
  },
  'request.database-away': {
    status: 503,
    en: 'The database does not answer at this moment. Try again in {retryAfter} s; under the same Idempotency-Key nothing is done twice.',
    'zh-CN': '数据库暂时没有响应。请在 {retryAfter} 秒后重试；使用相同的 Idempotency-Key 不会重复执行。',
  },
  'request.over-quota': {
    status: 429,
    en: 'This workspace asks for more than its share. Try again in {retryAfter} s.',
    'zh-CN': '本工作区请求过多，已超过配额。请在 {retryAfter} 秒后重试。',
  },
  'request.cross-site': {
    status: 403,
    en: 'This request came from another site and was refused. Open Amends itself and try again.',
    'zh-CN': '该请求来自其他站点，已拒绝。请在 Amends 页面内重试。',
  },
  'request.key-reused': {
    status: 422,
    en: 'This Idempotency-Key was already used for a different request. Use a new key.',
    'zh-CN': '该 Idempotency-Key 已用于另一请求。请换一个新的。',
  },
  'request.answer-erased': {
    status: 410,
    en: 'This was done before, under the same Idempotency-Key. Its answer told of somebody who was erased since; load the page again.',
    'zh-CN': '该操作此前已用同一 Idempotency-Key 完成，但其返回内容涉及已删除的个人信息。请刷新页面。',
  },
  'request.conflict': {
    status: 409,
    en: 'Somebody changed this at the same moment. Load it again and repeat what you wanted.',
    'zh-CN': '该内容刚被他人修改。请刷新后重试。',
  },
  'request.session-needed': {
    status: 403,
    en: 'An API token cannot do this. Sign in and do it yourself.',
    'zh-CN': 'API 令牌不能执行此操作。请登录后由本人操作。',
  },
  'request.refers-to-nothing': {
    status: 422,
    en: 'Something that this refers to does not exist (any more), or other things still refer to it. Load the page again.',
    'zh-CN': '所引用的内容不存在，或仍被其他内容引用。请刷新页面后重试。',
  },
  internal: {
    status: 500,
    en: 'Something went wrong on our side. Try again; if it stays, name this request id to your administrator.',
    'zh-CN': '系统内部出错。请重试；若仍失败，请把请求编号告知管理员。',
  },
})
