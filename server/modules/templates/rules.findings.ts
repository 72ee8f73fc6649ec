import type { Finding, FindingCode, Found } from './schema.findings.ts'
import { isVariable, variables } from './schema.values.ts'

/** What is wrong, and what to do: two sentences a person can act on. */
type Words = readonly [message: string, mend: string]

interface BothLanguages {
  readonly en: Words
  readonly 'zh-CN': Words
}

/** The words of every finding; `{name}` is filled from its details, `{quote}` from the text. */
const words: Readonly<Record<FindingCode, BothLanguages>> = {
  'variable.missing': {
    en: ['“{name}” ({meaning}) has no value.', 'Fill it in on the ticket or the order, or write the words yourself.'],
    'zh-CN': ['变量“{name}”（{meaning}）没有值。', '请在工单或订单中补全，或直接写上内容。'],
  },
  'placeholder.unfilled': {
    en: ['“{quote}” is a placeholder that nobody filled in.', 'Replace it with the real words, or delete it.'],
    'zh-CN': ['“{quote}”是未填写的占位符。', '请换成实际内容或删除。'],
  },
  'edit-mark.open': {
    en: [
      '“{quote}” must be replaced for this buyer.',
      'Write the facts of this case in its place, in the language of the letter.',
    ],
    'zh-CN': ['“{quote}”处须按本案填写。', '请用信件语言写上本案事实，替换整个标记。'],
  },
  'text.empty': {
    en: ['The letter is empty.', 'Write it, or choose a template.'],
    'zh-CN': ['信件内容为空。', '请填写内容或选择模板。'],
  },
  'template.syntax': {
    en: [
      'The text cannot be read: {detail} (line {line}).',
      'Close every {{ and every {% if %}, and use no other tags.',
    ],
    'zh-CN': ['模板语法有误：{detail}（第 {line} 行）。', '请检查 {{ }} 与 {% if %} 是否成对，且未使用其他标签。'],
  },
  'template.unknown-variable': {
    en: ['There is no variable “{name}”.', 'Choose one from the list.{suggestion}'],
    'zh-CN': ['没有变量“{name}”。', '请从变量列表中选择。{suggestion}'],
  },
  'template.filter-needed': {
    en: ['“{name}” would not read as a person writes it.', 'Write {written}.'],
    'zh-CN': ['“{name}”直接输出不符合书写习惯。', '请写成 {written}。'],
  },
  'template.filter-misplaced': {
    en: ['“{filter}” does not fit “{name}”.', 'Write {written}.'],
    'zh-CN': ['“{filter}”不适用于“{name}”。', '请写成 {written}。'],
  },
  'template.meaning-missing': {
    en: ['The Chinese meaning is missing.', 'Write the full sense in Chinese, so that every agent knows what is sent.'],
    'zh-CN': ['缺少中文释义。', '请写出完整中文意思，让每位客服都清楚发出的内容。'],
  },
  'template.not-here': {
    en: ['This template is not for {marketplace}.', 'Choose one that the marketplace permits.'],
    'zh-CN': ['该模板不适用于{marketplace}。', '请选择该站点允许的模板。'],
  },
  'language.wrong': {
    en: [
      'The letter is in {actual}, but this buyer reads {expected}.',
      'Choose the same template in {expected}, or correct the language of the ticket.',
    ],
    'zh-CN': ['信件语言是{actual}，而该买家使用{expected}。', '请选用同一模板的{expected}文本，或更正工单语言。'],
  },
  'length.over': {
    en: ['The letter has {length} characters; {max} are allowed here.', 'Shorten it by {over} characters.'],
    'zh-CN': ['信件共 {length} 字符，此处最多 {max}。', '请删减 {over} 个字符。'],
  },
  'order-number.missing': {
    en: [
      'The marketplace requires the order number in a message that the buyer did not ask for.',
      'Add “{number}” to the text.',
    ],
    'zh-CN': ['主动消息必须含订单号，这是站点的规定。', '请在正文中加入“{number}”。'],
  },
  'proactive.not-permitted': {
    en: [
      'This letter may only answer the buyer; here it would open a thread.',
      'Wait for the buyer to write, or choose a letter that may open a thread.',
    ],
    'zh-CN': ['该信件只能用于回复买家，此处会主动发起会话。', '请等买家来信，或选用允许主动发送的信件。'],
  },
  'proactive.too-late': {
    en: [
      'The order is {days} days old; the marketplace permits unasked messages for {max} days.',
      'Do not write first; answer when the buyer writes.',
    ],
    'zh-CN': ['订单已完成 {days} 天，站点只允许 {max} 天内主动联系。', '请勿主动联系，待买家来信后再回复。'],
  },
  'attachment.too-many': {
    en: ['{count} files are attached; {max} are allowed here.', 'Remove some, or send them in a second message.'],
    'zh-CN': ['附件共 {count} 个，此处最多 {max} 个。', '请减少附件，或分两封发送。'],
  },
  'attachment.too-large': {
    en: ['“{quote}” has {size} MB; {max} MB are allowed here.', 'Send a smaller file.'],
    'zh-CN': ['附件“{quote}”为 {size} MB，此处最多 {max} MB。', '请压缩或换用较小的文件。'],
  },
  'attachment.forgotten': {
    en: ['The letter speaks of an attachment, but none is there.', 'Attach the file, or change the words.'],
    'zh-CN': ['信中提到附件，但没有添加附件。', '请添加附件，或修改文字。'],
  },
  'content.marketing': {
    en: ['“{quote}” is advertising, which this marketplace forbids in messages.', 'Delete it.'],
    'zh-CN': ['“{quote}”属营销内容，该站点消息中禁止。', '请删除。'],
  },
  'content.coupon': {
    en: ['“{quote}” offers a coupon or discount, which this marketplace forbids in messages.', 'Delete it.'],
    'zh-CN': ['“{quote}”涉及优惠券或折扣，该站点消息中禁止。', '请删除。'],
  },
  'content.thanks-only': {
    en: [
      'A message that only thanks the buyer is not permitted here.',
      'Do not send it; write only when there is something to settle.',
    ],
    'zh-CN': ['该站点不允许只表达感谢的消息。', '请不要发送，有需要处理的事再联系。'],
  },
  'content.review-incentive': {
    en: [
      '“{quote}” asks for a good review or offers something for one. This can cost the account.',
      'Delete it. A review may never be bought or steered.',
    ],
    'zh-CN': ['“{quote}”涉及索要好评或以利益换评价，可能导致封店。', '请删除。评价绝不可交换或引导。'],
  },
  'content.review-removal': {
    en: [
      '“{quote}” asks for a review to be changed or removed. This can cost the account.',
      'Delete it; solve the problem instead.',
    ],
    'zh-CN': ['“{quote}”要求修改或删除评价，可能导致封店。', '请删除，只解决问题本身。'],
  },
  'content.review-repeat': {
    en: [
      '“{quote}” asks for a review.',
      'Delete it and use the marketplace’s own “request a review” button, once per order.',
    ],
    'zh-CN': ['“{quote}”在索要评价。', '请删除，改用站点自带的“请求评价”按钮（每单一次）。'],
  },
  'content.email-address': {
    en: [
      '“{quote}” is an e-mail address; contact data is forbidden in messages here.',
      'Delete it; the buyer can reply in this thread.',
    ],
    'zh-CN': ['“{quote}”是邮箱地址，该站点消息中禁止联系方式。', '请删除，买家可在本会话中回复。'],
  },
  'content.phone-number': {
    en: [
      '“{quote}” is a telephone number; contact data is forbidden in messages here.',
      'Delete it; the buyer can reply in this thread.',
    ],
    'zh-CN': ['“{quote}”是电话号码，该站点消息中禁止联系方式。', '请删除，买家可在本会话中回复。'],
  },
  'content.external-link': {
    en: [
      '“{quote}” leads away from the marketplace, which is forbidden here.',
      'Delete the link, or send the file as an attachment.',
    ],
    'zh-CN': ['“{quote}”是站外链接，该站点禁止。', '请删除链接，或改为附件发送。'],
  },
  'content.profanity': {
    en: ['“{quote}” is an insult or a swear word.', 'Delete it and stay polite.'],
    'zh-CN': ['“{quote}”是侮辱或脏话。', '请删除，保持礼貌。'],
  },
  'content.off-marketplace-offer': {
    en: ['“{quote}” draws the sale away from the marketplace, which is forbidden.', 'Delete it.'],
    'zh-CN': ['“{quote}”引导站外交易，被禁止。', '请删除。'],
  },
  'content.messenger': {
    en: [
      '“{quote}” points to another way of contact, which is forbidden in messages here.',
      'Delete it; the buyer can reply in this thread.',
    ],
    'zh-CN': ['“{quote}”引向其他联系方式，该站点消息中禁止。', '请删除，买家可在本会话中回复。'],
  },
  'link.insecure': {
    en: ['“{quote}” is not a secure address.', 'Use the https address.'],
    'zh-CN': ['“{quote}”不是安全链接。', '请使用 https 地址。'],
  },
  'fee.forbidden': {
    en: [
      '“{quote}” charges a restocking fee, which is not permitted for this order.',
      'Use the letter without the fee; buyer and marketplace can claim it back.',
    ],
    'zh-CN': ['“{quote}”收取再上架费，此订单不允许收取。', '请使用不含该费用的信件，否则买家或站点可追回。'],
  },
  'fee.above-max': {
    en: ['The restocking fee of {percent} % is above the {max} % permitted here.', 'Lower it to {max} % or less.'],
    'zh-CN': ['再上架费 {percent}% 超过此处允许的 {max}%。', '请降至 {max}% 以内。'],
  },
  'fee.in-policy': {
    en: [
      '“{quote}”: for a return in policy and in original condition at most {max} % is permitted here, not {percent} %.',
      'Charge it only for a late, used, damaged or incomplete return; otherwise use a letter without the fee.',
    ],
    'zh-CN': [
      '“{quote}”：政策内且原状的退货，此处最多收 {max}%，不是 {percent}%。',
      '仅逾期、用过、损坏或缺件的退货可收；否则请用不含该费用的信件。',
    ],
  },
  'tone.blame': {
    en: ['“{quote}” blames the buyer.', 'Say what happens next instead of who was wrong.'],
    'zh-CN': ['“{quote}”在责怪买家。', '请改为说明下一步怎么做，而不是谁错了。'],
  },
  'tone.argument': {
    en: ['“{quote}” sounds like a quarrel.', 'State the fact once, calmly, and offer a way forward.'],
    'zh-CN': ['“{quote}”像在争辩。', '请平和地陈述一次事实，并给出解决办法。'],
  },
  'tone.emotion': {
    en: ['“{quote}” shows emotion.', 'Use plain, factual words.'],
    'zh-CN': ['“{quote}”带有情绪。', '请改用平实、客观的表达。'],
  },
  'tone.threat': {
    en: ['“{quote}” sounds like a threat.', 'Delete it; ask your supervisor if the case needs it.'],
    'zh-CN': ['“{quote}”像是威胁。', '请删除；如确有需要请交主管处理。'],
  },
  'tone.vague': {
    en: ['“{quote}” promises nothing definite.', 'Give a day and time: {{ promise.due | datetime }}.'],
    'zh-CN': ['“{quote}”没有明确时间。', '请写明日期时间：{{ promise.due | datetime }}。'],
  },
  'tone.shouting': {
    en: ['“{quote}” is written all in capitals and reads as shouting.', 'Use small letters.'],
    'zh-CN': ['“{quote}”全部大写，读起来像在喊叫。', '请改用小写。'],
  },
}

/** A finding in the reader's language. Names of languages and of marketplaces are put into words here too. */
export function inWords(found: Found, language: 'zh-CN' | 'en'): Finding {
  const details: Record<string, string | number> = { quote: found.quote, ...found.details }
  for (const detail of ['actual', 'expected']) {
    const code = details[detail]
    if (typeof code === 'string') details[detail] = languageName(code, language)
  }
  const name = details.name
  if (typeof name === 'string' && isVariable(name)) details.meaning = variables[name][language]
  const [message, mend] = words[found.code][language]
  // Single braces only: `{{ promise.due | datetime }}` in a text stands for itself.
  const filled = (text: string) =>
    text.replace(/(?<!\{)\{(\w+)\}(?!\})/g, (whole, name: string) => String(details[name] ?? whole)).trim()
  return {
    code: found.code,
    severity: found.severity,
    field: found.field,
    quote: found.quote,
    start: found.start,
    end: found.end,
    message: filled(message),
    mend: filled(mend),
  }
}

function languageName(codes: string, language: 'zh-CN' | 'en'): string {
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const oneOf = new Intl.ListFormat([language], { type: 'disjunction' })
  return oneOf.format(codes.split(',').map((code) => names.of(code) ?? code))
}
