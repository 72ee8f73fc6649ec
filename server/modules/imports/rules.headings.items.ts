/**
 * The headings by which reports call what a field of a row holds, by field: the one that fills it best first. They are
 * compared without case, spaces, hyphens and accents. Amazon's names are those of its report references (DOMAIN.md
 * section 5) with the words that its other languages are known to use; eBay's those of its order export.
 */
export type Headings = Readonly<Record<string, readonly string[]>>

export const sku = [
  ...['sku', 'merchant sku', 'seller sku', 'msku', 'custom label', 'custom label (sku)', 'item sku', 'händler-sku'],
  ...['SKU du vendeur', 'SKU vendedor', 'SKU venditore', 'Bestandseinheit', 'Référence', '出品者SKU', '商品管理番号'],
  ...['卖家SKU', '商品编码', '货号', '产品编码', '产品SKU', '商品SKU', 'Bestandseinheit (SKU)', '自定义标签'],
]
export const asin = ['asin', 'asin1', '商品asin', '产品asin']
export const title = [
  ...['product name', 'item name', 'title', 'item title', 'product title', 'name', 'Produktname', 'Artikelname'],
  ...['Artikelbezeichnung', 'Titel', 'Nom du produit', 'Titre', 'Nombre del producto', 'Título', 'Nome del prodotto'],
  ...['Nome prodotto', 'Titolo', '商品名', '商品名称', '产品名称', '品名', '名称', '标题'],
]
export const orderNumber = [
  ...['amazon order id', 'order id', 'order number', 'order no', 'sales record order number', 'Amazon-Bestellnummer'],
  ...['Bestellnummer', 'Numéro de commande', 'N° de commande', 'Identifiant de commande', 'Número de pedido'],
  ...['Id. de pedido', 'Numero ordine', "Numero dell'ordine", 'ID ordine', '注文番号', '订单编号', '订单号', '订单id'],
  ...['亚马逊订单编号', '亚马逊订单号'],
]
export const quantity = [
  ...['quantity', 'quantity purchased', 'quantity shipped', 'qty', 'units', 'Menge', 'Anzahl', 'Bestellte Menge'],
  ...['Quantité', 'Quantité achetée', 'Cantidad', 'Cantidad comprada', 'Quantità', 'Quantità acquistata', '数量'],
  ...['個数', '注文数', '商品数量', '订购数量'],
]
export const currency = [
  ...['currency', 'currency code', 'Währung', 'Devise', 'Moneda', 'Divisa', 'Valuta', '通貨', '通貨コード'],
  ...['币种', '货币', '货币代码', '币别'],
]
