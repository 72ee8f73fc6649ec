import { type Headings, orderNumber } from './rules.headings.items.ts'

/** Of Amazon's report of seller feedback (GET_SELLER_FEEDBACK_DATA, DOMAIN.md section 5). */
export const sellerFeedback: Headings = {
  orderNumber,
  givenAt: ['date', 'feedback date', 'Datum', 'Fecha', 'Data', '日付', '評価日', '日期', '评价日期', '反馈日期'],
  rating: [
    ...['rating', 'stars', 'Bewertung', 'Évaluation', 'Note', 'Calificación', 'Valoración', 'Valutazione', '評価'],
    ...['评级', '评分', '星级', '等级'],
  ],
  comments: [
    ...['comments', 'comment', 'buyer comments', 'Kommentare', 'Kommentar', 'Commentaires', 'Comentarios', 'Commenti'],
    ...['コメント', '评论', '评价内容', '买家评论', '备注'],
  ],
  response: [
    ...[
      'your response',
      'response',
      'Ihre Antwort',
      'Votre réponse',
      'Su respuesta',
      'Tu respuesta',
      'La tua risposta',
    ],
    ...['返信', '出品者の返信', '您的回复', '卖家回复', '回复'],
  ],
  raterAddress: [
    ...['rater email', 'rater e-mail', 'buyer email', 'E-Mail des Bewerters', "E-mail de l'évaluateur"],
    ...['Correo electrónico del evaluador', "E-mail dell'autore", '評価者のEメール', '评价者邮箱', '评级者电子邮件'],
  ],
}
