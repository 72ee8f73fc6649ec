import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import { searchTokens } from '../server/lib/text.search.ts'
import { bondsOf } from '../server/platform/backup/bonds.ts'
import { Copier } from './load.copy.ts'
import { type Pattern, play, type Scene, scenes, shapes } from './load.patterns.ts'
import { pick, randomFrom } from './load.random.ts'
import { emptyTables, type FilledTable, takeRows } from './load.rows.ts'
import { draw, inTsvector, type Voice, voiceOf } from './load.sentences.ts'
import { openStage, type Stage } from './load.stage.ts'
import { type Filling, type Template, templateOf } from './load.template.ts'
import { eight, newUuid } from './uuid.ts'

/** What was loaded, and how fast. */
export interface Loaded {
  readonly workspaceId: string
  readonly tickets: number
  readonly messages: number
  readonly seconds: number
  /** from the first row copied to the last index made and counted */
  readonly ticketsPerSecond: number
}

const day = 24 * 3_600_000
/** Of ten tickets four are of somebody who has written before. */
const knownShare = 0.4
/** About a millisecond's work. */
const ticketsATurn = 16
/** How far back a desk's tickets lie. */
const history = 720 * day

/**
 * Makes a desk of `size` tickets, about five messages each, on an empty migrated database. The desk itself plays some
 * dozens of tickets through its own doors; their rows, in whatever table it left them, are the patterns after which all
 * others are written, under new ids, times, names, numbers and words, and copied in. The same seed makes the same desk,
 * but for the moment that it counts back from.
 */
export async function load(
  place: { ownerUrl: string; servingUrl: string; dataFolder: string },
  size: number,
  say: (line: string) => void,
  seed = 20_261_122,
): Promise<Loaded> {
  const owner = new pg.Client({ connectionString: place.ownerUrl })
  await owner.connect()
  const begun = performance.now()
  try {
    const { name } = (await owner.query<{ name: string }>('select current_database() as name')).rows[0] ?? { name: '' }
    await owner.query(`alter database "${name}" set synchronous_commit = off`)
    await owner.query('alter sequence ticket_numbers restart 770000001')
    const stage = await openStage(place.servingUrl, place.dataFolder)
    await owner.query(`select set_config('amends.workspace', $1, false)`, [stage.workspaceId])
    // A letter on a return comes from a template, word for word, but for those who may edit it; no shipped role may.
    await owner.query(
      `update roles set permissions = permissions || '{"messages.edit-letter": "all"}' where key = 'manager'`,
    )
    const voices = new Map(scenes.map(({ language }) => [language, voiceOf(language, Math.min(20_000, size), seed)]))
    const tables = await emptyTables(owner)
    say('the desk plays its patterns')
    const templates = await playAll(stage, owner, tables, voices)
    await stage.close()
    await owner.query(`alter database "${name}" reset synchronous_commit`)
    say(`copying ${size} tickets`)
    const copying = performance.now()
    const messages = await copyAll(owner, { stage, tables, templates, voices, size, seed }, say)
    // A desk that has grown day by day has been vacuumed all along; one that was filled at once would be, for minutes, beside
    // what is measured on it.
    await owner.query('vacuum (analyze)')
    const seconds = (performance.now() - copying) / 1_000
    return {
      workspaceId: stage.workspaceId,
      tickets: size,
      messages,
      seconds: (performance.now() - begun) / 1_000,
      ticketsPerSecond: size / seconds,
    }
  } finally {
    await owner.end()
  }
}

async function playAll(
  stage: Stage,
  owner: pg.Client,
  tables: readonly FilledTable[],
  voices: ReadonlyMap<string, Voice>,
): Promise<Template[]> {
  // The letters of the patterns go nowhere: the desk writes to nobody in a demo.
  await owner.query('update workspaces set is_demo = true')
  const known = await knownIds(owner)
  const templates: Template[] = []
  for (const scene of scenes)
    for (const [at, shape] of shapes.entries()) {
      const voice = voices.get(scene.language)
      if (!voice || !(shape.everywhere || scene === scenes[0])) continue
      const pattern = await play(stage, owner, scene, shape, voice, at)
      templates.push(templateOf(pattern, await takeRows(owner, tables), known))
    }
  await owner.query('update workspaces set is_demo = false')
  await owner.query('delete from sessions')
  return templates
}

/** Ids of what was there before any ticket: members, stores, policies, templates. */
async function knownIds(owner: pg.Client): Promise<Set<string>> {
  const { rows } = await owner.query<{ found: string[] }>(`
    select array(select distinct (regexp_matches(query_to_xml('select * from ' || quote_ident(relname), false, false, '')::text,
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g'))[1]) as found
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`)
  return new Set(rows.flatMap(({ found }) => found))
}

interface Copying {
  readonly stage: Stage
  readonly tables: readonly FilledTable[]
  readonly templates: readonly Template[]
  readonly voices: ReadonlyMap<string, Voice>
  readonly size: number
  readonly seed: number
}

