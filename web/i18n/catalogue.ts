/** A message whose form depends on `{count}`: chosen by `Intl.PluralRules` of its language. */
export type Plural = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string }

/** One entry of a catalogue. `{name}` marks a parameter. */
export type Message = string | Plural

/** The shape that a translation must have: every key of the English source, a plural where the source has one. */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Plural
}

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

/** The names of a message's parameters, read from its English text. */
export type NamesOf<Entry> = Entry extends string
  ? NamesIn<Entry>
  : Entry extends { readonly other: infer Other }
    ? NamesIn<Other> | 'count'
    : never

/** What must be given with a message: nothing, or a value for each of its parameters. */
export type Values<Entry> = [NamesOf<Entry>] extends [never]
  ? []
  : [values: { readonly [Name in NamesOf<Entry>]: string | number }]

/** Chooses the plural form and fills the parameters. A number is written with the language's digits and grouping. */
export function fill(
  message: Message,
  values: Readonly<Record<string, string | number>> | undefined,
  language: string,
) {
  const count = values?.count
  const text =
    typeof message === 'string'
      ? message
      : ((typeof count === 'number' ? message[pluralRules(language).select(count)] : undefined) ?? message.other)
  if (!values) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers(language).format(value) : value
  })
}

const rules = new Map<string, Intl.PluralRules>()
const writers = new Map<string, Intl.NumberFormat>()

function pluralRules(language: string): Intl.PluralRules {
  const found = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, found)
  return found
}

function numbers(language: string): Intl.NumberFormat {
  const found = writers.get(language) ?? new Intl.NumberFormat(language)
  writers.set(language, found)
  return found
}
