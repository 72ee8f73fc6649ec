import { defineProblems } from '../../platform/errors.ts'

export const importsProblems = defineProblems({
  'imports.not-found': {
    status: 404,
    en: 'This import does not exist, or it is of a store that is not yours. Go back to the list.',
    'zh-CN': '该导入不存在，或所属店铺不在您负责的范围内。请返回列表。',
  },
  'imports.file-erased': {
    status: 410,
    en: 'The file of this import is gone: it was cleaned up as old, or told of a customer who was erased. Download the report again and upload it.',
    'zh-CN': '该导入的文件已删除：已作为旧文件清理，或含有已被删除的客户信息。请重新下载报表并上传。',
  },
  'imports.file-missing': {
    status: 400,
    en: 'No file came along. Choose one and send it as the field “file”.',
    'zh-CN': '没有收到文件。请选择文件后再上传（字段 file）。',
  },
  'imports.too-large': {
    status: 413,
    en: 'This file is larger than {most} MB. Have the report made for a shorter time, or split the file.',
    'zh-CN': '文件超过 {most} MB。请缩短报表的时间范围，或将文件拆分后再导入。',
  },
  'imports.empty': {
    status: 422,
    en: 'This file is empty. Download the report again and look whether it holds rows.',
    'zh-CN': '文件是空的。请重新下载报表，并确认其中有数据。',
  },
  'imports.no-table': {
    status: 422,
    en: 'No line with headings was found in this file. The first line must name the columns.',
    'zh-CN': '文件中没有找到表头行。第一行必须是各列的名称。',
  },
  'imports.not-text': {
    status: 422,
    en: 'This is no table: neither text (CSV, TSV) nor a workbook (XLSX). Download the report as one of these.',
    'zh-CN': '这不是表格：既不是文本（CSV、TSV），也不是工作簿（XLSX）。请下载其中一种格式。',
  },
  'imports.too-many-columns': {
    status: 422,
    en: 'This file has more than 1,000 columns. Remove those that tell nothing of orders.',
    'zh-CN': '文件超过 1,000 列。请删除与订单无关的列。',
  },
  'imports.workbook-too-large': {
    status: 422,
    en: 'Unpacked, this workbook is too large. Save the sheet as CSV and import that.',
    'zh-CN': '工作簿解压后过大。请将工作表另存为 CSV 后再导入。',
  },
  'imports.begun': {
    status: 409,
    en: 'This import has begun; how its file is read cannot be changed any more. Upload the file again to read it otherwise.',
    'zh-CN': '导入已经开始，不能再修改读取方式。如需修改，请重新上传文件。',
  },
  'imports.not-running': {
    status: 409,
    en: 'This import does not run. Load the page again.',
    'zh-CN': '该导入没有在运行。请刷新页面。',
  },
  'imports.unready': {
    status: 422,
    en: 'Something is missing before this file can be read in. Correct what is named below.',
    'zh-CN': '导入前还缺少信息。请按下面的提示补充。',
  },
  'imports.subject-missing': {
    status: 422,
    en: 'Say what the file tells of.',
    'zh-CN': '请选择文件的内容类型。',
  },
  'imports.store-missing': {
    status: 422,
    en: 'Say whose store the file is of.',
    'zh-CN': '请选择所属店铺。',
  },
  'imports.field-missing': {
    status: 422,
    en: 'No column fills “{field}”. Choose the one that does.',
    'zh-CN': '没有列对应“{field}”。请选择对应的列。',
  },
  'imports.parcels': {
    status: 422,
    en: 'This report tells of shipments: a line of an order stands in it once for each parcel, with a part of its quantity. Choose “shipments” as the kind of file.',
    'zh-CN': '这是发货报表：同一订单行会按包裹拆成多行，数量只是其中一部分。请将文件类型改为发货报表。',
  },
  'imports.unknown-field': {
    status: 422,
    en: '“{field}” is no field of this kind of file, or two columns fill it. Choose another.',
    'zh-CN': '“{field}”不是此类文件的字段，或被两列重复使用。请另选。',
  },
  'imports.nothing-readable': {
    status: 422,
    en: 'None of the first rows could be read. Look at the rows that failed, and upload the file again with other columns or formats.',
    'zh-CN': '前面的行都无法读取。请查看出错的行，重新上传文件，并选择其他列或格式。',
  },
  'imports.given-up': {
    status: 500,
    en: 'The import stood still after several tries. What was read in stays; start it again to go on from there.',
    'zh-CN': '多次尝试后导入仍未完成。已导入的数据会保留，可重新开始并从中断处继续。',
  },
})
