/**
 * How likely bytes are a text of an encoding, by its characters: those that its language writes most speak for it,
 * those that nobody writes and those that cannot be speak against it.
 */

/** The characters of tables about orders and of plain sentences; simplified Chinese. */
const simplified =
  '的一是了不在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运订单号货商价格数量税费买卖退款原因状态备注采购成本币种生效期仓库物流快递客户姓名地址城市省份邮编灯钱元箱包颜色尺寸编'
const traditional =
  '的一是了不在有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至形社便空決治展馬科司五基書非則聽白卻界達光放強即像難且權思王完設式色路記南品住告類求據程北邊該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導運訂單號貨商價稅費買賣退款狀態備註採購本幣倉庫流快遞客戶姓名地址城省份郵編燈錢元箱包顏尺寸檯壞請'
/** Level of everyday writing in a shop; kana decide more than kanji do. */
const kanji =
  '注文番号商品名数量価格税金送料購入者日時発送状態受取人住所都道府県市区町村郵便電話返品理由通貨合計配達追跡小売店出荷元円年月日未済確認完了大中白黒色入個用枚本台式対応送無料家具電気灯交換願壊'
/** The syllables that Korean sentences and headings use most. */
const hangul =
  '이다의는에을가고하지은를한도로사기아자인나시어서리수정보대그해일부주들스상전면라과제니만여것요으로문구조동원장안우성있게마공비무소생유국전학방화회각위당모입경중상신용세연관물품번호량격배송받름환불격제목판매가격날짜주문수량상태결제취소반품구입금액단가통화색옵션램프고장났어요'

const simplifiedSet = new Set(simplified)
const traditionalSet = new Set(traditional)
const kanjiSet = new Set(kanji)
const hangulSet = new Set(hangul)

const between = (character: string, first: string, last: string): boolean => character >= first && character <= last
/** Full-width forms and the punctuation of East Asia, which each of its encodings has. */
const isWide = (character: string): boolean =>
  between(character, '\u3000', '\u301f') || between(character, '\uff01', '\uff60') || character === '\uffe5'
const isKana = (character: string): boolean =>
  between(character, '\u3041', '\u3096') || between(character, '\u30a1', '\u30fe')

/** What a character says, from 1 (its language's own) to −1 (nobody writes it in a table). */
function japanese(character: string): number {
  if (isKana(character) || kanjiSet.has(character)) return 1
  if (isWide(character)) return 0.5
  // Half-width katakana are single bytes in Shift_JIS: other encodings seem full of them.
  if (between(character, '\uff61', '\uff9f')) return -0.3
  return between(character, '\u4e00', '\u9fff') ? 0.1 : -0.5
}

function chinese(character: string, frequent: ReadonlySet<string>): number {
  if (frequent.has(character)) return 1
  if (isWide(character)) return 0.5
  return between(character, '\u4e00', '\u9fff') ? 0.1 : -0.5
}

function korean(character: string): number {
  if (hangulSet.has(character)) return 1
  if (isWide(character)) return 0.5
  return between(character, '\uac00', '\ud7a3') ? 0.3 : -0.5
}

const western = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e]/
const signs = '€£¥°’‘“”–—…«»®©™½¼¾²³ªº§·¿¡´•×\u00a0'

/** Letters with marks stand alone among plain ones in the languages of Western Europe; two in a row are rare. */
function european(character: string, before: string, after: string): number {
  const isAlone = before < '\u0080' && after < '\u0080'
  if (western.test(character)) return isAlone ? 0.9 : -0.2
  return signs.includes(character) ? (isAlone ? 0.6 : -0.2) : -1
}

/** The mean of what the characters beyond ASCII say; one that cannot be (U+FFFD) outweighs several that fit. */
export function readingOf(bytes: Uint8Array, encoding: string): number {
  const characters = [...new TextDecoder(encoding).decode(bytes, { stream: true })]
  let said = 0
  let beyond = 0
  for (const [at, character] of characters.entries()) {
    if (character < '\u0080') continue
    beyond++
    said += character === '\ufffd' || isPrivate(character) ? -4 : says(encoding, characters, at)
  }
  return beyond === 0 ? 0 : said / beyond
}

/** Characters for private use, and C1 controls. */
const isPrivate = (character: string): boolean =>
  between(character, '\ue000', '\uf8ff') || between(character, '\u0080', '\u009f')

function says(encoding: string, characters: readonly string[], at: number): number {
  const character = characters[at] ?? ''
  if (encoding === 'gb18030') return chinese(character, simplifiedSet)
  if (encoding === 'big5') return chinese(character, traditionalSet)
  if (encoding === 'shift_jis' || encoding === 'euc-jp') return japanese(character)
  if (encoding === 'euc-kr') return korean(character)
  return european(character, characters[at - 1] ?? '', characters[at + 1] ?? '')
}
