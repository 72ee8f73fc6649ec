import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'

/** The rows that files are read into, as the modules say that keep them. */
export type { EntryKind, FeedbackRow, MoneyRow, OrderRow, ReturnRow, ShipmentRow } from '../orders/index.ts'
export type { CostRow } from '../products/index.ts'

export const permissions = ['imports.read', 'imports.run'] as const

/** What a file tells of. */
export const subjects = [
  'orders',
  'shipments',
  'fba-returns',
  'mfn-returns',
  'settlement',
  'refund-feed',
  'seller-feedback',
  'costs',
] as const
export type Subject = (typeof subjects)[number]

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'shift_jis',
  'big5',
  'euc-jp',
  'euc-kr',
  'windows-1252',
] as const
export const delimiters = [',', ';', '\t', '|'] as const

/** How a file is written. */
export const FileFormat = Type.Object(
  {
    kind: Words(['text', 'workbook'], { title: 'FileKind' }),
    /** Of a text. */
    encoding: Words(encodings, { title: 'FileEncoding' }),
    delimiter: Words(delimiters, { title: 'Delimiter' }),
    /** Whether quotation marks enclose cells; Amazon's tab-separated reports use none, and let them stand in titles. */
    quoted: Type.Boolean(),
    /** Of a workbook: which sheet is read. */
    sheet: Nullable(Type.String({ maxLength: 120 })),
    /** Lines before the one with the headings. */
    skipped: Type.Integer({ minimum: 0, maximum: 50 }),
  },
  { title: 'FileFormat', additionalProperties: false },
)
export type FileFormat = Static<typeof FileFormat>

/** How the file writes days and numbers, and what holds where it says nothing. */
export const Conventions = Type.Object(
  {
    /** Of days like 03/04/2026. */
    dayOrder: Words(['day-first', 'month-first'], { title: 'DayOrder' }),
    decimal: Words(['.', ','], { title: 'DecimalMark' }),
    /** Of amounts without a currency beside them. */
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** IANA zone of moments without one. */
    zone: Type.String({ maxLength: 60 }),
  },
  { title: 'ImportConventions', additionalProperties: false },
)
export type Conventions = Static<typeof Conventions>

/** One column of the file: its heading, and the field that it fills; null is kept beside the row as it stands. */
export const Column = Type.Object(
  {
    /** Which of the file's columns, from 0: headings may stand twice. */
    index: Type.Integer({ minimum: 0, maximum: 999 }),
    heading: Type.String({ maxLength: 200 }),
    field: Nullable(Type.String({ maxLength: 40 })),
  },
  { title: 'ImportColumn', additionalProperties: false },
)
export type Column = Static<typeof Column>

/** Why a row, or a cell of it, could not be read: a code that the screen words. */
export const faultCodes = [
  'missing',
  'no-day',
  'no-amount',
  'no-count',
  'no-currency',
  'too-long',
  'too-many-cells',
  'negative',
  'lost',
  'unreadable',
  'no-rating',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** What could not be read, where. Rows count from 1, the line of headings not among them. */
export const ImportFault = Type.Object(
  {
    row: Type.Integer(),
    heading: Type.String({ description: 'Empty where the row as a whole is meant.' }),
    code: Words(faultCodes, { title: 'ImportFaultCode' }),
    value: Type.String(),
  },
  { title: 'ImportFault' },
)
export type ImportFault = Static<typeof ImportFault>

export const importStatuses = ['draft', 'waiting', 'running', 'done', 'failed', 'stopped'] as const

export const Import = Type.Object(
  {
    id: Id,
    /** Null until somebody says what the file tells of. */
    subject: Nullable(Words(subjects, { title: 'ImportSubject' })),
    /** Whose orders or returns; costs are of no store. */
    storeId: Nullable(Id),
    filename: Type.String(),
    size: Type.Integer({ description: 'Bytes.' }),
    format: FileFormat,
    columns: Type.Array(Column),
    conventions: Conventions,
    status: Words(importStatuses, { title: 'ImportStatus' }),
    /** Why it failed: the code of a problem. */
    problem: Nullable(Type.String()),
    rowsSettled: Type.Integer(),
    /** Of `size`: how far the file was read, in bytes. */
    bytesSettled: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    refused: Type.Integer(),
    createdBy: Type.Object({ id: Id, name: Type.String() }),
    createdAt: Timestamp,
    startedAt: Nullable(Timestamp),
    endedAt: Nullable(Timestamp),
  },
  { title: 'Import' },
)
export type Import = Static<typeof Import>

export const ImportPage = pageOf(Import, 'ImportPage')

/** The beginning of a file, read as it is said to be written. */
export const ImportSample = Type.Object(
  {
    sheets: Type.Array(Type.String(), { description: 'Of a workbook.' }),
    rows: Type.Array(Type.Array(Type.String()), { description: 'The first rows, cell by cell.' }),
    faults: Type.Array(ImportFault, { description: 'What could not be read of them.' }),
    /** Fields that the subject needs and no column fills. */
    missing: Type.Array(Type.String()),
    /** Every field that a column may fill, those that must be filled first. */
    fields: Type.Array(Type.Object({ field: Type.String(), required: Type.Boolean() })),
  },
  { title: 'ImportSample' },
)
export type ImportSample = Static<typeof ImportSample>

export const ImportChange = Type.Object(
  {
    subject: Type.Optional(Words(subjects, { title: 'ImportSubject' })),
    storeId: Type.Optional(Nullable(Id)),
    format: Type.Optional(FileFormat),
    columns: Type.Optional(Type.Array(Column, { maxItems: 1_000 })),
    conventions: Type.Optional(Conventions),
  },
  { title: 'ImportChange', additionalProperties: false, minProperties: 1 },
)
export type ImportChange = Static<typeof ImportChange>

export const FaultPage = pageOf(ImportFault, 'ImportFaultPage')