async function copyAll(owner: pg.Client, job: Copying, say: (line: string) => void): Promise<number> {
  const { tables, size } = job
  const names = tables.map(({ name }) => name)
  const bonds = await bondsOf(owner, names)
  await owner.query('begin')
  // COPY serves no table with row-level security in force, not even its owner.
  for (const name of names) await owner.query(`alter table ${name} no force row level security`)
  for (const statement of bonds.drop) await owner.query(statement)
  await owner.query(`truncate ${names.join(', ')}`)
  const copier = new Copier(owner, tables)
  const writer = new Writer(job)
  let copied = Promise.resolve()
  let told = 0
  for (let index = 0; index < size; index++) {
    writer.write(index, copier.put)
    // The next batch is made while the server takes this one: what is sent must find its turn.
    if (index % ticketsATurn === 0) await nextTurn()
    if (!copier.isFull) continue
    await copied
    copied = copier.flush()
    copied.catch(() => undefined)
    if (index - told < 50_000) continue
    told = index
    say(`${index} of ${size}`)
  }
  await copied
  await copier.flush()
  say('making indexes')
  await owner.query(`set local maintenance_work_mem = '1GB'`)
  for (const statement of bonds.make) await owner.query(statement)
  for (const name of names) await owner.query(`alter table ${name} force row level security`)
  await owner.query(`select setval('ticket_numbers', $1)`, [1_000 + size])
  await owner.query('commit')
  return writer.messages
}

interface Known {
  readonly id: string
  readonly first: string
  readonly last: string
  readonly characters: readonly string[]
  readonly local: string
}

/** Draws ticket after ticket. */
class Writer {
  messages = 0
  readonly #job: Copying
  readonly #random: () => number
  readonly #now = Date.now()
  readonly #drawn: readonly { readonly scene: Scene; readonly templates: readonly Template[] }[]
  readonly #known = new Map<string, Known[]>()

  constructor(job: Copying) {
    this.#job = job
    this.#random = randomFrom(job.seed)
    this.#drawn = scenes.map((scene) => ({
      scene,
      templates: job.templates.filter(({ pattern }) => pattern.scene === scene),
    }))
  }

  write(index: number, put: (table: string, line: string) => void): void {
    const random = this.#random
    const { scene, templates } = weighted(random, this.#drawn, ({ scene }) => scene.share)
    const template = weighted(random, templates, ({ pattern }) => pattern.shape.share)
    const voice = this.#job.voices.get(scene.language)
    const shop = pick(random, this.#job.stage.shops.get(scene.marketplace) ?? [])
    if (!voice) throw new Error('a scene without a voice')
    const member = pick(random, this.#job.stage.members)
    const writers = this.#known.get(shop.storeId) ?? []
    const known = random() < knownShare && writers.length > 0 ? pick(random, writers) : undefined
    const who = known ?? this.#somebody(voice)
    const said = new Map<number, string>()
    let tokens = ''
    const tell = (count: number) => {
      let text = ''
      for (let told = 0; told < count; told++) {
        const sentence = draw(voice, random)
        tokens += `${sentence.tokens} `
        text += told === 0 ? sentence.text : voice.space + sentence.text
      }
      return text
    }
    // Every word of the ticket is drawn before its rows are written: its search vector comes among the first.
    for (const [at, [step]] of template.pattern.shape.steps.entries())
      if (telling.has(step)) said.set(at, tell(1 + Math.floor(random() * 3)))
    const subject = tell(1)
    const order = this.#order(scene)
    const written = [who.first, who.last, who.characters.join(''), order].join('\n')
    tokens += inTsvector(searchTokens(written, scene.language))
    const filling: Filling = {
      at: this.#begin(template.pattern),
      text: (at) => said.get(at) ?? '',
      tokens,
      subject,
      order,
      ...who,
      mail: eight(random) + eight(random),
      number: 1_001 + index,
      memberId: member.id,
      memberName: member.name,
      shop,
      customerId: known?.id,
      newId: (moment) => newUuid(moment, random),
      // Sixteen random digits are enough for a hash that nobody looks into.
      newHash: () => eight(random) + eight(random) + sameDigits,
    }
    const { customerId } = template.write(filling, put)
    this.messages += template.messages
    if (!known) remember(this.#known, shop.storeId, { ...who, id: customerId }, random)
  }

  #somebody({ names }: Voice): Omit<Known, 'id'> {
    const half = names.length / 2
    const [given, family] = [names.slice(0, half), names.slice(half)]
    const local = eight(this.#random) + eight(this.#random)
    const characters = [pick(this.#random, given), pick(this.#random, family), pick(this.#random, family)]
    // Names follow no list: two thirds of them are a person's own.
    const own = this.#random() < 0.66 ? eight(this.#random).replace(/\d/g, '').slice(0, 4) : ''
    return { first: pick(this.#random, given), last: `${pick(this.#random, family)}${own}`, characters, local }
  }

  /** What is over lies anywhere in the past; what is not began as long ago as its pattern did, give or take. */
  #begin({ shape }: Pattern): number {
    const play = (shape.steps.at(-1)?.[1] ?? 0) * 3_600_000
    const age = shape.age === null ? play + this.#random() * history : shape.age * 3_600_000
    return this.#now - age - this.#random() * 20 * 60_000
  }

  #order({ order }: Scene): string {
    const mark = /9{3}\d+/g
    return order.replace(mark, (found) =>
      String(Math.floor(this.#random() * 10 ** found.length)).padStart(found.length, '0'),
    )
  }
}

const telling: ReadonlySet<string> = new Set(['in', 'answer', 'note'])
const sameDigits = '0'.repeat(48)

function weighted<Item>(random: () => number, items: readonly Item[], weight: (item: Item) => number): Item {
  let left = random() * items.reduce((sum, item) => sum + weight(item), 0)
  for (const item of items) {
    left -= weight(item)
    if (left < 0) return item
  }
  return pick(random, items)
}

/** Buyers who may write again: some hundreds of each store are enough to meet one. */
function remember(known: Map<string, Known[]>, storeId: string, who: Known, random: () => number): void {
  const writers = known.get(storeId) ?? []
  if (writers.length < 2_000) writers.push(who)
  else writers[Math.floor(random() * writers.length)] = who
  known.set(storeId, writers)
}
